import { groupAlike, type FindingGroup } from "../group";
import type { Report, Severity, SourceLocation } from "../../model/report";
import { disarm } from "../../base/runner-commands";
import { oneLine } from "../value";
import { addresses, counted, scoreText, severityCounts, VERDICT_WORDS } from "../words";
import type { RenderFormat } from "../format";

/** GitHub shows so many annotations of a level for a step, and drops the rest without a word. */
const MOST_OF_A_LEVEL = 10;
const TITLE = 200;
const MESSAGE = 1000;

const LEVELS: Readonly<Record<Severity, string>> = { critical: "error", warning: "warning", info: "notice" };

/**
 * The report as GitHub's workflow commands: printed by a step, they become annotations of the run.
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function renderAnnotations(report: Report): string {
  const groups = groupAlike(report.findings);
  const shown = (Object.keys(LEVELS) as Severity[]).flatMap((severity) =>
    groups.filter(({ first }) => first.severity === severity).slice(0, MOST_OF_A_LEVEL),
  );
  const lines = [verdict(report), ...shown.map(annotation)];
  return `${lines.join("\n")}\n`;
}

/** For GitHub Actions' annotations. */
export const format: RenderFormat = { render: renderAnnotations, join: (renderings) => renderings.join("") };

/** A notice, or, where nothing can be proved, a warning that says why. */
function verdict({ pair, summary, coverage }: Report): string {
  const title = `drparity: ${VERDICT_WORDS[summary.verdict]}, ${scoreText(summary.score)}/100`;
  const what = `${severityCounts(summary)} in ${counted(summary.paired, "pair")} of ${pair.name}`;
  const [why] = coverage.incomplete;
  return why === undefined
    ? command("notice", title, what)
    : command("warning", title, `${what}. This report cannot prove parity: ${why}`);
}

function annotation(group: FindingGroup): string {
  const { first, findings, subject } = group;
  const name =
    findings.length > 1 ? `${String(findings.length)} x ${subject}` : addresses(first).join(" -> ");
  const text = `${group.message} At failover: ${group.impact} What to do: ${group.remediation} Id: ${first.id}`;
  return command(LEVELS[first.severity], name, text, first.dr?.location ?? first.primary?.location);
}

/** Without a location the runner shows the annotation with the run, else at the line of the changed file. */
function command(level: string, title: string, text: string, location?: SourceLocation): string {
  const place = location ? `,file=${property(location.file)},line=${String(location.line)}` : "";
  return `::${level} title=${property(title)}${place}::${data(text, MESSAGE)}`;
}

/** The runner takes `%0A` for a line break, so that no text from outside can begin a command of its own. */
function data(text: string, max: number): string {
  return disarm(oneLine(text, max), "\\x23", "\\x3a").replaceAll("%", "%25");
}

function property(text: string): string {
  return data(text, TITLE).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
