import type { Resource } from "../../model/workspace/workspace";
import { isCopy, isReplica } from "./replica";
import type { Lone, Uses, Role } from "./role";

const KEYS = /^aws_kms_(?:key|external_key|replica_key|replica_external_key|alias)$/;

/** What names or guards a key, and does not encrypt with it. */
const OF_KEY = /^aws_kms_(?:alias|key_policy|grant)$/;

/** A key of the DR region that nothing but a replica is encrypted with: the source has its own, or AWS's. */
export function replicaKeyAlone({ resource, side, uses }: Lone): string | undefined {
  if (side !== "dr" || !KEYS.test(resource.type)) return undefined;
  const users = encryptedWith(resource, uses);
  return users.length > 0 && users.every((user) => isReplica(user) || isCopy(user))
    ? "serves a replica, which is encrypted with a key of its own region"
    : undefined;
}

/** What uses a key, by itself or by its aliases. */
function encryptedWith(key: Resource, uses: Uses): Resource[] {
  return uses
    .usersOf(key)
    .flatMap((user) => (OF_KEY.test(user.type) ? uses.usersOf(user) : [user]))
    .filter((user) => !OF_KEY.test(user.type));
}

/** A key's replica. */
export const role: Role = {
  alone: { rank: 70, reason: replicaKeyAlone },
};
