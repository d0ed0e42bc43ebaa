import type { Pair } from "../../modules/pair/pair";

/** One capability as plain Terraform: what is built, and where its documentation is. */
export interface Capability {
  /** Name of the exported module's directory. */
  readonly name: string;
  /** The construct's source, whose comment becomes the README; relative to `modules/`. */
  readonly source: string;
  readonly build: (pair: Pair) => void;
}

/** The id of every capability under export: it becomes `this` in Terraform's names, and `var.name` in AWS's. */
export const ID = "capability";

/** Stand-ins for the arguments: valid where the constructs check them, and found again in what they emit. */
export const STAND_IN = {
  pair: "pair-name",
  primaryRegion: "xx-primary-1",
  drRegion: "xx-standby-1",
  account: "000000000000",
} as const;
