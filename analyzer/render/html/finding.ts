import type { FindingGroup } from "../group";
import type { Finding, SourceLocation } from "../../model/report";
import { told } from "../told";
import type { CiRun } from "../../base/ci-run";
import { placeUrl } from "../place-url";
import { addresses, kindAndOrigin, locations, owners, placeText } from "../words";
import { findingAnchor, findingHref } from "./anchor";
import { copyButton } from "./copy";
import { differenceTable } from "./difference";
import { facetData } from "./facets";
import { fixes } from "./fix";
import { ruleName } from "./rules";
import { codeLine, line } from "./text";

const MOST_ADDRESSES = 200;
const MOST_PLACES = 20;
const ADDRESS = 300;
const PROSE = 1000;
const ID = 40;

/** One group of alike findings: what is wrong in a line, the rest folded. `open` unfolds it from the beginning. */
export function findingEntry(group: FindingGroup, open: boolean, run?: CiRun): string {
  const { first, findings } = group;
  const data = `data-severity="${first.severity}" ${facetData(group)}`;
  return [
    `<details class="finding ${first.severity}"${anchor(first)} ${data} data-count="${String(findings.length)}"${open ? " open" : ""}>`,
    `<summary><span class="severity">${first.severity}</span> <span class="where">${title(group)}</span>`,
    `<span class="what">${line(group.message, PROSE)}</span></summary>`,
    `<div class="body"><p class="quiet">${kindAndOrigin(first)}, rule <span class="rule">${ruleName(first.rule)}</span>${findings.length > 1 ? "" : idCode(first)}${practices(first)}${link(first)}</p>`,
    findings.length > 1 ? list(findings) : "",
    differenceTable(told(first)),
    labelled("At failover", group.impact),
    labelled("What to do", group.remediation),
    ...fixes(findings),
    ...where(findings, run),
    ...owners(findings).map((owner) => labelled("Owner", owner)),
    command(first),
    "</div></details>",
  ].join("\n");
}

/** How a finding names its resource, as HTML. */
export function addressCode(finding: Pick<Finding, "primary" | "dr">): string {
  return addresses(finding)
    .map((address) => codeLine(address, ADDRESS))
    .join(" → ");
}

/** What `drparity explain` takes. */
function idCode({ id }: Finding): string {
  return `, id ${codeLine(id, ID)} ${copyButton("id")}`;
}

/** What tells more of it in a terminal. */
function command({ id }: Finding): string {
  if (findingAnchor(id) === undefined) return "";
  return `<p><strong>In a terminal:</strong> ${codeLine(`drparity explain ${id}`, 100)} ${copyButton("command")}</p>`;
}

/** What an auditor looks for. */
function practices({ practices: names }: Finding): string {
  return names.length > 0 ? `; evidence for ${names.map((name) => line(name, 60)).join(", ")}` : "";
}

function title({ first, findings, subject }: FindingGroup): string {
  return findings.length > 1
    ? `${String(findings.length)} × ${codeLine(subject, 100)}`
    : addressCode(first) || codeLine(first.rule, 100);
}

function list(findings: readonly Finding[]): string {
  const items = findings.slice(0, MOST_ADDRESSES).map(item);
  const more = findings.length - items.length;
  return `<ul>${items.join("")}${more > 0 ? `<li>and ${String(more)} more, in the JSON report</li>` : ""}</ul>`;
}

/** Where the resources are declared. */
function where(findings: readonly Finding[], run?: CiRun): readonly string[] {
  const all = locations(findings);
  const shown = all.slice(0, MOST_PLACES).map((location) => place(location, run));
  const more = all.length > shown.length ? ` and ${String(all.length - shown.length)} more` : "";
  return all.length === 0 ? [] : [`<p><strong>Where:</strong> ${shown.join(", ")}${more}</p>`];
}

/** Leads to the line in the forge, where the run knows one. */
function place(location: SourceLocation, run?: CiRun): string {
  const text = codeLine(placeText(location), ADDRESS);
  const url = placeUrl(location, run);
  return url === undefined ? text : `<a href="${url}" rel="noreferrer noopener">${text}</a>`;
}

/** The entry itself is the first one's anchor. */
function item(finding: Finding, i: number): string {
  return `<li${i > 0 ? anchor(finding) : ""}>${addressCode(finding)}${idCode(finding)}</li>`;
}

function anchor({ id }: Finding): string {
  const name = findingAnchor(id);
  return name === undefined ? "" : ` id="${name}"`;
}

/** What a reader passes on to a colleague. */
function link({ id }: Finding): string {
  const href = findingHref(id);
  return href === undefined ? "" : ` <a class="link" href="${href}">Link to this finding</a>`;
}

function labelled(label: string, text: string): string {
  return text === "" ? "" : `<p><strong>${label}:</strong> ${line(text, PROSE)}</p>`;
}
