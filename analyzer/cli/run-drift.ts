import { analyze } from "../analyze";
import { compareRuns, type CurrentRun } from "../act/drift/compare-runs";
import type { DriftReport } from "../act/drift/drift-report";
import { parseDuration } from "../base/duration";
import { interruptible, Interrupted } from "../act/drift/interrupts";
import { endBy } from "../base/process/signals";
import { renderDriftJson } from "../act/drift/render/json";
import { renderDriftMarkdown } from "../act/drift/render/markdown";
import { renderDriftText } from "../act/drift/render/text";
import { tellOfLocks } from "../act/drift/terraform";
import type { InputError } from "../base/errors";
import type { History } from "../act/history/entry";
import { openHistory } from "../act/history/open";
import { failedRecord, recordOf } from "../act/history/record";
import { runOrigin } from "../act/history/run-origin";
import type { Channel } from "../act/notify/channel";
import { channelsOf } from "../act/notify/channels";
import { tellChannels } from "../act/notify/tell";
import { printable } from "../base/printable";
import { tell } from "../base/stderr";
import { warn } from "../base/warn";
import { withBaseline } from "./baseline";
import { layoutFor } from "./layout";
import { makeDefaultHistory } from "./default-history";
import type { DriftArguments } from "./drift-options";
import { loadNamed, namePair, type NamedPair } from "./load-pair";
import { assertDistinct, writeOutput } from "./output";
import { planPair, type PlanLimits } from "./plan-pair";
import { exitStatus } from "./fail-on";

/** Runs `drift` and returns the exit status. An interrupt ends the process, and nothing is recorded. */
export async function runDrift(args: DriftArguments): Promise<number> {
  const timeoutMs = parseDuration(args.timeout, "--timeout");
  if (args.lockTimeout !== undefined) parseDuration(args.lockTimeout, "--lock-timeout");
  const named = await namePair(args);
  const channels = channelsOf(args, named.policy?.notifications ?? [], process.env);
  const location = args.history ?? named.policy?.history ?? (await makeDefaultHistory());
  assertDistinct([args.output, location]);
  const history = openHistory(location);
  // Read before the plans as well: nobody should wait minutes to hear that it cannot be read.
  await history.entries();
  try {
    const run = (signal: AbortSignal) => look(named, args, { timeoutMs, signal });
    const current = await interruptible(run, args.lockTimeout === undefined ? undefined : tellOfLocks);
    return await conclude(current, { args, named, channels, history });
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    tell(`interrupted (${error.signal}); nothing was recorded.`);
    endBy(error.signal);
    return 1;
  }
}

/** Plans, loads and analyzes. What cannot be planned or read makes a run that failed, not an error. */
async function look(named: NamedPair, args: DriftArguments, limits: PlanLimits): Promise<CurrentRun> {
  const run = await runOrigin("drift");
  const pair = named.name;
  const planned = await planPair(named.specs, args, limits);
  if ("problems" in planned) return failedRun(pair, run, planned.problems);
  const baseline = args.baseline ?? named.policy?.baseline;
  const report = await withBaseline(analyze(await loadNamed(named, planned.load)), { baseline });
  return { at: report.generatedAt, pair: report.pair.name, run, report, problems: [] };
}

function failedRun(pair: string, run: CurrentRun["run"], problems: readonly InputError[]): CurrentRun {
  const texts = problems.map(({ where, what, fix }) => `${where}: ${what} ${fix}`);
  return { at: new Date().toISOString(), pair, run, report: null, problems: texts };
}

interface Job {
  readonly args: DriftArguments;
  readonly named: NamedPair;
  readonly channels: readonly Channel[];
  readonly history: History;
}

/** Tells, remembers, prints. The telling comes before the remembering: a crash between them tells twice, not never. */
async function conclude(current: CurrentRun, { args, named, channels, history }: Job): Promise<number> {
  const failOn = args.failOn ?? named.policy?.failOn ?? "warning";
  const entries = await history.entries();
  const least = failOn === "never" ? "warning" : failOn;
  const notifications = await tellChannels(channels, entries, current, least);
  for (const problem of current.problems) tell(printable(problem));
  for (const { channel, delivered, problem = "" } of notifications)
    if (!delivered) warn(`${channel} was not told: ${problem} The next run tries again.`);
  // Whether it could be remembered or not: whoever waits for the report gets it.
  const failure = await history.append({ ...recordFor(current), notifications }).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  await print({ ...compareRuns(entries, current), notifications }, args);
  if (failure !== undefined) throw failure.error;
  return current.report === null ? 1 : exitStatus(current.report, failOn);
}

function recordFor({ report, run, pair, problems, at }: CurrentRun) {
  return report === null ? failedRecord(pair, run, problems, new Date(at)) : recordOf(report, run);
}

async function print(drift: DriftReport, { format, output }: DriftArguments): Promise<void> {
  const text = {
    json: () => renderDriftJson(drift),
    markdown: () => renderDriftMarkdown(drift),
    text: () => renderDriftText(drift, layoutFor(output)),
  }[format]();
  await writeOutput(text, output);
}
