import { recordSets, routedRecords, type RoutedRecord } from "../../../judge/rules/lib/records";
import { type Chapter, type Known, say, type Step } from "../runbook";
import { command } from "../shell";
import { latches } from "../traffic/latches";
import { recordName } from "../traffic/record-name";
import { routingControls } from "../traffic/routing-controls";
import { textOf, type World } from "../world";

/** Leads traffic to the DR region, without changing a record. */
export function traffic(world: World): Chapter {
  const turned = [...latches(world), ...routingControls(world)];
  const names = recordSets(routedRecords(world.pair));
  return {
    title: "Lead traffic to the DR region",
    notes: [
      say`Not before the data is writable and the application answers there. No record is edited: that needs us-east-1.`,
      ...(turned.length === 0 ? [how(names)] : []),
    ],
    steps: [...turned, ...looks(world, names)],
  };
}

function how(names: readonly (readonly RoutedRecord[])[]): ReturnType<typeof say> {
  const moving = names.some((set) => set.some(({ routing }) => routing !== "simple"));
  return moving
    ? say`The plans show no switch: traffic moves by itself when the primary region's health check fails, and back when it passes. To keep it here, stop the application there.`
    : say`The plans show no record that would move: ${{ missing: "how traffic is led to the DR region" }}.`;
}

/** One name may have records of several types, which lead to the same place. */
function looks(world: World, sets: readonly (readonly RoutedRecord[])[]): Step[] {
  const moving = sets.flatMap(([first]) =>
    first === undefined || first.routing === "simple" ? [] : [first],
  );
  const names = new Map(
    moving.map((record) => {
      const name = recordName(world, record);
      return [textOf(name) ?? record, name];
    }),
  );
  return [...names.values()].map(look);
}

function look(name: Known): Step {
  return {
    title: say`See where ${name} leads`,
    commands: [command("dig", "+short", name)],
    check: {
      says: say`Addresses of the DR region's load balancer. Resolvers keep the old answer for a minute, some programs for longer.`,
    },
  };
}
