import { expression, type Machine } from "../language";
import type { FailoverDatabase } from "../databases/database";
import type { Wave } from "../wave";

export interface GateProps {
  readonly databases: readonly FailoverDatabase[];
  /** Seconds. */
  readonly maxLag: number;
  /** Reads the analyzer's last verdict. */
  readonly verdict?: { readonly branch: Machine; readonly statements: Wave["statements"] };
}

/**
 * Looks at everything and changes nothing. All problems are told at once, each with the word that lets it pass: who has one hour does not want
 * to learn of them one by one.
 */
export function gateWave({ databases, maxLag, verdict }: GateProps): Wave | undefined {
  const looks = databases.flatMap((one) => one.gate?.(maxLag) ?? []);
  const branches = [...looks, ...(verdict === undefined ? [] : [verdict.branch])];
  if (branches.length === 0) return undefined;
  return {
    name: "gate",
    does: "look at replication, lag and the analyzer's last verdict",
    branches,
    leaves: "Nothing was changed. The primary region still serves and writes.",
    mend: "Mend what is listed, or, to go on in spite of it, start again with the words in brackets in force and why in reason.",
    assign: {
      facts: expression("[$states.result.facts]"),
      // What the operator says counts for more than what a metric shows.
      answers: expression(
        "$primary = 'answers' ? true : $primary = 'away' ? false : true in [$states.result.answers]",
      ),
      found: expression("[$states.result.problems]"),
    },
    refusal: "$join([$found[$not(gate in $force)].('[' & gate & '] ' & text)], '\\n')",
    statements: [
      ...(databases.some((one) => one.gate !== undefined) ? [LAG] : []),
      ...(verdict?.statements ?? []),
    ],
  };
}

/** Metrics are no resources. */
const LAG = { Effect: "Allow", Action: ["cloudwatch:GetMetricData"], Resource: "*" } as const;
