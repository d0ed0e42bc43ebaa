import { type FindingGroup, groupAlike } from "../group";
import type { Report, Severity } from "../../model/report";
import { counted, KIND_WORDS, KINDS, ORIGIN_WORDS, ORIGINS, SEVERITIES } from "../words";
import { findingEntry } from "./finding";

/** Up to so many entries are unfolded from the beginning; more would bury what matters. */
const FEW = 10;
/** Beyond this a browser takes seconds to lay the page out. */
const MOST_ENTRIES = 2000;

const SORTS = { worst: "Worst first", where: "By resource", rule: "By rule" } as const;

/** The findings, alike ones in one entry, by severity, with what filters and sorts them. */
export function findingsSection({ findings }: Report): string {
  const groups = groupAlike(findings);
  const title = `<h2 id="h-findings">Findings (${String(findings.length)})</h2>`;
  return `<section id="findings" tabindex="-1" aria-labelledby="h-findings">${title}
${groups.length > 0 ? filter() : "<p>No divergence was found in what was compared.</p>"}
${SEVERITIES.map((severity) => section(severity, groups)).join("")}
${leftOut(groups)}
</section>`;
}

/** Hidden until the script runs: without it there is nothing to filter with. */
function filter(): string {
  const boxes = SEVERITIES.map(
    (severity) =>
      `<label><input type="checkbox" name="severity" value="${severity}" checked> ${severity}</label>`,
  );
  return `<form id="filter" role="search" aria-label="Filter the findings" autocomplete="off" hidden>
<input type="search" name="search" placeholder="Search address, rule, value" aria-label="Search">
<fieldset><legend>Severity</legend>${boxes.join("")}</fieldset>
${select("kind", "Kind", { "": "Every kind", ...only(KINDS, KIND_WORDS) })}
${select("origin", "Origin", { "": "Every origin", ...only(ORIGINS, ORIGIN_WORDS) })}
${select("sort", "Order", SORTS)}
<button type="button" id="unfold" aria-pressed="false">Unfold all</button>
<span id="shown" class="quiet" role="status"></span>
</form>`;
}

/** The words in the order of the values. */
function only<T extends string>(values: readonly T[], words: Readonly<Record<T, string>>) {
  return Object.fromEntries(values.map((value) => [value, words[value]]));
}

function select(name: string, label: string, words: Readonly<Record<string, string>>): string {
  const options = Object.entries(words).map(([value, text]) => `<option value="${value}">${text}</option>`);
  return `<select name="${name}" aria-label="${label}">${options.join("")}</select>`;
}

function section(severity: Severity, groups: readonly FindingGroup[]): string {
  const own = groups.slice(0, MOST_ENTRIES).filter(({ first }) => first.severity === severity);
  if (own.length === 0) return "";
  const n = own.reduce((sum, { findings }) => sum + findings.length, 0);
  const title = `${severity.charAt(0).toUpperCase()}${severity.slice(1)} (${String(n)})`;
  const entries = own.map((group) => findingEntry(group, groups.length <= FEW));
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
