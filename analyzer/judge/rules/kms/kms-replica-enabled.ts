import { difference, Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { called, twinOf } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** The DR region's replica key is enabled. */
export const rule: ReadinessRule = {
  id: "kms-replica-enabled",
  title: "The DR region's multi-Region replica key is enabled",
  checks:
    "Multi-Region replica keys in the DR region must not be disabled. Keys of its own are compared by twins-equal.",
  impact:
    "After a failover nothing that is encrypted with the key can be read: databases, queues, secrets, volumes.",
  remediation: "Set enabled = true on the replica key.",
  severity: "critical",
  references: [
    "https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html",
    "https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html",
  ],
  replacesArc: [],
  *evaluate(pair) {
    for (const [type, attribute] of [
      ["aws_kms_replica_key", "enabled"],
      ["aws_kms_replica_external_key", "enabled"],
    ] as const) {
      for (const key of PairGraph.of(pair).managed(type, "dr")) {
        const enabled = Field.of(key, attribute);
        if (enabled.unknown || enabled.value !== false) continue;
        const primary = twinOf(pair, key) ?? null;
        yield {
          primary,
          dr: key,
          differences: [difference(undefined, enabled)],
          message: `${called(key)}, the DR region's replica key, is disabled`,
        };
      }
    }
  },
};
