import type { PolicyStatement } from "../../iam/policy";
import type { Machine } from "../language";
import type { Timing } from "../until";

/** A database that a failover makes writable in the DR region. */
export interface FailoverDatabase {
  readonly id: string;
  /**
   * Looks how it stands, and changes nothing. Its output is as `GATES` says. Absent where nothing can be seen.
   * @param maxLag seconds
   */
  gate?(maxLag: number): Machine;
  /** Makes it writable. `$answers` tells whether the primary still does. Finds it done already where it is. */
  promote(timing: Timing): Machine;
  readonly statements: readonly PolicyStatement[];
}

/**
 * What an operator may force. What the gate finds out about one thing names them, as JSON in the machine:
 * `{ "facts": "orders is 2 s behind", "answers": true, "problems": [{ "gate": "lag", "text": "..." }] }`.
 * `answers`: the primary does, as far as this can tell. `lock` is of the table of failovers.
 */
export const GATES = ["health", "lag", "verdict", "writes", "lock"] as const;
