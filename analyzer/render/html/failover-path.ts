import type { FailoverPath, FailoverStep, Report } from "../../model/report";
import { counted } from "../words";
import { findingHref } from "./anchor";
import { pathNode, shortName, type Way } from "./path-node";
import { type PathStage, routeToObstacle, stagesOf } from "./path-stages";
import { codeLine, line } from "./text";

/** So many of the paths that are blocked are unfolded from the beginning. */
const FEW = 3;
/** A stage folds what is beyond. */
const MOST_OPEN = 9;
/** A stage leaves out what is beyond, unless it leads to the obstacle. */
const MOST_NODES = 50;
const ADDRESS = 200;

/** The ways of a request into DR, drawn from the DNS name to the data. */
export function failoverPaths({ failoverPaths: paths, findings }: Report): string {
  if (paths.length === 0) return "";
  const hrefs = new Map<string, string>();
  for (const { id, dr } of findings) {
    const href = findingHref(id);
    if (dr && href !== undefined && !hrefs.has(dr.address)) hrefs.set(dr.address, href);
  }
  const critical = new Set(
    findings.flatMap(({ severity, dr }) => (severity === "critical" && dr ? [dr.address] : [])),
  );
  const blocked = paths.filter(({ steps }) => obstacleOf(steps)).length;
  const marred = paths.filter(({ steps }) => criticalOn(steps, critical) > 0).length;
  const verdict =
    blocked > 0
      ? `${String(blocked)} blocked`
      : marred > 0
        ? "critical findings on the way"
        : "nothing stands in the way";
  return `<section aria-labelledby="h-paths"><h2 id="h-paths">Where DNS leads at failover (${counted(paths.length, "path")}, ${verdict})</h2>
${paths.map((path, i) => drawn(path, hrefs, criticalOn(path.steps, critical), i < FEW)).join("\n")}</section>`;
}

/** Such a finding need not stop requests, as a wrong health check path does: nobody can tell from the path alone. */
function criticalOn(steps: readonly FailoverStep[], critical: ReadonlySet<string>): number {
  return steps.filter(({ resource }) => critical.has(resource.address)).length;
}

function obstacleOf(steps: readonly FailoverStep[]): FailoverStep | undefined {
  return steps.find(({ obstacle }) => obstacle !== null);
}

/**
 * @param critical how many of its places have a critical finding
 * @param early whether it is among the first ones, which are unfolded when they are blocked
 */
function drawn(
  { name, record, steps }: FailoverPath,
  findings: Way["findings"],
  critical: number,
  early: boolean,
): string {
  const way = { steps, route: routeToObstacle(steps), findings };
  const stages = stagesOf(steps);
  const stop = obstacleOf(steps);
  const title = name === null ? codeLine(record.address, ADDRESS) : line(name, 255);
  const outcome = stop
    ? `<span class="missed">blocked at ${codeLine(shortName(stop), ADDRESS)}</span>`
    : critical > 0
      ? `<span class="missed">reaches ${counted(steps.length, "resource")}, ${String(critical)} with a critical finding</span>`
      : `<span class="met">reaches ${counted(steps.length, "resource")}</span>`;
  return `<details class="path"${early && stop ? " open" : ""}><summary><strong>${title}</strong> ${outcome}
<span class="strip" aria-hidden="true"><span>DNS</span>${stages.map(chip).join("")}</span></summary>
<ol class="flow"><li class="stage"><h3>DNS</h3><ul><li class="node"><span class="quiet">${line(record.type, 60)}</span>${codeLine(record.address, ADDRESS)}</li></ul></li>
${stages.map((stage) => stageItem(stage, way)).join("\n")}</ol></details>`;
}

function chip({ name, steps }: PathStage): string {
  const blocked = isBlocked({ name, steps });
  const count = steps.length > 1 ? ` ${String(steps.length)}` : "";
  return `<span${blocked ? ' class="blocked"' : ""}>${name}${count}${blocked ? " ✕" : ""}</span>`;
}

function isBlocked({ steps }: PathStage): boolean {
  return steps.some(([, { obstacle }]) => obstacle !== null);
}

/** Networks serve everything alike and are many: they stay folded, unless something is wrong with them. */
function stageItem(stage: PathStage, way: Way): string {
  const { name, steps } = stage;
  const nodes = steps
    .filter(([i], n) => n < MOST_NODES || way.route.has(i))
    .map(([i, step]) => pathNode(i, step, way));
  const aside = name === "Network" || name === "Other";
  const inView = aside ? 0 : MOST_OPEN;
  const left = steps.length - nodes.length;
  const more = left > 0 ? `<p class="quiet">and ${String(left)} more, in the JSON report</p>` : "";
  const label = aside ? counted(steps.length, "resource") : `${String(steps.length - inView)} more`;
  const folded = `<details${isBlocked(stage) ? " open" : ""}><summary>${label}</summary>${list(nodes.slice(inView))}${more}</details>`;
  return `<li class="stage"><h3>${name}</h3>${list(nodes.slice(0, inView))}${steps.length > inView ? folded : ""}</li>`;
}

function list(items: readonly string[]): string {
  return items.length > 0 ? `<ul>${items.join("")}</ul>` : "";
}
