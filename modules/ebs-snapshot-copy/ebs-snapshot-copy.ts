import { Keys } from "../keys/keys";
import type { PairKeys } from "../keys/pair-keys";
import { EbsSnapshotCopy } from "../pair/aws";
import { type Capability, text } from "../pair/capability";
import type { Pair } from "../pair/pair";
import { scopeIn } from "../pair/side";

export interface SnapshotCopiesProps {
  readonly keys: PairKeys;
  /** Snapshots of the primary region, by a name that stays: a changed id under one name replaces the copy. */
  readonly snapshots: Readonly<Record<string, string>>;
}

/**
 * Copies of single snapshots, such as a seed data set, encrypted with the DR region's key. Each is made once; for volumes that
 * change use AwsBackup.
 *
 * DR: the copies, whose making reads the primary region. Primary and link: nothing.
 */
export class SnapshotCopies {
  /** The copies, by the names of their snapshots, for resources of the DR workspace. */
  readonly copies: ReadonlyMap<string, EbsSnapshotCopy>;

  constructor(pair: Pair, id: string, { keys, snapshots }: SnapshotCopiesProps) {
    const scope = scopeIn(pair.dr, id);
    const create = ([name, snapshot]: [string, string]): [string, EbsSnapshotCopy] => {
      const copy = new EbsSnapshotCopy(scope, name, {
        sourceSnapshotId: snapshot,
        sourceRegion: pair.primary.region.name,
        encrypted: true,
        kmsKeyId: keys.arn(pair.dr),
        description: `${pair.name} ${name}`,
        tags: { Name: `${pair.name}-${name}` },
      });
      pair.design.differs(copy, "a copy of the primary region's snapshot");
      return [name, copy];
    };
    this.copies = new Map(Object.entries(snapshots).map(create));
  }
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "ebs-snapshot-copy",
  build: (pair, id) =>
    new SnapshotCopies(pair, id, { keys: new Keys(pair, "keys"), snapshots: { copy: "snapshot-id" } }),
  parameters: [text("snapshot_id", /snapshot-id/g, "Id of the snapshot in the primary region.")],
};
