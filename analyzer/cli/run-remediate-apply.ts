import { analyze, type AnalyzeInput } from "../analyze";
import { parseDuration } from "../base/duration";
import { interruptible, Interrupted } from "../act/drift/interrupts";
import { endBy } from "../base/process/signals";
import { withSavedPlan } from "../act/drift/plan-workspace";
import type { PlanTarget } from "../act/drift/target";
import { tellOfLocks, type TerraformOptions } from "../act/drift/terraform";
import { InputError } from "../base/errors";
import type { History, RecordedRemediation } from "../act/history/entry";
import { openHistory } from "../act/history/open";
import { recordOf } from "../act/history/record";
import { runOrigin } from "../act/history/run-origin";
import { terminalText } from "../base/runner-commands";
import { tell } from "../base/stderr";
import { type Drifted, remediateDrift, type World } from "../act/remediate/automatic/remediate-drift";
import type { Report } from "../model/report";
import { withBaseline } from "./baseline";
import { loadNamed, namePair, type NamedPair } from "./load-pair";
import { writeOutput } from "./output";
import { type PlanArguments, planPair, planTargets } from "./plan-pair";
import type { RemediateArguments } from "./remediate-options";

/** Runs `remediate --apply` and returns the exit status: 0 when all that the policy allows was mended, else 2. */
export async function runRemediateApply(args: RemediateArguments): Promise<number> {
  const timeoutMs = parseDuration(args.timeout, "--timeout");
  parseDuration(args.lockTimeout, "--lock-timeout");
  const named = await namePair(args);
  const history = openHistory(historyOf(args, named));
  await history.entries();
  try {
    return await interruptible((signal) => {
      const options = { env: process.env, timeoutMs, lockTimeout: args.lockTimeout, signal };
      return new Job(named, { ...args, plan: true }, options, history).run(args.output);
    }, tellOfLocks);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    tell(`interrupted (${error.signal}); the history says how far it came.`);
    endBy(error.signal);
    return 1;
  }
}

/** Every step is recorded, so there must be a place. */
function historyOf(args: RemediateArguments, { policy }: NamedPair): string {
  const problem = (what: string, fix: string) => new InputError({ where: "remediate --apply", what, fix });
  if (policy === undefined || policy.remediations.length === 0) {
    throw problem(
      "No policy file allows any automatic remediation.",
      "Add a remediate block with a change window to the pair, or leave --apply out.",
    );
  }
  const location = args.history ?? policy.history;
  if (location !== undefined) return location;
  throw problem(
    "There is no history to record it in.",
    'Name one with --history, or as "history" of the pair in the policy file.',
  );
}

/** One run: looks, remediates one finding after the other, and says what became of each. */
class Job {
  private latest: Report | undefined;

  constructor(
    private readonly named: NamedPair,
    private readonly args: PlanArguments & { readonly baseline?: string },
    private readonly options: TerraformOptions,
    private readonly history: History,
  ) {}

  /** What the last look showed: what is recorded with each step. */
  private get report(): Report {
    if (this.latest === undefined) throw new Error("nothing was looked at yet");
    return this.latest;
  }

  async run(output: string | undefined): Promise<number> {
    const origin = await runOrigin("remediate");
    const input = await this.look();
    const report = this.report;
    const targets = await planTargets(this.named);
    const results: RecordedRemediation[] = [];
    for (const { drifted, target } of driftedIn(input, report, targets)) {
      const world = this.world(target, async (remediation) => {
        const record = recordOf(this.report, origin, [remediation]);
        await this.history.append({ ...record, at: new Date().toISOString() });
      });
      const result = await remediateDrift(drifted, world);
      if (result) results.push(result);
    }
    const lines = results.map(
      ({ outcome, address, what }) => `${outcome}: ${terminalText(address)}: ${terminalText(what)}\n`,
    );
    await writeOutput(
      lines.join("") || "Nothing that the policy file allows to be remediated has drifted.\n",
      output,
    );
    return results.every(({ outcome }) => outcome === "verified") ? 0 : 2;
  }

  private world(target: PlanTarget, record: World["record"]): World {
    return {
      pair: this.named.name,
      policies: this.named.policy?.remediations ?? [],
      entries: () => this.history.entries(),
      now: () => new Date(),
      plan: (drifted, use) =>
        withSavedPlan(target, this.options, [drifted.address], ({ document, apply }) =>
          use({ document: document.document, apply }),
        ),
      isGone: async ({ finding }) => {
        await this.look();
        return !this.report.findings.some(({ id }) => id === finding.id);
      },
      record,
    };
  }

  /** Plans both sides anew and analyzes. @throws InputError for what cannot be planned */
  private async look(): Promise<AnalyzeInput> {
    const { timeoutMs, signal } = this.options;
    const planned = await planPair(this.named, this.args, { timeoutMs, signal });
    if ("problems" in planned) throw planned.problems[0];
    const input = await loadNamed(this.named, planned.load);
    const baseline = this.args.baseline ?? this.named.policy?.baseline;
    this.latest = await withBaseline(analyze(input), { baseline });
    return input;
  }
}

/** What drifted in workspaces that were planned here. */
function driftedIn(
  input: AnalyzeInput,
  { findings }: Report,
  targets: readonly PlanTarget[],
): { drifted: Drifted; target: PlanTarget }[] {
  return findings.flatMap((finding) => {
    const side = finding.driftedSide;
    const address = side && finding[side]?.address;
    if (side === undefined || address === undefined) return [];
    const listing = [...input[side], ...input.combined, ...input.shared].filter(({ drift }) =>
      drift.some((one) => one.mode === "managed" && one.address === address),
    );
    const found = targets.filter(({ label }) => listing.some((workspace) => workspace.label === label));
    const [target, ...others] = found;
    // Where several workspaces of a side list it, none is touched: nobody could say which one is meant.
    return target && others.length === 0 ? [{ drifted: { finding, address }, target }] : [];
  });
}
