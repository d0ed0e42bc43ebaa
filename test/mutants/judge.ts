import type { Finding, Report } from "../../analyzer/report/report";
import { isCapacityFloor } from "./alone";
import type { Mutant } from "./mutant";

/**
 * What became of a mutant: `found` at its address and path; `found-as-missing`, its resource no longer has a twin;
 * `expected`, by design of the strategy; `undecided`, told as unresolved; or nothing at all.
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

function newsAt(mutant: Mutant, findings: readonly Finding[], clean: readonly Finding[]): Finding[] {
  const known = new Set(clean.flatMap(statements));
  return findings.filter(
    (finding) =>
      concerns(mutant, finding) &&
      meets(
        mutant.path,
        finding.differences.map(({ path }) => path),
      ) &&
      statementsAt(mutant, finding).some((statement) => !known.has(statement)),
  );
}

/** What a finding says, one text each. */
function statements(finding: Finding): string[] {
  const head = JSON.stringify([finding.primary?.address, finding.dr?.address]);
  if (finding.differences.length === 0) return [`${head} ${finding.kind} ${finding.rule}`];
  return finding.differences.map(
    ({ path, primary, dr }) => `${head} ${plain(path)} ${JSON.stringify([primary, dr])}`,
  );
}

function statementsAt(mutant: Mutant, finding: Finding): string[] {
  const differences = finding.differences.filter(({ path }) => meets(mutant.path, [path]));
  return statements({ ...finding, differences });
}

function concerns({ addresses }: Mutant, { primary, dr }: Finding): boolean {
  return [primary, dr].some((one) => one !== null && addresses.includes(one.address));
}

/** Whether any of the paths is the mutant's, lies within it or holds it; a finding without paths is of the whole. */
function meets(path: string | undefined, paths: readonly string[]): boolean {
  if (path === undefined || paths.length === 0) return true;
  const own = plain(path);
  return paths
    .map(plain)
    .some((other) => own === other || own.startsWith(`${other}.`) || other.startsWith(`${own}.`));
}

/** A path without indices; map keys become members: `environment.variables.X`. */
function plain(path: string): string {
  return path.replace(/\["([^"]*)"\]/g, ".$1").replace(/\[\d*\]/g, "");
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

function isUndecided(mutant: Mutant, { unresolved }: Report): boolean {
  return unresolved.some(
    ({ primary, dr, path }) =>
      [primary, dr].some((one) => one !== null && mutant.addresses.includes(one.address)) &&
      meets(mutant.path, [path]),
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
