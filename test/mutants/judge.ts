import type { Finding, Report } from "../../analyzer/model/report";
import { isCapacityFloor } from "./alone";
import type { Mutant } from "./mutant";

/**
 * What became of a mutant: `found` at its address and path; `found-as-missing`, it or its twin is now said to have no
 * counterpart; `expected`, a capacity that the strategy lets differ; `excused`, held to be by design though it is not;
 * `undecided`, told as unresolved; `silent`, nothing at all.
 */
export type Outcome = "found" | "found-as-missing" | "expected" | "excused" | "undecided" | "silent";

/** Whether the analyzer has seen the change. */
export function isFound(outcome: Outcome): boolean {
  return outcome === "found" || outcome === "found-as-missing" || outcome === "expected";
}

/** What a mutant's report says of the change that the clean pair's report does not. */
export function judge(mutant: Mutant, report: Report): Outcome {
  const clean = mutant.subject.report;
  const news = newsAt(mutant, report.findings, clean.findings);
  if (news.some(({ kind }) => !kind.startsWith("missing"))) return "found";
  if (news.length > 0) return mutant.path === undefined ? "found" : "found-as-missing";
  if (newsAt(mutant, report.expected, clean.expected).length > 0) {
    const { path, subject } = mutant;
    return path !== undefined && isCapacityFloor(path, subject.pair.strategy) ? "expected" : "excused";
  }
  return isUndecided(mutant, report) ? "undecided" : "silent";
}

/** What the report says anew of other places: where a change was seen that was not seen where it is. */
export function newsElsewhere({ subject }: Mutant, report: Report): string[] {
  const known = new Set(subject.report.findings.flatMap(statements));
  return report.findings.flatMap((finding) =>
    statements(finding)
      .filter((statement) => !known.has(statement))
      .map((statement) => `${finding.kind} ${statement}`.slice(0, 300)),
  );
}

function newsAt(mutant: Mutant, findings: readonly Finding[], clean: readonly Finding[]): Finding[] {
  const known = new Set(clean.flatMap(statements));
  return findings.filter((finding) => {
    if (!concerns(mutant, finding)) return false;
    const differences = finding.differences.filter(({ path }) => meets(mutant, path));
    if (differences.length === 0 && finding.differences.length > 0) return false;
    return statements({ ...finding, differences }).some((statement) => !known.has(statement));
  });
}

/** What a finding says, one text each. */
function statements(finding: Finding): string[] {
  const head = JSON.stringify([finding.primary?.address, finding.dr?.address]);
  if (finding.differences.length === 0) return [`${head} ${finding.kind} ${finding.rule}`];
  return finding.differences.map(
    ({ path, primary, dr }) => `${head} ${plain(path)} ${JSON.stringify([primary, dr])}`,
  );
}

/** A resource that no longer is its twin's counterpart is seen where the twin stands alone. */
function concerns({ address, twin, path }: Mutant, { kind, primary, dr }: Finding): boolean {
  const named = [primary?.address, dr?.address];
  return (
    named.includes(address) || ((kind.startsWith("missing") || path === undefined) && named.includes(twin))
  );
}

/** Whether the path is the mutant's, lies within it or holds it. */
function meets(mutant: Mutant, path: string): boolean {
  if (mutant.path === undefined) return true;
  const other = plain(path);
  // A rule that is a resource of its own is compared as what it is: a rule of its group.
  if (/security_group_(?:ingress_|egress_)?rule$/.test(mutant.type) && /^(?:in|e)gress/.test(other))
    return true;
  if (mutant.type === "aws_route" && other === "route") return true; // and a route as what it is in its table
  const own = plain(mutant.path);
  return own === other || own.startsWith(`${other}.`) || other.startsWith(`${own}.`);
}

/** A path without indices; map keys become members: `environment.variables.X`. */
function plain(path: string): string {
  return path.replace(/\["([^"]*)"\]/g, ".$1").replace(/\[\d*\]/g, "");
}

function isUndecided(mutant: Mutant, { unresolved }: Report): boolean {
  return unresolved.some(
    ({ primary, dr, path }) =>
      [primary?.address, dr?.address].includes(mutant.address) && meets(mutant, path),
  );
}

/**
 * Alarms (warning or above) that an equivalent rewrite has raised.
 *
 * @param clean the report on the pair as it was
 * @param rename how the rewrite renames things, addresses included
 */
export function falseAlarms(
  report: Report,
  clean: Report | undefined,
  rename = (text: string) => text,
): Finding[] {
  const known = new Set(clean?.findings.flatMap(alarmKeys).map(rename));
  return report.findings.filter(
    (finding) => finding.severity !== "info" && alarmKeys(finding).some((key) => !known.has(key)),
  );
}

function alarmKeys({ kind, primary, dr, differences }: Finding): string[] {
  const head = JSON.stringify([kind, primary?.address, dr?.address]);
  return differences.length === 0 ? [head] : differences.map(({ path }) => `${head} ${plain(path)}`);
}
