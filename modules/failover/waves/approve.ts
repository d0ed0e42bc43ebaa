import type { Duration } from "../../pair/duration";
import { branch } from "../branch";
import { quoted } from "../language";
import { ask } from "../operator";
import type { Place } from "../place";
import type { Wave } from "../wave";

export interface ApproveProps {
  readonly place: Place;
  readonly pairName: string;
  readonly topicArn: string;
  readonly within: Duration;
}

/** Somebody who sees what the gate found decides. */
export function approveWave({ place, pairName, topicArn, within }: ApproveProps): Wave {
  const text = [
    quoted(`${pairName} is about to fail over from ${place.primaryRegion} to ${place.region}. Reason: `),
    "$reason",
    quoted("\n"),
    `($answers ? ${quoted("The primary answers: databases that can are switched over without loss.")} : ${quoted("The primary does not answer: what has not arrived is lost.")})`,
    quoted("\n"),
    "$join($facts, '\\n')",
    "($count($found) = 0 ? '' : '\\nForced: ' & $join([$found.text], '; '))",
  ];
  return {
    name: "approve",
    does: "wait for an approval",
    branches: [
      branch("Approval", {
        ask: ask({
          place,
          topicArn,
          subject: `${pairName}: approve the failover to ${place.region}?`,
          text: text.join(" & "),
          within,
          next: "yes",
        }),
        yes: { Type: "Pass", End: true },
      }),
    ],
    leaves: "Nothing was changed. The primary region still serves and writes.",
    mend: "Start again when it is to be.",
    statements: [],
  };
}
