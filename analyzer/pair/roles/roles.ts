import { ROLES } from "./all";
import type { Differing, Lone, Ranked, Role } from "./role";

/** The parts that twins can play, and differ for. */
const OF_TWINS = ranked("differs");

/** The parts that make a difference weigh less, without explaining it away. */
const LIGHT = ranked("weighs");

/** The parts that a resource can play without a twin. */
const OF_ONE = ranked("alone");

/** Why twins may differ there by the part that they play in the pair, or undefined when they may not. */
export function reasonToDiffer(differing: Differing): string | undefined {
  return firstOf(OF_TWINS, (role) => role(differing));
}

/** What a difference means by the part that the twins play, where it is only worth telling for that; else undefined. */
export function reasonToWeighLess(differing: Differing): string | undefined {
  return firstOf(LIGHT, (role) => role(differing));
}

/** Why a resource may stand alone by the part that it plays in the pair, or undefined when it may not. */
export function reasonToStandAlone(lone: Lone): string | undefined {
  return firstOf(OF_ONE, (role) => role(lone));
}

function firstOf<T>(roles: readonly T[], ask: (role: T) => string | undefined): string | undefined {
  for (const role of roles) {
    const reason = ask(role);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** What the roles say of one matter, the surest first. */
function ranked<Matter extends keyof Role>(matter: Matter): NonNullable<Role[Matter]>["reason"][] {
  const found = ROLES.flatMap((role) => role[matter] ?? []) as Ranked<NonNullable<Role[Matter]>["reason"]>[];
  return found.sort((a, b) => a.rank - b.rank).map(({ reason }) => reason);
}
