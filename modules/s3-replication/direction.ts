import type { Side } from "../pair/side";

/** A bucket at one end of a replication, as the link workspace knows it. */
export interface End {
  readonly side: Side;
  readonly bucket: string;
  readonly bucketArn: string;
  readonly keyArn: string;
}

/** One way from a bucket to the other. */
export interface Direction {
  /** In the link workspace. */
  readonly id: string;
  readonly ruleId: string;
  readonly source: End;
  readonly target: End;
}
