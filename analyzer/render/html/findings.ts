import { type FindingGroup, groupAlike } from "../group";
import type { Report, Severity } from "../../model/report";
import type { CiRun } from "../../base/ci-run";
import { counted, SEVERITIES } from "../words";
import { facetKey, facetLists, select } from "./facets";
import { findingEntry } from "./finding";

/** Up to so many entries are unfolded from the beginning; more would bury what matters. */
const FEW = 10;
/** Beyond this a browser takes seconds to lay the page out. */
const MOST_ENTRIES = 2000;

const SORTS = [
  ["worst", "Worst first"],
  ["where", "By resource"],
  ["rule", "By rule"],
] as const;

/** The findings, alike ones in one entry, by severity, with what filters and sorts them. */
export function findingsSection({ findings }: Report, run?: CiRun): string {
  const groups = groupAlike(findings, facetKey);
  const title = `<h2 id="h-findings">Findings (${String(findings.length)})</h2>`;
  return `<section id="findings" tabindex="-1" aria-labelledby="h-findings">${title}
${groups.length > 0 ? filter(groups.slice(0, MOST_ENTRIES)) : "<p>No divergence was found in what was compared.</p>"}
${SEVERITIES.map((severity) => section(severity, groups, run)).join("")}
${leftOut(groups)}
</section>`;
}

/** Seen only where the script runs: without it there is nothing to filter with. */
function filter(groups: readonly FindingGroup[]): string {
  const boxes = SEVERITIES.map(
    (severity) =>
      `<label><input type="checkbox" name="severity" value="${severity}" checked> ${severity}</label>`,
  );
  return `<form id="filter" role="search" aria-label="Filter the findings" autocomplete="off">
<input type="search" name="search" placeholder="Search address, rule, value" aria-label="Search">
<fieldset><legend>Severity</legend>${boxes.join("")}</fieldset>
${facetLists(groups)}
${select("sort", SORTS)}
<button type="button" id="unfold" aria-pressed="false">Unfold all</button>
<span id="shown" class="quiet" role="status"></span>
</form>`;
}

function section(severity: Severity, groups: readonly FindingGroup[], run?: CiRun): string {
  const own = groups.slice(0, MOST_ENTRIES).filter(({ first }) => first.severity === severity);
  if (own.length === 0) return "";
  const n = own.reduce((sum, { findings }) => sum + findings.length, 0);
  const title = `${severity.charAt(0).toUpperCase()}${severity.slice(1)} (${String(n)})`;
  const entries = own.map((group) => findingEntry(group, groups.length <= FEW, run));
  return `<section class="findings" aria-labelledby="h-${severity}"><h3 id="h-${severity}">${title}</h3>
${entries.join("\n")}
</section>`;
}

function leftOut(groups: readonly FindingGroup[]): string {
  const n = groups.slice(MOST_ENTRIES).reduce((sum, { findings }) => sum + findings.length, 0);
  return n > 0
    ? `<p>${counted(n, "finding")} of lesser severity left out: the JSON report has them all.</p>`
    : "";
}
