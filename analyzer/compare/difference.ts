import type { Json } from "../base/json";

export { plainPath } from "../base/plain-path";

/** One place where twins are not the same, before anybody has judged it. */
export interface Divergence {
  /** As Terraform writes it: `ingress[0].from_port`. */
  readonly path: string;
  readonly primary: Json | undefined;
  readonly dr: Json | undefined;
  /** Whether the side's value is known only after apply. */
  readonly unknown: { readonly primary: boolean; readonly dr: boolean };
  /** What each side refers to, where neither value is known. */
  readonly refers?: { readonly primary: string; readonly dr: string };
  readonly sensitive: boolean;
  /** `peer`: one side names the other's region or resource. `grants`: a policy grants more or less. */
  readonly nature: "value" | "peer" | "lacks-permission" | "extra-permission";
}

/** A place that cannot be decided from the sources. */
export interface Undecided {
  readonly path: string;
  readonly reason: string;
}

/** What comparing two twins gives. */
export interface Comparison {
  readonly divergences: readonly Divergence[];
  readonly undecided: readonly Undecided[];
}

/** The path of a member; a name that is no identifier stands in brackets, as in Terraform. */
export function memberPath(path: string, name: string): string {
  if (!/^[A-Za-z_$][\w$-]*$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === "" ? name : `${path}.${name}`;
}
