import { Cidr } from "../pair/cidr";
import { ConfigurationError } from "../pair/configuration-error";
import type { PerSide } from "../pair/side";

/** @throws ConfigurationError when the two networks cannot serve one application. */
export function networksOf(id: string, cidrs: PerSide<string>): PerSide<Cidr> {
  const primary = Cidr.of(cidrs.primary, `${id}.cidrs.primary`);
  const dr = Cidr.of(cidrs.dr, `${id}.cidrs.dr`);
  if (primary.overlaps(dr)) {
    throw new ConfigurationError(
      `${id}.cidrs`,
      `${primary} and ${dr} overlap`,
      "Give the sides networks that could be peered",
    );
  }
  if (primary.prefix !== dr.prefix) {
    throw new ConfigurationError(
      `${id}.cidrs`,
      `${primary} and ${dr} differ in size`,
      "Give both the same prefix length",
    );
  }
  if (primary.prefix < 16 || primary.prefix > 25) {
    throw new ConfigurationError(
      `${id}.cidrs`,
      `/${primary.prefix} cannot be cut into 8 subnets`,
      "Give a prefix of 16 to 25",
    );
  }
  return { primary, dr };
}
