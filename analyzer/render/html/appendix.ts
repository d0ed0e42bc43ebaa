import type { ExpectedDifference, Report, SuppressedFinding, Unresolved } from "../../model/report";
import { counted } from "../words";
import { addressCode } from "./finding";
import { codeLine, line } from "./text";

const MOST_ROWS = 500;
const REASON = 400;

/** A table below the findings: its title, its columns and its rows, as HTML. */
interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What was not counted against the pair, and what was compared, folded. */
export function appendix({ expected, suppressed, unresolved, coverage }: Report): string {
  const tables: readonly Table[] = [
    {
      title: "Expected by design",
      columns: ["Resource", "Difference", "Reason"],
      rows: expected.map(expectedRow),
    },
    {
      title: "Suppressed",
      columns: ["Resource", "Finding", "Reason", "Until"],
      rows: suppressed.map(suppressedRow),
    },
    {
      title: "Unresolved",
      columns: ["Resource", "Attribute", "Reason"],
      rows: unresolved.map(unresolvedRow),
    },
    {
      title: "Not compared",
      columns: ["Resource", "Reason"],
      rows: coverage.notCompared.map(({ address, reason }) => [codeLine(address, 300), line(reason, REASON)]),
    },
    {
      title: "Compared types",
      columns: ["Type", "Pairs"],
      rows: Object.entries(coverage.comparedTypes).map(typeRow),
    },
  ];
  return tables
    .filter(({ rows }) => rows.length > 0)
    .map(tableHtml)
    .join("\n");
}

function expectedRow(finding: ExpectedDifference): readonly string[] {
  const paths = finding.differences.slice(0, 5).map(({ path }) => codeLine(path, 100));
  return [
    addressCode(finding),
    paths.join(", ") || line(finding.message, REASON),
    line(finding.reason, REASON),
  ];
}

function suppressedRow(finding: SuppressedFinding): readonly string[] {
  const until = finding.expires === null ? "always" : line(finding.expires, 40);
  return [addressCode(finding), line(finding.message, REASON), line(finding.reason, REASON), until];
}

function unresolvedRow(unresolved: Unresolved): readonly string[] {
  return [addressCode(unresolved), codeLine(unresolved.path, 200), line(unresolved.reason, REASON)];
}

function typeRow([type, n]: readonly [string, number]): readonly string[] {
  return [codeLine(type, 100), String(n)];
}

function tableHtml({ title, columns, rows }: Table): string {
  const head = columns.map((column) => `<th scope="col">${column}</th>`).join("");
  const body = rows
    .slice(0, MOST_ROWS)
    .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`);
  const more = rows.length - body.length;
  const note = more > 0 ? `<p class="quiet">and ${counted(more, "more row")}, in the JSON report</p>` : "";
  return [
    `<details class="appendix"><summary><h2>${title} (${String(rows.length)})</h2></summary>`,
    `<table><thead><tr>${head}</tr></thead><tbody>`,
    ...body,
    `</tbody></table>${note}</details>`,
  ].join("\n");
}
