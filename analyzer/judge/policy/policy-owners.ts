import { AddressPattern } from "./address-pattern";
import type { OwnerPolicy } from "./policy";

/** Whose an address is by the policy file. Where several blocks fit, the last one holds, as in CODEOWNERS. */
export function ownersByPolicy(owners: readonly OwnerPolicy[]): (address: string) => string | undefined {
  const rules = owners.map(({ address, owner }) => ({ pattern: AddressPattern.parse(address), owner }));
  return (address) => rules.findLast(({ pattern }) => pattern?.fits(address))?.owner;
}
