import type { Side } from "../pair/side";

/** What a fleet boots: an image under one name in both regions. `MachineImage` and `BuiltImage` are such. */
export interface BootImage {
  /**
   * Name of the SSM parameter that holds the image's id in a region, for resources of that side's workspace. A reference: what names
   * it is made after it.
   */
  parameterIn(side: Side): string;
  /** The version of the recipe that it was built from; instances are replaced when it changes. @default - unknown */
  readonly version?: string;
}
