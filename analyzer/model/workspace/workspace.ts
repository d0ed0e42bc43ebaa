import type { JsonObject, Json } from "../../base/json";
import type { Address } from "./address";
import type { Configuration, Expressions } from "./configuration";
import type { Mask } from "./mask";

/** What a plan does to a resource. `unknown` stands for an action list that this version does not know. */
export type ChangeKind = "no-op" | "create" | "read" | "update" | "replace" | "delete" | "forget" | "unknown";

/** A resource instance of one workspace: what it is now, what it will be, and what is known of it. */
export interface Resource {
  /** The label of its workspace. */
  readonly workspace: string;
  readonly address: string;
  readonly parts: Address;
  /** The instance's module, `module.a["x"]`; empty for the root module. */
  readonly module: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  /** The AWS region that it lives in; undefined for what cannot be told. */
  readonly region: string | undefined;
  /** `aws` or `aws.ALIAS`: the provider configuration that serves it; undefined when the source lacks it. */
  readonly providerKey: string | undefined;
  /** After the plan; null when it will not exist then. Unknown members are absent, unknown elements null. */
  readonly values: JsonObject | null;
  /** Before the plan, refreshed; null when it does not exist yet. */
  readonly before: JsonObject | null;
  readonly unknown: Mask;
  /** What the source marks, what is known to be secret, and what is guessed to be. */
  readonly sensitive: Mask;
  /** What counts as secret only because nobody says that it is not. */
  readonly guessed?: Mask;
  readonly change: Change;
  /** Where it was before a `moved` block. */
  readonly previousAddress: string | undefined;
  /** The arguments as written; undefined for a state, which holds no configuration. */
  readonly expressions: Expressions | undefined;
  /** Addresses (of this workspace, without keys) that the configuration or the state names as dependencies. */
  readonly dependencies: readonly string[];
  readonly tainted: boolean;
  /** Keys of objects that a failed replacement left behind. */
  readonly deposed: readonly string[];
  /** Why Terraform puts the change off to a later plan: what it will be is only a guess. Absent for most. */
  readonly deferred?: string;
}

/** The planned change of a resource; `no-op` for a state. */
export interface Change {
  readonly kind: ChangeKind;
  readonly actions: readonly string[];
  /** Terraform's `action_reason`. */
  readonly reason: string | undefined;
  /** First members of the paths that force a replacement. */
  readonly replacePaths: readonly string[];
  readonly importing: boolean;
}

/** A change that Terraform found while refreshing: made outside Terraform, or noise of the provider. */
export interface Drift {
  readonly address: string;
  readonly type: string;
  readonly mode: "managed" | "data";
  /** Gone: deleted outside Terraform. */
  readonly deleted: boolean;
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
  readonly sensitive: Mask;
}

/** A root variable's value as a plan records it. */
export interface Variable {
  readonly value: Json;
  readonly sensitive: boolean;
}

/** A check block's or a validation's result. */
export interface Check {
  readonly name: string;
  readonly status: string;
  readonly problems: readonly string[];
}

/** One Terraform state and, where there is one, its plan. */
export interface Workspace {
  /** As the user named the source. */
  readonly label: string;
  readonly kind: "plan" | "state";
  readonly terraformVersion: string | undefined;
  readonly resources: readonly Resource[];
  readonly drift: readonly Drift[];
  /** The root module's variables, defaults included. */
  readonly variables: ReadonlyMap<string, Variable>;
  readonly outputs: ReadonlyMap<string, { readonly value: Json; readonly sensitive: boolean }>;
  readonly checks: readonly Check[];
  /** The plan's configuration; undefined for a state. */
  readonly configuration: Configuration | undefined;
  /** Why absence proves nothing here (errored, targeted, deferred ...), one sentence each. */
  readonly incomplete: readonly string[];
  /** Strings that are sensitive by mask or by declaration, wherever else they may turn up. */
  readonly secrets: readonly string[];
}

/** Whether the resource exists once the plan is applied. */
export function survives(resource: Resource): boolean {
  return resource.values !== null;
}
