import { Field, difference } from "../lib/field";
import { backupCopies, copiesLeave } from "../lib/backups";
import { PairGraph } from "../lib/graph";
import { called, isIncomplete, twinOf } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** Primary's backups are copied to DR. */
export const rule: ReadinessRule = {
  id: "backup-copied-to-dr",
  title: "Primary's backups are copied to the DR region",
  checks:
    "AWS Backup plans of the primary region: a copy action to a vault outside it, by the vault that it refers to where its " +
    "ARN is not known yet. Info when DR has a plan of its own, which backs up the replicas there; under backup-and-restore " +
    "there are none.",
  impact:
    "With the region its backups are gone: what replication has copied broken cannot be restored in DR.",
  remediation: "Add a copy_action with a vault of the DR region to the plan's rules.",
  severity: {
    "backup-and-restore": "critical",
    "pilot-light": "warning",
    "warm-standby": "warning",
    "active-active": "info",
  },
  untilFailover: true,
  references: ["https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html"],
  replacesArc: [],
  *evaluate(pair) {
    if (isIncomplete(pair)) return;
    const copies = backupCopies(pair);
    // A plan of DR's has nothing to back up there.
    const runsNothing = pair.strategy === "backup-and-restore";
    for (const plan of PairGraph.of(pair).managed("aws_backup_plan", "primary")) {
      const rules = Field.of(plan, "rule");
      const leaves = copiesLeave(
        plan,
        copies.filter((copy) => copy.plan === plan),
      );
      const twin = twinOf(pair, plan);
      if (leaves === undefined)
        yield { primary: plan, dr: twin ?? null, path: "rule", unresolved: "where copies go is not known" };
      if (leaves !== false) continue;
      yield {
        primary: plan,
        dr: twin ?? null,
        ...(twin === undefined || runsNothing ? {} : { severity: "info" as const }),
        differences: rules.elements.map((one) => difference(one.at("copy_action"), undefined)),
        message: `no rule of ${called(plan)} copies backups out of the primary region`,
      };
    }
  },
};
