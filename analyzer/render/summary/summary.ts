import { columnsOf, padColumns } from "../../base/columns";
import type { Report } from "../../model/report";
import { type FindingGroup, groupAlike } from "../group";
import {
  failures,
  headline,
  incomplete,
  type Page,
  pageOf,
  scope,
  severityPaint,
  visible,
} from "../text/text";
import type { RenderFormat } from "../format";
import { wrap } from "../wrap";

const MESSAGE = 600;
const ID = 40;
const SEVERITY_WIDTH = "critical  ".length;

/** The report in brief, for a terminal: the verdict, and a line or two for each finding or group of alike ones. */
export function renderSummary(
  report: Report,
  options: { readonly color: boolean; readonly width?: number },
): string {
  const page = pageOf(options);
  const groups = groupAlike(report.findings);
  const idWidth = Math.max(0, ...groups.map((group) => columnsOf(idsOf(group)))) + 2;
  const blocks = [
    [...headline(report, page), ...failures(report, page), ...scope(report, page)],
    incomplete(report, page),
    groups.flatMap((group) => lines(group, idWidth, page)),
  ];
  const shown = blocks.filter((block) => block.length > 0).map((block) => block.join("\n"));
  return `${shown.join("\n\n")}\n`;
}

/** What a glance is enough for; `explain ID` tells of one in full. */
export const format: RenderFormat = { render: renderSummary, join: (renderings) => renderings.join("\n") };

function lines(group: FindingGroup, idWidth: number, { width, paint }: Page): readonly string[] {
  const { severity } = group.first;
  const indent = " ".repeat(SEVERITY_WIDTH + idWidth);
  const [first = "", ...rest] = wrap(visible(group.message, MESSAGE), width, indent);
  const [level, ids] = [severity.padEnd(SEVERITY_WIDTH), padColumns(idsOf(group), idWidth)];
  return [severityPaint(severity, paint)(level) + paint.dim(ids) + first.slice(indent.length), ...rest];
}

/** The first one's id, and how many more there are. */
function idsOf({ first, findings }: FindingGroup): string {
  const more = findings.length - 1;
  return `${visible(first.id, ID)}${more > 0 ? ` +${String(more)}` : ""}`;
}
