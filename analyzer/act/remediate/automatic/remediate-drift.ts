import type { HistoryEntry, RecordedRemediation } from "../../history/entry";
import type { JsonObject } from "../../../base/json";
import type { RemediationPolicy } from "../../../judge/policy/policy";
import { Selector } from "../../../judge/policy/selector";
import type { Finding } from "../../../model/report";
import { attemptsAt, MOST_ATTEMPTS } from "./attempts";
import { whyNotApply } from "./inspect-plan";
import { isOpen } from "./window";

/** What drifted, and where. */
export interface Drifted {
  readonly finding: Finding;
  /** The resource that drifted, in its workspace. */
  readonly address: string;
}

/** A plan that is saved, and may be applied as it is. */
export interface SavedPlan {
  /** `terraform show -json` of it. */
  readonly document: JsonObject;
  /** @throws InputError when Terraform fails */
  apply(): Promise<void>;
}

/** What remediating needs of the world. */
export interface World {
  readonly pair: string;
  readonly policies: readonly RemediationPolicy[];
  readonly entries: () => Promise<readonly HistoryEntry[]>;
  readonly now: () => Date;
  /** Plans one resource alone and hands the plan to `use`; the plan is gone afterwards. */
  readonly plan: <T>(drifted: Drifted, use: (plan: SavedPlan) => Promise<T>) => Promise<T>;
  /** Whether the finding is still there, by a fresh plan of its workspace. */
  readonly isGone: (drifted: Drifted) => Promise<boolean>;
  readonly record: (remediation: RecordedRemediation) => Promise<void>;
}

/**
 * Remediates one finding if a block of the policy file allows it now: applies a plan that sets the resource back and does
 * nothing else, and looks whether it helped. Each step is recorded before the next one is taken, so that a crash shows.
 *
 * @returns what became of it; undefined when no block of the policy is about it
 */
export async function remediateDrift(
  drifted: Drifted,
  world: World,
): Promise<RecordedRemediation | undefined> {
  const policies = world.policies.filter((policy) => isAbout(policy, drifted.finding));
  if (policies.length === 0) return undefined;
  const tell = async (outcome: RecordedRemediation["outcome"], what: string) => {
    const remediation = { finding: drifted.finding.id, address: drifted.address, outcome, what };
    await world.record(remediation);
    return remediation;
  };
  const closed = () => !policies.some(({ window }) => isOpen(window, world.now()));
  if (closed()) return tell("refused", "The change window is closed.");
  const attempts = attemptsAt(await world.entries(), world.pair, drifted.finding.id, world.now());
  if (attempts >= MOST_ATTEMPTS) {
    return tell(
      "recurred",
      `It came back after ${String(attempts)} remediations: find out what undoes them.`,
    );
  }
  try {
    return await world.plan(drifted, async (plan) => {
      const reason = whyNotApply(plan.document, drifted.address);
      if (reason !== undefined) return tell("refused", `The plan is not applied: ${reason}.`);
      if (closed()) return tell("refused", "The change window closed while it was planned.");
      await tell(
        "planned",
        `Sets back what was changed outside Terraform, as ${policies[0]?.place ?? ""} allows.`,
      );
      await plan.apply();
      await tell("applied", "The saved plan was applied.");
      return (await world.isGone(drifted))
        ? tell("verified", "A fresh plan no longer shows it.")
        : tell("failed", "A fresh plan still shows it.");
    });
  } catch (error) {
    const { what } = error as { what?: unknown };
    if (typeof what !== "string") throw error;
    return tell("failed", what);
  }
}

/** Drift alone is remediated, and as a whole: so the block has to mean all of it. */
function isAbout(policy: RemediationPolicy, finding: Finding): boolean {
  const selector = new Selector(policy);
  return (
    finding.kind === "drift" &&
    selector.fits(finding) &&
    finding.differences.every(({ path }) => selector.fitsPath(path))
  );
}
