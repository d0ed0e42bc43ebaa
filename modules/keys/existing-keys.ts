import { given, type Kind } from "../pair/existing";
import type { Pair } from "../pair/pair";
import type { PerSide } from "../pair/side";
import type { PairKeys } from "./pair-keys";

export interface ExistingKey {
  /** The key's ARN, not an alias's: services such as S3 replication accept an alias and then fail without a word. */
  readonly keyArn: string;
}

const KEY: Kind = {
  what: "a KMS key's ARN",
  shape: /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/(mrk-[0-9a-f]{32}|[0-9a-f-]{36})$/,
  example: "arn:aws:kms:eu-west-1:123456789012:key/1a2b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d",
};

/** @throws ConfigurationError */
export function existingKeys(pair: Pair, id: string, keys: PerSide<ExistingKey>): PairKeys {
  const arns = given(pair, id, keys, "keyArn", KEY);
  const arn: PairKeys["arn"] = (side) => arns[side.name];
  return { arn, arnInLink: arn, aliasArn: arn };
}
