import { ConfigurationError } from "./configuration-error";
import type { Duration } from "./duration";
import { STRATEGIES } from "./strategy";

/** What a team promises for applications of one importance. */
export interface Tier {
  /** How long such an application may be away, at most. */
  readonly rto: Duration;
  /** How much written data it may lose, at most. */
  readonly rpo: Duration;
}

/** Tiers where a team has none of its own: what the strategy that is usual for each promises by default. */
export const TIERS: Readonly<Record<string, Tier>> = {
  critical: STRATEGIES["warm-standby"],
  standard: STRATEGIES["pilot-light"],
  deferrable: STRATEGIES["backup-and-restore"],
};

export interface TierProps {
  readonly tier?: string;
  readonly tiers?: Readonly<Record<string, Tier>>;
  readonly rto?: Duration;
  readonly rpo?: Duration;
}

/**
 * The tier that the targets are held to.
 * @throws ConfigurationError when there is no such tier, or a target is weaker than its
 */
export function tierOf({ tier: name, tiers = TIERS, rto, rpo }: TierProps): Tier | undefined {
  if (name === undefined) return undefined;
  const tier = Object.hasOwn(tiers, name) ? tiers[name] : undefined;
  if (tier === undefined)
    throw new ConfigurationError(
      "tier",
      `there is no "${name}"`,
      `Use one of ${Object.keys(tiers).join(", ")}`,
    );
  refuseWeaker("rto", rto, tier.rto, name);
  refuseWeaker("rpo", rpo, tier.rpo, name);
  return tier;
}

function refuseWeaker(
  field: "rto" | "rpo",
  target: Duration | undefined,
  most: Duration,
  tier: string,
): void {
  if (target?.isLongerThan(most) !== true) return;
  throw new ConfigurationError(
    field,
    `${target} is weaker than the ${most} of tier "${tier}"`,
    `Give ${most} or less, or another tier`,
  );
}
