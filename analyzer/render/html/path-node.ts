import type { FailoverStep } from "../../model/report";
import { codeLine, line } from "./text";

const ADDRESS = 200;

/** What the nodes of a path have to know beside their step. */
export interface Way {
  readonly steps: readonly FailoverStep[];
  /** The steps that lead to the obstacle, by their indices. */
  readonly route: ReadonlySet<number>;
  /** Where the findings about a resource of DR begin, by its address. */
  readonly findings: ReadonlyMap<string, string>;
}

/** One resource that a request reaches: what leads here, both sides, and what stands in the way. */
export function pathNode(i: number, step: FailoverStep, { steps, route, findings }: Way): string {
  const { resource, twin, from, obstacle } = step;
  const via = from === null ? undefined : steps[from];
  const state = obstacle !== null ? " blocked" : route.has(i) ? " route" : "";
  const href = findings.get(resource.address);
  return [
    `<li class="node${state}"><span class="quiet">${line(resource.type, 60)}${via ? `, from ${line(shortName(via), ADDRESS)}` : ""}</span>`,
    sides(twin, resource.address),
    href === undefined ? "" : `<a href="${href}">See the finding</a>`,
    obstacle === null ? "" : `<p class="missed"><strong>Blocked here:</strong> ${line(obstacle, 600)}</p>`,
    "</li>",
  ].join("");
}

/** Both sides beside each other, or once when they are called alike. */
function sides(primary: string | null, dr: string): string {
  if (primary === dr) return `<dl><div><dt>Primary and DR</dt><dd>${codeLine(dr, ADDRESS)}</dd></div></dl>`;
  const twin = primary === null ? "no twin" : codeLine(primary, ADDRESS);
  return `<dl class="two"><div><dt>Primary</dt><dd>${twin}</dd></div><div><dt>DR</dt><dd>${codeLine(dr, ADDRESS)}</dd></div></dl>`;
}

/** The address without its module: `aws_lb.web`. */
export function shortName({ resource: { address, type } }: FailoverStep): string {
  const at = address.lastIndexOf(`${type}.`);
  return at > 0 ? address.slice(at) : address;
}
