import { copyBucketsBack } from "../data/buckets-back";
import { rebuildReplicas, tellTerraform } from "../data/replicas-back";
import { type Chapter, say, type Step } from "../runbook";
import type { World } from "../world";

/**
 * The way back: first what takes hours and stops nobody. Then in the order in which nobody writes to what is not read any more: data,
 * then who writes, then traffic, then sizes; within each, what was done last is undone first. At last Terraform is told.
 * @param chapters those whose steps can be undone, in that order
 */
export function goingBack(world: World, chapters: readonly Chapter[]): Chapter {
  const { dr, primary } = world.region;
  const undone = chapters.flatMap(({ steps }) => [...steps].reverse()).flatMap(undo);
  return {
    title: "Going back",
    notes: [
      say`Planned, in a quiet hour, with the same people. Needs ${primary}, which must have been well for a day, and its data must follow ${dr} without a delay. Between the stop of the writes and the turn of the traffic nothing can be written: keep it short.`,
    ],
    steps: [
      ...rebuildReplicas(world),
      ...copyBucketsBack(world),
      {
        title: say`Stop the writes in ${dr}`,
        notes: [
          say`${{ missing: "how: a maintenance page, or no instances" }}. Then wait until the last of them has arrived in ${primary}.`,
        ],
      },
      ...undone,
      ...tellTerraform(world),
      {
        title: say`Compare both sides`,
        notes: [
          say`Plan both workspaces, and run drparity analyze: the pair has to be at parity again before it counts as protected.`,
        ],
      },
    ],
  };
}

function undo({ title, back }: Step): Step[] {
  if (back === undefined) return [];
  const { says, commands = [], choices = [] } = back;
  const ways = choices.length === 0 ? {} : { choices };
  return [{ title: [...say`Undo: `, ...title], notes: [says], commands, ...ways }];
}
