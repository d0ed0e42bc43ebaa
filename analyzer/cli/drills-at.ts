import { InputError } from "../base/errors";
import { warn } from "../base/warn";
import type { Drills } from "../judge/findings/drills";

/**
 * The reports of drills at a place, or why they cannot be read, which is told once more in the report: that nobody knows how the drills
 * went keeps no pair from being compared. Undefined where no place is named.
 */
export async function drillsAt(location: string | undefined): Promise<Drills | undefined> {
  if (location === undefined) return undefined;
  const { readDrills } = await import("../read/drills/read-drills");
  try {
    return await readDrills(location);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    warn(`${error.where}: ${error.what}`);
    return { unread: `${error.where}: ${error.what}` };
  }
}
