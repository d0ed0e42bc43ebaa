import type { FailoverFleet } from "../fleets/fleet";
import type { Place } from "../place";
import type { Timing } from "../until";
import type { Wave } from "../wave";

export function scaleWave(place: Place, fleets: readonly FailoverFleet[], timing: Timing): Wave | undefined {
  if (fleets.length === 0) return undefined;
  return {
    name: "scale",
    does: `bring ${fleets.map(({ id }) => id).join(", ")} to the primary's capacity`,
    branches: fleets.map((one) => one.scale(timing)),
    leaves: `The data is writable in ${place.region}, traffic still goes to ${place.primaryRegion}.`,
    mend: "Look why instances or tasks do not come (quotas, images, zones), then resume; or resume with a smaller number in capacity.",
    statements: fleets.flatMap(({ statements }) => statements),
  };
}
