import type { Report, SideSummary } from "../../model/report";
import { counted } from "../words";
import { divergences, type ServiceParity, serviceParities } from "./services";
import { codeLine, line } from "./text";

const MOST_SOURCES = 5;
const MOST_SERVICES = 60;

/** The two sides beside each other, and in which services they part. */
export function pairSection(report: Report): string {
  const { primary, dr, strategy } = report.pair;
  return `<section aria-labelledby="h-pair"><h2 id="h-pair">The pair</h2>
<div class="sides"><table class="pair"><thead><tr><td></td><th scope="col">Primary</th><th scope="col">DR</th></tr></thead><tbody>
${sideRow("Region", primary, dr, region)}
${sideRow("Resources", primary, dr, ({ resources }) => String(resources))}
${sideRow("Sources", primary, dr, sources)}
<tr><th scope="row">Strategy</th><td colspan="2">${strategy}</td></tr></tbody></table>
<div>${services(serviceParities(report))}</div></div></section>`;
}

function sideRow(
  title: string,
  primary: SideSummary,
  dr: SideSummary,
  cell: (side: SideSummary) => string,
): string {
  return `<tr><th scope="row">${title}</th><td>${cell(primary)}</td><td>${cell(dr)}</td></tr>`;
}

function region({ region }: SideSummary): string {
  return region === null ? "unknown" : codeLine(region, 40);
}

function sources({ sources: all }: SideSummary): string {
  const shown = all.slice(0, MOST_SOURCES).map((source) => codeLine(source === "-" ? "stdin" : source, 100));
  const more = all.length > MOST_SOURCES ? [`and ${String(all.length - MOST_SOURCES)} more`] : [];
  return [...shown, ...more].join(", ") || "none";
}

/** Those that diverge are in view, the others folded. */
function services(all: readonly ServiceParity[]): string {
  const diverging = all.filter((service) => divergences(service) > 0);
  const equal = all.slice(diverging.length);
  const folded = `<details><summary>${counted(equal.length, "service")} without a finding</summary>${serviceTable(equal)}</details>`;
  return `${diverging.length > 0 ? serviceTable(diverging) : ""}${equal.length > 0 ? folded : ""}`;
}

function serviceTable(services: readonly ServiceParity[]): string {
  const head = ["Service", "Pairs", "Differ", "Only in primary", "Only in DR"];
  const rows = services.slice(0, MOST_SERVICES).map((service) => {
    const numbers = [service.paired, service.differing, service.missingInDr, service.missingInPrimary];
    const cells = numbers.map((n, i) => `<td${n > 0 && i > 0 ? ' class="some"' : ""}>${String(n)}</td>`);
    return `<tr><th scope="row">${line(service.service, 60)}</th>${cells.join("")}</tr>`;
  });
  const more = services.length - rows.length;
  const rest = more > 0 ? `<tr><td colspan="5">and ${counted(more, "more service")}</td></tr>` : "";
  return `<table class="services"><thead><tr>${head.map((title) => `<th scope="col">${title}</th>`).join("")}</tr></thead><tbody>${rows.join("")}${rest}</tbody></table>`;
}
