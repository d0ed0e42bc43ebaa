import { Duration } from "../../pair/duration";
import { branch, done } from "../branch";
import { quoted } from "../language";
import { ask } from "../operator";
import type { Place } from "../place";
import type { FailoverDatabase } from "./database";

/** Long enough to restore a backup. */
const WITHIN = Duration.hours(4);

export interface ByHandProps {
  readonly place: Place;
  readonly topicArn: string;
  readonly pairName: string;
  readonly id: string;
  /** What to do, as the message tells it. */
  readonly how: string;
}

/** A database that the machine cannot make writable: it asks somebody to, and waits for the word that it is done. */
export function byHandDatabase({ place, topicArn, pairName, id, how }: ByHandProps): FailoverDatabase {
  return {
    id,
    promote: () =>
      branch(`Promote ${id}`, {
        ask: ask({
          place,
          topicArn,
          subject: `${pairName}: make ${id} writable in ${place.region}`.slice(0, 100),
          text: quoted(
            `The failover of ${pairName} waits for ${id}, which is made writable by hand: ${how}\nSay yes when it takes writes.`,
          ),
          within: WITHIN,
          next: "done",
        }),
        done: done(`${id} writes in ${place.region}`),
      }),
    statements: [],
  };
}
