import type { Json, JsonObject } from "../../analyzer/base/json";
import type { SideName } from "../../analyzer/model/report";
import type { Moment } from "./edit/plan-editor";
import type { CleanPair, Role } from "./pairs";
import type { Subject } from "./subject";

/** A plan with one meaningful change on one side, made when it is needed. */
export interface Mutant {
  readonly subject: Subject;
  readonly kind: string;
  readonly side: SideName;
  readonly moment: Moment;
  readonly type: string;
  readonly address: string;
  /** The address of its counterpart on the other side, as the analyzer pairs the unchanged plans. */
  readonly twin: string;
  /** Where the change is; undefined for a whole resource. */
  readonly path: string | undefined;
  readonly from: Json;
  readonly to: Json;
  readonly sensitive: boolean;
  readonly role: Role;
  document(): JsonObject;
}

/** A change of one side's names, made in all of a pair's plans alike. */
export interface Renaming {
  readonly kind: string;
  /** The pair's regions afterwards, when one has moved. */
  readonly regions?: CleanPair["regions"];
  readonly rename: (text: string) => string;
}

/** A pair written otherwise, to the same effect. */
export interface Rewrite {
  readonly subject: Subject;
  readonly kind: string;
  readonly side: SideName;
  /** The resource, or undefined when the whole plan is rewritten. */
  readonly address: string | undefined;
  readonly type: string;
  readonly renaming?: Renaming;
  documents(): ReadonlyMap<Role, JsonObject>;
}
