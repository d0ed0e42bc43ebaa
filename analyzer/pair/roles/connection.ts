import { shownValues } from "../names";
import type { Differing, Lone } from "./role";

/** The end of a connection that accepts what the other end has asked for, in the provider's naming. */
const ACCEPTER = /_accepter$/;

/** One end asks for a connection and the other accepts it: they are one connection, made from two types. */
export function connectionEndDiffers({ twins: { primary, dr }, plain }: Differing): string | undefined {
  const ends = [primary, dr].filter(({ type }) => ACCEPTER.test(type));
  return ends.length === 1 && !/^tags(?:\.|$)/.test(plain)
    ? "the requester and the accepter of one connection"
    : undefined;
}

/** Between two regions a connection is asked for on one side alone, and accepted on the other. */
export function connectionEndAlone({ context, resource, side }: Lone): string | undefined {
  const other = context.sides[side === "primary" ? "dr" : "primary"].region;
  const { peer_region } = shownValues(resource);
  return ACCEPTER.test(resource.type) || (other !== undefined && peer_region === other)
    ? "one end of a connection between both sides"
    : undefined;
}
