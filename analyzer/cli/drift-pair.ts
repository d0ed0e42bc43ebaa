import { analyze } from "../analyze";
import { compareRuns, type CurrentRun } from "../act/drift/compare-runs";
import type { DriftReport } from "../act/drift/drift-report";
import { interruptible, Interrupted } from "../act/drift/interrupts";
import { renderDriftJson } from "../act/drift/render/json";
import { renderDriftMarkdown } from "../act/drift/render/markdown";
import { renderDriftText } from "../act/drift/render/text";
import { tellOfLocks } from "../act/drift/terraform";
import type { History } from "../act/history/entry";
import { openHistory } from "../act/history/open";
import { failedRecord, recordOf } from "../act/history/record";
import { runOrigin } from "../act/history/run-origin";
import type { Channel } from "../act/notify/channel";
import { channelsOf } from "../act/notify/channels";
import { tellChannels } from "../act/notify/tell";
import { parseDuration } from "../base/duration";
import type { InputError } from "../base/errors";
import { printable } from "../base/printable";
import { endBy } from "../base/process/signals";
import { tell } from "../base/stderr";
import { warn } from "../base/warn";
import type { PolicyFile } from "../judge/policy/policy";
import { withBaseline } from "./baseline";
import { makeDefaultHistory } from "./default-history";
import { drillsAt } from "./drills-at";
import type { DriftArguments } from "./drift-options";
import { exitStatus } from "./fail-on";
import { layoutFor } from "./layout";
import { loadNamed, namePair, type NamedPair } from "./load-pair";
import { assertDistinct } from "./output";
import type { PlanLimits, PlannedPair } from "./plan-pair";

/** A pair whose run may begin. */
export interface DriftJob {
  readonly args: DriftArguments;
  readonly named: NamedPair;
  readonly channels: readonly Channel[];
  readonly history: History;
}

/** A run that was told of and, unless something is `unrecorded`, remembered. */
export interface Concluded {
  readonly drift: DriftReport;
  readonly status: 0 | 1 | 2;
  /** Why it could not be remembered. Whoever waits for the report gets it before that is thrown. */
  readonly unrecorded?: { readonly error: unknown };
}

/** Checks before anything is planned: nobody should wait minutes to hear what cannot be used. @throws InputError */
export async function prepareDrift(args: DriftArguments, policy: PolicyFile | undefined): Promise<DriftJob> {
  const named = await namePair(args, policy);
  const channels = channelsOf(args, named.policy?.notifications ?? [], process.env);
  const location = args.history ?? named.policy?.history ?? (await makeDefaultHistory());
  assertDistinct([args.output, location]);
  const history = openHistory(location);
  await history.entries();
  return { args, named, channels, history };
}

/**
 * Does what a signal may end. An interrupt ends the process, and nothing is recorded.
 * @returns undefined when it was interrupted
 */
export async function unlessInterrupted<T>(
  { timeout, lockTimeout }: DriftArguments,
  work: (limits: PlanLimits) => Promise<T>,
): Promise<T | undefined> {
  const timeoutMs = parseDuration(timeout, "--timeout");
  try {
    const run = (signal: AbortSignal) => work({ timeoutMs, signal });
    return await interruptible(run, lockTimeout === undefined ? undefined : tellOfLocks);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    tell(`interrupted (${error.signal}); nothing was recorded.`);
    endBy(error.signal);
    return undefined;
  }
}

/** Loads and analyzes. What could not be planned or read makes a run that failed, not an error. */
export async function lookAt({ args, named }: DriftJob, planned: PlannedPair): Promise<CurrentRun> {
  const run = await runOrigin("drift");
  if ("problems" in planned) return failedRun(named.name, run, planned.problems);
  const baseline = args.baseline ?? named.policy?.baseline;
  const drills = await drillsAt(args.drills ?? named.policy?.drills);
  const input = { ...(await loadNamed(named, planned.load)), drills };
  const report = await withBaseline(analyze(input), { baseline });
  return { at: report.generatedAt, pair: report.pair.name, run, report, problems: [] };
}

function failedRun(pair: string, run: CurrentRun["run"], problems: readonly InputError[]): CurrentRun {
  const texts = problems.map(({ where, what, fix }) => `${where}: ${what} ${fix}`);
  return { at: new Date().toISOString(), pair, run, report: null, problems: texts };
}

/** Tells and remembers. The telling comes before the remembering: a crash between them tells twice, not never. */
export async function conclude(
  current: CurrentRun,
  { args, named, channels, history }: DriftJob,
): Promise<Concluded> {
  const failOn = args.failOn ?? named.policy?.failOn ?? "warning";
  const entries = await history.entries();
  const least = failOn === "never" ? "warning" : failOn;
  const notifications = await tellChannels(channels, entries, current, least);
  for (const problem of current.problems) tell(printable(problem));
  for (const { channel, delivered, problem = "" } of notifications)
    if (!delivered) warn(`${channel} was not told: ${problem} The next run tries again.`);
  const unrecorded = await history.append({ ...recordFor(current), notifications }).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  const drift = { ...compareRuns(entries, current), notifications };
  return { drift, status: current.report === null ? 1 : exitStatus(current.report, failOn), unrecorded };
}

function recordFor({ report, run, pair, problems, at }: CurrentRun) {
  return report === null ? failedRecord(pair, run, problems, new Date(at)) : recordOf(report, run);
}

/** What changed, as the command line asks for it. */
export function driftText(drift: DriftReport, { format, output }: DriftArguments): string {
  return {
    json: () => renderDriftJson(drift),
    markdown: () => renderDriftMarkdown(drift),
    text: () => renderDriftText(drift, layoutFor(output)),
  }[format]();
}
