import { Ref, type Value } from "./expression";

export type SideName = "primary" | "dr";

/** A nested block: `ingress { ... }`. A list of them is the block several times. */
export class Nested {
  constructor(readonly body: Args) {}
}

/** A resource's arguments by name: values for arguments, `nested({...})` for blocks. Mistakes change them. */
export type Args = Record<string, Value | Nested | Nested[] | undefined>;

export function nested(body: Args): Nested {
  return new Nested(body);
}

export interface ResourceOptions {
  /**
   * `global` for what AWS keeps once for all regions (Route 53, IAM, CloudFront, a global database): some layouts give
   * those a root of their own. Default: `regional`.
   */
  readonly scope?: "regional" | "global";
  readonly dependsOn?: readonly Resource[];
  /** `{ ignore_changes: new Raw("[engine_version]") }` */
  readonly lifecycle?: Args;
  /**
   * Names the twin on the other side where label and key do not: twins have the same. `null`: there is none by design.
   */
  readonly twin?: string | null;
}

/** A resource or data source as one instance: of a `count` or a `for_each` each instance is one, with its key. */
export class Resource {
  /** A module of the block's own that a rewrite moved it to. */
  module: string | undefined;

  constructor(
    readonly mode: "managed" | "data",
    readonly side: SideName,
    /** The id of the block that it belongs to. */
    readonly block: string,
    readonly type: string,
    public label: string,
    public key: string | number | undefined,
    readonly args: Args,
    readonly options: ResourceOptions,
    /** The label as the block gave it, with the key in a family: what blocks and mistakes know it by. */
    readonly name: string,
    /** What pairs it with its twin, whatever the label becomes. */
    readonly twinName: string | null,
  ) {}

  attr(path: string): Ref {
    return new Ref(this, path);
  }

  get arn(): Ref {
    return this.attr("arn");
  }

  get id(): Ref {
    return this.attr("id");
  }

  /** For messages; not the address, which is the layout's affair. */
  toString(): string {
    return `${this.side} ${this.type}.${this.label}${this.key === undefined ? "" : `[${JSON.stringify(this.key)}]`}`;
  }
}
