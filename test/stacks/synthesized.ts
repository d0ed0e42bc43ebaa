import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "../../modules/pair/cdk";
import type { Manifest } from "../../stacks/manifest";
import { RegionPair, type RegionPairProps } from "../../stacks/region-pair";
import { s3State } from "../../stacks/state";

/** Attributes as they stand in the synthesized JSON. */
export type Attributes = Readonly<Record<string, unknown>>;
type Blocks = Readonly<Record<string, Readonly<Record<string, Attributes>>>>;

/** A workspace's Terraform, parsed from the file that Terraform would read. */
export class Synthesized {
  constructor(
    readonly json: { resource?: Blocks; data?: Blocks; provider?: Blocks; [section: string]: unknown },
  ) {}

  /** Addresses of all resources. */
  get resources(): string[] {
    return Object.entries(this.json.resource ?? {}).flatMap(([type, named]) =>
      Object.keys(named).map((name) => `${type}.${name}`),
    );
  }

  types(): string[] {
    return Object.keys(this.json.resource ?? {});
  }

  /** @throws when the workspace has no such resource */
  resource(address: string): Attributes {
    const [type = "", name = ""] = address.split(".");
    const found = this.json.resource?.[type]?.[name];
    if (found === undefined) throw new Error(`no ${address} among ${this.resources.join(", ")}`);
    return found;
  }
}

export interface SynthesizedPair {
  readonly primary: Synthesized;
  readonly dr: Synthesized;
  readonly link: Synthesized;
  readonly manifest: Manifest;
}

export const DEFAULTS: RegionPairProps = {
  primary: "eu-west-1",
  dr: "eu-central-1",
  account: "111122223333",
  strategy: "warm-standby",
  state: s3State("acme-state"),
};

/**
 * The three workspaces of a pair named `shop`, through `app.synth()` and read back from disk: `Testing.synth` leaves references
 * between stacks unresolved, and so proves nothing about them.
 */
export function synthesized(
  build: (pair: RegionPair) => void,
  props: Partial<RegionPairProps> = {},
): SynthesizedPair {
  const outdir = mkdtempSync(join(tmpdir(), "drparity-synth-"));
  try {
    withoutStacks(() => {
      const app = new App({ outdir });
      build(new RegionPair(app, "shop", { ...DEFAULTS, ...props }));
      app.synth();
    });
    const read = (path: string) => JSON.parse(readFileSync(join(outdir, path), "utf8")) as unknown;
    const workspace = (side: string) =>
      new Synthesized(read(`stacks/shop-${side}/cdk.tf.json`) as Synthesized["json"]);
    return {
      primary: workspace("primary"),
      dr: workspace("dr"),
      link: workspace("link"),
      manifest: read("drparity.json") as Manifest,
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** cdktf keeps for each token where it was made, which no test reads and which takes more than half of a synthesis. */
function withoutStacks(run: () => void): void {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = () => "";
  try {
    run();
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}
