import type { PairWorkspace, PerSide } from "../modules/pair/side";
import type { Strategy } from "../modules/pair/strategy";

/**
 * The manifest that synthesis writes to `cdktf.out/drparity.json`: what the generator knows about a pair and an analyzer
 * would otherwise have to guess. It is all that generator and analyzer share. The JSON Schema of the same shape is `stacks/manifest.schema.json`.
 */
export interface Manifest {
  readonly schemaVersion: "1.0";
  readonly pair: ManifestPair;
  /** In the order in which each finds what it needs, at a first deployment too; destroy in the reverse order. */
  readonly workspaces: readonly ManifestWorkspace[];
  /**
   * What of the primary workspace the DR side is made from: where a plan creates one of these, the primary workspace is applied
   * before the DR workspace. Otherwise either may come first.
   */
  readonly primaryFirst: readonly ManifestPrimaryFirst[];
  readonly twins: readonly ManifestTwin[];
  readonly byDesign: readonly ManifestByDesign[];
  /** Ids, ARNs, names and networks of what exists already, which no resource of the pair tells. Absent when there are none. */
  readonly counterparts?: readonly PerSide<string>[];
}

export interface ManifestPair {
  readonly name: string;
  readonly strategy: Strategy;
  /** Recovery time objective, in seconds: how long the application may be away. */
  readonly rtoSeconds: number;
  /** Recovery point objective, in seconds: how much written data may be lost. */
  readonly rpoSeconds: number;
  readonly primaryRegion: string;
  readonly drRegion: string;
  /** The side that writes now, after a failover. Absent while primary does. */
  readonly writer?: "dr";
}

/** `link` holds what can exist only when both sides do: replication configuration, failover records. */
export type ManifestSide = PairWorkspace["side"];

export interface ManifestWorkspace {
  /** Such as `storefront-dr`: the CDKTF stack and the name of its Terraform state. */
  readonly name: string;
  readonly side: ManifestSide;
  /** Region of the default provider and of the state. */
  readonly region: string;
  /** The workspace's Terraform directory, relative to the directory of the manifest. */
  readonly directory: string;
}

/** A resource of the primary workspace that something on the DR side is made from. */
export interface ManifestPrimaryFirst {
  readonly address: string;
  readonly reason: string;
}

/** Two resources, without an instance key, that are counterparts: every instance of one pairs with the same of the other. */
export interface ManifestTwin {
  /** Such as `aws_vpc.network`. */
  readonly primary: string;
  readonly dr: string;
  readonly primaryWorkspace: string;
  readonly drWorkspace: string;
}

/** A difference between the sides that the definition asks for. */
export interface ManifestByDesign {
  /** The side on which the address lies. */
  readonly side: ManifestSide;
  readonly workspace: string;
  readonly address: string;
  /**
   * Attributes that differ by design, such as `min_size` or `replica[*].kms_key_arn`. Without paths, and without a rule, the
   * whole resource has no twin by design.
   */
  readonly paths?: readonly string[];
  /** The readiness rule, by its id, whose finding about the resource is accepted. Nothing else about the resource is. */
  readonly rule?: string;
  readonly reason: string;
}
