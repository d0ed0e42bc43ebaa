import { analyze } from "../analyze";
import { InputError } from "../base/errors";
import { toJsonText } from "../base/json-text";
import { loadPolicy } from "../judge/policy/load-policy";
import { ruleText } from "../judge/rule-texts";
import type { Finding, Report } from "../model/report";
import { findingInFull } from "../render/text/finding-in-full";
import { renderJson } from "../render/json/json";
import { layoutFor } from "./layout";
import type { ExplainArguments } from "./explain-options";
import { ruleInJson, ruleInWords } from "./explain-rule";
import { loadPair } from "./load-pair";
import { reportsIn } from "./report-file";
import type { SourceArguments } from "./sources-options";

/** A finding, and how the report counts it. */
interface Found {
  readonly pair: string;
  readonly finding: Finding;
  readonly status: "finding" | "suppressed" | "expected";
  readonly reason?: string;
}

/**
 * A finding in full, and its rule: of a JSON report, or of the policy file's pairs, which are analyzed for it.
 *
 * @param id or the beginning of one
 * @throws InputError where there is none, or several begin alike
 */
export async function explainFinding(id: string, args: ExplainArguments): Promise<string> {
  const reports = args.report === undefined ? await analyzed(args) : await reportsIn(args.report);
  const first = findFinding(id, reports, args.report);
  const rule = ruleText(first.finding.rule);
  if (args.format === "json") return inJson(first, rule && ruleInJson(rule));
  const layout = layoutFor(undefined);
  const text = findingInFull(first.finding, layout);
  const accepted =
    first.status === "finding" ? "" : `\nNot counted: ${first.status}: ${first.reason ?? ""}\n`;
  return [text + accepted, rule && ruleInWords(rule, layout)].filter((part) => part !== undefined).join("\n");
}

/**
 * The finding of some reports.
 *
 * @param id or the beginning of one
 * @param file where the reports are from, if not just analyzed
 * @throws InputError where there is none, or several begin alike
 */
export function findFinding(id: string, reports: readonly Report[], file: string | undefined): Found {
  const found = findingsNamed(id, reports);
  const [first] = found;
  if (first === undefined) throw notFound(id, file);
  if (new Set(found.map(({ finding }) => finding.id)).size > 1) throw ambiguous(id, found);
  return first;
}

/** The findings of some reports whose ids begin so. */
export function findingsNamed(id: string, reports: readonly Report[]): readonly Found[] {
  return reports.flatMap(findingsOf).filter(({ finding }) => finding.id.startsWith(id));
}

/** By the JSON report's own rendering, so that both say the same. */
function inJson({ pair, finding, status, reason }: Found, rule: object | undefined): string {
  return toJsonText({
    schemaVersion: "1.0",
    pair,
    status,
    ...(reason === undefined ? {} : { reason }),
    finding,
    ...(rule === undefined ? {} : { rule }),
  });
}

async function analyzed({ config, pair }: ExplainArguments): Promise<Report[]> {
  const policy = await loadPolicy(config);
  const names = pair === undefined ? (policy?.pairs.map(({ name }) => name) ?? [undefined]) : [pair];
  const reports: Report[] = [];
  for (const name of names) {
    const args = { config, pair: name } as unknown as SourceArguments;
    // Through its JSON, as from a file: what is shown is what the report says.
    reports.push(JSON.parse(renderJson(analyze(await loadPair(args, policy)))) as Report);
  }
  return reports;
}

function findingsOf(report: Report): Found[] {
  const pair = report.pair.name;
  return [
    ...report.findings.map((finding) => ({ pair, finding, status: "finding" as const })),
    ...report.suppressed.map((finding) => ({
      pair,
      finding,
      status: "suppressed" as const,
      reason: `${finding.reason}${finding.expires === null ? "" : ` (until ${finding.expires})`}`,
    })),
    ...report.expected.map((finding) => ({
      pair,
      finding,
      status: "expected" as const,
      reason: finding.reason,
    })),
  ];
}

function notFound(id: string, report: string | undefined): InputError {
  return new InputError({
    where: id,
    what:
      report === undefined
        ? "No pair of the policy file has such a finding now."
        : `${report} has no such finding.`,
    fix: "Give an id as the report shows it; drparity explain lists the rules.",
  });
}

function ambiguous(id: string, found: readonly Found[]): InputError {
  const ids = [...new Set(found.map(({ finding }) => finding.id))];
  return new InputError({
    where: id,
    what: "Several findings begin like this.",
    fix: `Give more of it: ${ids.slice(0, 4).join(", ")}.`,
  });
}
