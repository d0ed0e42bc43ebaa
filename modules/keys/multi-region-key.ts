import type { Grantable } from "../iam/grantable";
import { allow } from "../iam/policy";
import { DataAwsKmsAlias, KmsAlias, KmsKey, KmsReplicaKey } from "../pair/aws";
import type { Capability } from "../pair/capability";
import type { Pair } from "../pair/pair";
import { scopeIn } from "../pair/side";
import { keyPolicy } from "./key-policy";
import type { KeysProps } from "./keys";

/**
 * One key in two regions, with the same key material: what the application encrypted in one region can be read in the other.
 *
 * Primary: the key and `alias/PAIR-ID`. Link: the replica key and the same alias in the DR region. The replica is in the link
 * because KMS replicates through the primary region's endpoint, so the DR workspace could not make it alone. It is protected
 * with the primary: KMS refuses to delete a primary key that has replicas.
 */
export class MultiRegionKey {
  readonly aliasName: string;

  constructor(
    private readonly pair: Pair,
    id: string,
    { deletionWindowInDays = 30 }: KeysProps = {},
  ) {
    this.aliasName = `alias/${pair.name}-${id}`;
    const description = `${pair.name} ${id}`;
    const primary = scopeIn(pair.primary, id);
    const key = new KmsKey(primary, "key", {
      description,
      // Cannot be changed afterwards: a single-region key never becomes one of several.
      multiRegion: true,
      enableKeyRotation: true,
      deletionWindowInDays,
      policy: keyPolicy(pair.account, pair.primary.region),
    });
    const alias = new KmsAlias(primary, "alias", { name: this.aliasName, targetKeyId: key.keyId });
    const replica = new KmsReplicaKey(pair.link, `${id}_replica`, {
      description,
      primaryKeyArn: this.primaryKey(pair, id).targetKeyArn,
      deletionWindowInDays,
      policy: keyPolicy(pair.account, pair.dr.region),
    });
    const drAlias = new KmsAlias(pair.link, `${id}_alias`, {
      name: this.aliasName,
      targetKeyId: replica.keyId,
    });
    pair.design.pairUp(key, replica);
    pair.design.pairUp(alias, drAlias);
  }

  /** Lets something encrypt and decrypt with its own region's key: what the one encrypted the other can read. */
  grantEncryptDecrypt(grantee: Grantable): void {
    grantee.grantPrincipal.addToPolicy(({ region }) => [
      allow(
        ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
        // By its alias: the DR side cannot tell the id, which the primary's key has.
        `arn:${region.partition}:kms:${region}:${this.pair.account}:key/*`,
        { "ForAnyValue:StringEquals": { "kms:ResourceAliases": this.aliasName } },
      ),
    ]);
  }

  private primaryKey(pair: Pair, id: string): DataAwsKmsAlias {
    return new DataAwsKmsAlias(pair.link, `${id}_primary`, {
      provider: pair.link.providerFor(pair.primary.region),
      name: this.aliasName,
    });
  }
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "multi-region-key",
  build: (pair, id) => new MultiRegionKey(pair, id),
};
