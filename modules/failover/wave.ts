import type { PolicyStatement } from "../iam/policy";
import type { Json, Machine } from "./language";

/** A step of a failover. Its branches run beside each other, and all are good before the next wave begins. */
export interface Wave {
  /** Such as `promote`. */
  readonly name: string;
  /** What it does, for whoever is told: `Make the data of the DR region writable`. */
  readonly does: string;
  readonly branches: readonly Machine[];
  /** How things stand when it failed, in a sentence. */
  readonly leaves: string;
  /** What to do then, before the same is started again. */
  readonly mend: string;
  /** Variables that it leaves to the later ones, from `$states.result`: a list with the output of each branch. @default - none */
  readonly assign?: Readonly<Record<string, Json>>;
  /** JSONata over those: why it goes no further although nothing failed; the empty text when it does. @default - it does */
  readonly refusal?: string;
  readonly statements: readonly PolicyStatement[];
}
