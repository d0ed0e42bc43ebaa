import type { Capability } from "../../modules/pair/capability";

/** A capability, and where its documentation is. */
export interface ExportedCapability extends Capability {
  /** The construct's source, whose comment becomes the README. */
  readonly source: string;
}

/** The id of every capability under export: it becomes `this` in Terraform's names, and `var.name` in AWS's. */
export const ID = "capability";

/** What stands for the pair's settings: valid where the constructs check them, and found again in what they emit. */
export const STAND_IN = {
  pair: "pair-name",
  primaryRegion: "xx-primary-1",
  drRegion: "xx-standby-1",
  account: "000000000000",
} as const;
