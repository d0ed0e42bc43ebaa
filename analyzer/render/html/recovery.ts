import { duration } from "../../base/duration";
import type { Recovery, RecoveryObjective, RecoveryPart } from "../../model/report";
import { counted } from "../words";
import { awsPage, codeLine, line } from "./text";

const MOST_PARTS = 50;

/** What a failover takes and loses beside what the pair promises, with where each figure comes from. */
export function recoverySection({ rto, rpo }: Recovery): string {
  const objectives = [
    objective("Time to recover (RTO)", "one after the other", rto),
    objective("Data lost (RPO)", "the worst one counts", rpo),
  ].filter(Boolean);
  if (objectives.length === 0) return "";
  return `<section aria-labelledby="h-recovery"><h2 id="h-recovery">Recovery, as the configuration tells</h2>
<div class="objectives">${objectives.join("\n")}</div></section>`;
}

function objective(title: string, how: string, { targetSeconds, estimateSeconds, parts }: RecoveryObjective) {
  if (targetSeconds === null && parts.length === 0) return "";
  const unbounded = parts.some(({ seconds }) => seconds === null);
  const estimate = estimateSeconds === null ? "" : `about ${duration(estimateSeconds)}`;
  const figure = unbounded ? "without a bound" : estimate || "unknown";
  return `<div class="objective"><h3>${title}</h3>
<p><strong class="figure${missed(targetSeconds, estimateSeconds, unbounded) ? " missed" : ""}">${figure}</strong> ${against(targetSeconds, estimateSeconds, unbounded)}</p>
${parts.length > 0 ? `<details><summary>${counted(parts.length, "part")}, ${how}</summary><table><thead><tr><th scope="col">Part</th><th scope="col">Time</th><th scope="col">Source</th></tr></thead><tbody>${rows(parts)}</tbody></table></details>` : ""}</div>`;
}

function against(target: number | null, estimate: number | null, unbounded: boolean): string {
  if (target === null) return '<span class="quiet">no target is declared</span>';
  const promise = `target ${duration(target)}`;
  if (missed(target, estimate, unbounded)) return `<span class="missed">misses the ${promise}</span>`;
  return estimate === null ? promise : `<span class="met">within the ${promise}</span>`;
}

function missed(target: number | null, estimate: number | null, unbounded: boolean): boolean {
  return unbounded || (target !== null && estimate !== null && estimate > target);
}

function rows(parts: readonly RecoveryPart[]): string {
  const shown = parts.slice(0, MOST_PARTS).map(row);
  const more = parts.length - shown.length;
  const rest = more > 0 ? `<tr><td colspan="3">and ${String(more)} more, in the JSON report</td></tr>` : "";
  return `${shown.join("")}${rest}`;
}

function row({ what, seconds, address, source }: RecoveryPart): string {
  const time = seconds === null ? "no bound" : duration(seconds);
  const from = awsPage(source) ?? line(source, 200);
  return `<tr><td>${line(what, 200)}<br>${codeLine(address, 200)}</td><td>${time}</td><td>${from}</td></tr>`;
}
