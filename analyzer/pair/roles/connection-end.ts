import { own } from "../../base/json";
import { shownValues } from "../names";
import type { Resource } from "../../model/workspace/workspace";
import { isSet, type Differing, type Lone, type Role } from "./role";

const ACCEPTER = "_accepter";

/** The argument by which a requester names the region that it asks. */
const ASKED = ["peer_region"];

/**
 * A connection of the two sides has two ends of different types: one side asks for it (`aws_vpc_peering_connection`), the
 * other one accepts (`aws_vpc_peering_connection_accepter`). Neither end has a twin. One that leads elsewhere has none of
 * the other side's ends, and is missing there.
 */
export function connectionEndAlone({ context, resource, side }: Lone): string | undefined {
  const other = context.sides[side === "primary" ? "dr" : "primary"];
  const { type } = resource;
  const isAccepter = type.endsWith(ACCEPTER);
  const end = isAccepter ? type.slice(0, -ACCEPTER.length) : type + ACCEPTER;
  const values = shownValues(resource);
  const asks = !isAccepter && ASKED.some((name) => own(values, name) === (other.region ?? null));
  if (!asks && !other.resources.some((one) => one.mode === "managed" && one.type === end)) return undefined;
  return `${isAccepter ? "accepts" : "asks for"} the connection of the two sides: the other end is of another type`;
}

/** One end asks for a connection and the other accepts it: where the two pair, they are one connection made from two types. */
export function connectionEndDiffers({ twins: { primary, dr }, plain }: Differing): string | undefined {
  if (OPTIONS.test(dr.type) && END.test(plain) && saysOfItsOwnEnd(primary, dr))
    return "each end of the connection says its own options";
  const accepters = [primary, dr].filter(({ type }) => type.endsWith(ACCEPTER));
  return accepters.length === 1 && !/^tags(?:\.|$)/.test(plain)
    ? "the requester and the accepter of one connection"
    : undefined;
}

/** What either end says of the connection, each in a block that is called after the end. */
const OPTIONS = /^aws_vpc_peering_connection_options$/;
const END = /^(requester|accepter)(?:\.|$)/;

/** Whether one says what the requester may and the other what the accepter may. */
function saysOfItsOwnEnd(primary: Resource, dr: Resource): boolean {
  const ends = [primary, dr].map((one) =>
    ["requester", "accepter"].filter((end) => isSet(own(shownValues(one), end))),
  );
  const [[one = "", ...more] = [], [other = "", ...others] = []] = ends;
  if (one === "" || other === "" || one === other || more.length + others.length > 0) return false;
  return JSON.stringify(own(shownValues(primary), one)) === JSON.stringify(own(shownValues(dr), other));
}

/** An end of a connection between the sides. */
export const role: Role = {
  differs: { rank: 80, reason: connectionEndDiffers },
  alone: { rank: 40, reason: connectionEndAlone },
};
