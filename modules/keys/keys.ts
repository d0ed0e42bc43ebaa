import { isDeepStrictEqual } from "node:util";
import type { ServiceReader } from "../iam/policy";
import { DataAwsKmsAlias, KmsAlias, KmsKey } from "../pair/aws";
import type { Capability } from "../pair/capability";
import type { Pair } from "../pair/pair";
import { type PerSide, scopeIn, type Side } from "../pair/side";
import { type ExistingKey, existingKeys } from "./existing-keys";
import { keyPolicy } from "./key-policy";
import type { PairKeys } from "./pair-keys";

export type { ExistingKey } from "./existing-keys";
export type { PairKeys } from "./pair-keys";

export interface KeysProps {
  /** Days in which a deleted key can still be brought back, 7 to 30. @default 30 */
  readonly deletionWindowInDays?: number;
}

/**
 * A customer managed key in each region, for what is encrypted at rest. Each side has its own: a replica key could be made
 * only through the primary region, and S3, RDS and EBS re-encrypt what they copy anyway. For ciphertext that itself moves
 * (client-side encryption) use MultiRegionKey.
 *
 * Primary and DR: the key, and the alias `alias/PAIR-ID`, the same name in both.
 */
export class Keys implements PairKeys {
  readonly aliasName: string;
  private readonly keys = new Map<Side["name"], KmsKey>();
  private readonly readers: ServiceReader[] = [];
  private readonly lookups = new Map<Side["name"], DataAwsKmsAlias>();

  /**
   * Keys that exist. Their policies are their owner's: what `key-policy.ts` allows, they must allow for what is used of it, such as
   * CloudWatch's and EventBridge's calls for encrypted topics.
   * @throws ConfigurationError when a side's is missing, or lies in another region
   */
  static existing(pair: Pair, id: string, keys: PerSide<ExistingKey>): PairKeys {
    return existingKeys(pair, id, keys);
  }

  constructor(
    private readonly pair: Pair,
    private readonly id: string,
    props: KeysProps = {},
  ) {
    this.aliasName = `alias/${pair.name}-${id}`;
    for (const side of pair.sides) this.keys.set(side.name, this.createKey(side, props));
  }

  arn(side: Side): string {
    const key = this.keys.get(side.name);
    if (key === undefined) throw new Error(`no key of ${side.name}`);
    return key.arn;
  }

  /**
   * The same ARN for the link workspace, which looks it up by its alias: a key's id cannot be told beforehand, and services
   * such as S3 replication accept an alias and then fail without a word.
   */
  arnInLink(side: Side): string {
    const known = this.lookups.get(side.name);
    if (known !== undefined) return known.targetKeyArn;
    const lookup = new DataAwsKmsAlias(this.pair.link, `${this.id}-${side.name}`, {
      provider: this.pair.link.providerFor(side.region),
      name: this.aliasName,
    });
    this.lookups.set(side.name, lookup);
    return lookup.targetKeyArn;
  }

  aliasArn(side: Side): string {
    return `arn:${side.region.partition}:kms:${side.region}:${this.pair.account}:${this.aliasName}`;
  }

  letServiceDecrypt(reader: ServiceReader): void {
    if (this.readers.some((one) => isDeepStrictEqual(one, reader))) return;
    this.readers.push(reader);
    for (const side of this.pair.sides) {
      const key = this.keys.get(side.name);
      if (key !== undefined) key.policy = keyPolicy(this.pair.account, side.region, this.readers);
    }
  }

  private createKey(side: Side, { deletionWindowInDays = 30 }: KeysProps): KmsKey {
    const scope = scopeIn(side, this.id);
    const key = new KmsKey(scope, "key", {
      description: `${this.pair.name} ${this.id}`,
      enableKeyRotation: true,
      deletionWindowInDays,
      policy: keyPolicy(this.pair.account, side.region),
    });
    new KmsAlias(scope, "alias", { name: this.aliasName, targetKeyId: key.keyId });
    return key;
  }
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "keys",
  build: (pair, id) => new Keys(pair, id),
};
