import type { FailoverPath, FailoverStep, Report } from "../report";
import { counted } from "../words";
import { findingHref } from "./anchor";
import { routeToObstacle, type Stage, stagesOf } from "./path-stages";
import { codeLine, line } from "./text";

/** So many of the paths that are blocked are unfolded from the beginning. */
const FEW = 3;
/** A stage folds what is beyond. */
const MOST_OPEN = 9;
const ADDRESS = 200;

/** What the nodes of a path have to know beside their step. */
interface Way {
  readonly steps: readonly FailoverStep[];
  readonly route: ReadonlySet<number>;
  /** Where the findings about a resource of DR begin, by its address. */
  readonly findings: ReadonlyMap<string, string>;
}

/** The ways of a request into DR, drawn from the DNS name to the data. */
export function failoverPaths({ failoverPaths: paths, findings }: Report): string {
  if (paths.length === 0) return "";
  const hrefs = new Map<string, string>();
  for (const { id, dr } of findings) {
    const href = findingHref(id);
    if (dr && href !== undefined && !hrefs.has(dr.address)) hrefs.set(dr.address, href);
  }
  const blocked = paths.filter(({ steps }) => obstacleOf(steps)).length;
  const verdict = blocked === 0 ? "nothing stands in the way" : `${String(blocked)} blocked`;
  const shown = paths.map((path, i) => drawn(path, hrefs, i < FEW));
  return `<section aria-labelledby="h-paths"><h2 id="h-paths">Where DNS leads at failover (${counted(paths.length, "path")}, ${verdict})</h2>
${shown.join("\n")}</section>`;
}

function obstacleOf(steps: readonly FailoverStep[]): FailoverStep | undefined {
  return steps.find(({ obstacle }) => obstacle !== null);
}

function drawn(path: FailoverPath, findings: Way["findings"], few: boolean): string {
  const { name, record, steps } = path;
  const way = { steps, route: routeToObstacle(steps), findings };
  const stages = stagesOf(steps);
  const stop = obstacleOf(steps);
  const outcome = stop
    ? `<span class="missed">blocked at ${codeLine(shortName(stop), ADDRESS)}</span>`
    : `<span class="met">reaches ${counted(steps.length, "resource")}</span>`;
  return `<details class="path"${few && stop ? " open" : ""}><summary><strong>${name === null ? codeLine(record.address, ADDRESS) : line(name, 255)}</strong> ${outcome}
<span class="strip" aria-hidden="true"><span>DNS</span>${stages.map(chip).join("")}</span></summary>
<ol class="flow"><li class="stage"><h3>DNS</h3><ul><li class="node"><span class="quiet">${line(record.type, 60)}</span>${codeLine(record.address, ADDRESS)}</li></ul></li>
${stages.map(([stage, own]) => stageItem(stage, own, way)).join("\n")}</ol></details>`;
}

function chip([stage, own]: readonly [Stage, readonly (readonly [number, FailoverStep])[]]): string {
  const stopped = own.some(([, { obstacle }]) => obstacle !== null);
  return `<span${stopped ? ' class="blocked"' : ""}>${stage}${own.length > 1 ? ` ${String(own.length)}` : ""}${stopped ? " ✕" : ""}</span>`;
}

/** Networks serve everything alike and are many: they stay folded, unless something is wrong with them. */
function stageItem(stage: Stage, own: readonly (readonly [number, FailoverStep])[], way: Way): string {
  const nodes = own.map(([i, step]) => node(i, step, way));
  const blocked = own.some(([, { obstacle }]) => obstacle !== null);
  const aside = stage === "Network" || stage === "Other";
  const inView = aside ? 0 : MOST_OPEN;
  const rest = own.length - inView;
  const list = (items: readonly string[]) => (items.length > 0 ? `<ul>${items.join("")}</ul>` : "");
  const folded = `<details${blocked ? " open" : ""}><summary>${aside ? counted(own.length, "resource") : `${String(rest)} more`}</summary>${list(nodes.slice(inView))}</details>`;
  return `<li class="stage"><h3>${stage}</h3>${list(nodes.slice(0, inView))}${rest > 0 ? folded : ""}</li>`;
}

function node(i: number, step: FailoverStep, { steps, route, findings }: Way): string {
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
function shortName({ resource: { address, type } }: FailoverStep): string {
  const at = address.lastIndexOf(`${type}.`);
  return at > 0 ? address.slice(at) : address;
}
