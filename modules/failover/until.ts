import type { Duration } from "../pair/duration";
import { expression, fail, quoted, type State, type States } from "./language";

export interface UntilProps {
  /** The call that looks, whose answer is `$seen`. */
  readonly look: State;
  /** JSONata over `$seen`: whether it is as it should be. */
  readonly good: string;
  /** What is waited for, for whoever is told that it did not come: `orders to write here`. */
  readonly what: string;
  /** JSONata over `$seen`: how things stand, for the same. */
  readonly stand: string;
  readonly timing: Timing;
  /** State that is gone to when it is good. */
  readonly then: string;
}

/** How a wave waits. */
export interface Timing {
  readonly poll: Duration;
  readonly within: Duration;
}

/**
 * States that look again and again until something is good or its time is over. A look that fails is made again like one that finds it not
 * good yet: the control plane of a region that many fail over to at once is slow, and says no now and then.
 * @param name of the first, and the beginning of the others' names
 */
export function until(name: string, { look, good, what, stand, timing, then }: UntilProps): States {
  const unseen = {
    seen: {},
    lastError: expression("$states.errorOutput.Error & ' ' & $states.errorOutput.Cause"),
  };
  const late = `${quoted(`Waited ${timing.within} in vain for ${what}. `)} & (${stand}) & ($lastError = '' ? '' : ' Last error: ' & $lastError)`;
  return {
    [name]: {
      Type: "Pass",
      Assign: { until: expression(`$millis() + ${timing.within.seconds * 1000}`) },
      Next: `${name} look`,
    },
    [`${name} look`]: {
      ...look,
      Assign: { seen: expression("$states.result"), lastError: expression("''") },
      Catch: [{ ErrorEquals: ["States.ALL"], Assign: unseen, Next: `${name} good` }],
      Next: `${name} good`,
    },
    [`${name} good`]: {
      Type: "Choice",
      Choices: [
        { Condition: expression(`(${good}) ? true : false`), Next: then },
        { Condition: expression("$millis() >= $until"), Next: `${name} late` },
      ],
      Default: `${name} wait`,
    },
    [`${name} wait`]: { Type: "Wait", Seconds: timing.poll.seconds, Next: `${name} look` },
    [`${name} late`]: fail("TooLate", expression(late)),
  };
}
