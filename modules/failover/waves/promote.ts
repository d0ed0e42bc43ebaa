import type { FailoverDatabase } from "../databases/database";
import type { Place } from "../place";
import type { Timing } from "../until";
import type { Wave } from "../wave";

/** All databases at once: each minute counts for all of them. */
export function promoteWave(
  place: Place,
  databases: readonly FailoverDatabase[],
  timing: Timing,
): Wave | undefined {
  if (databases.length === 0) return undefined;
  return {
    name: "promote",
    does: `make ${databases.map(({ id }) => id).join(", ")} writable in ${place.region}`,
    branches: databases.map((one) => one.promote(timing)),
    leaves: `Traffic still goes to ${place.primaryRegion}. Some databases may be promoted already: what is written to the old ones from now on is lost.`,
    mend: "Look at the database that is named, then resume. A switchover that was refused or hangs because the primary does not answer is resumed with primary: away, which loses what had not arrived.",
    statements: databases.flatMap(({ statements }) => statements),
  };
}
