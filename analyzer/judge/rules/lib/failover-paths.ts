import type { PairContext } from "../../../compare/context";
import type { Resource } from "../../../model/workspace/workspace";
import { Obstacles, type Obstacle } from "./obstacles";
import { routedRecords, sideServed, type RoutedRecord } from "./records";
import { isIncomplete } from "./twins";
import { servantsOf } from "./users";
import { Walker, type Step } from "./walk";

/** The way of a request that DNS leads to the DR region. */
export interface FailoverPath {
  readonly routed: RoutedRecord;
  /** What the request reaches, nearest first; the first one is where DNS enters the region. */
  readonly steps: readonly Step[];
  /** The first place that works in primary and would not here; undefined when nothing stands in the way. */
  readonly stop: { readonly step: Step; readonly obstacle: Obstacle } | undefined;
}

/** Of places that are further away an application has its own ways in; without an end each would lead through all the others. */
const MOST_PLACES = 500;

const known = new WeakMap<PairContext, readonly FailoverPath[]>();

/** Every way into DR, each entry once; none when the sources are incomplete, since absence proves nothing there. */
export function failoverPaths(pair: PairContext): readonly FailoverPath[] {
  const found = known.get(pair) ?? findPaths(pair);
  known.set(pair, found);
  return found;
}

function findPaths(pair: PairContext): FailoverPath[] {
  if (isIncomplete(pair)) return [];
  const servants = servantsOf(pair);
  const walker = new Walker(pair, servants);
  const obstacles = new Obstacles(pair, servants);
  return Array.from(entries(pair), ([entry, routed]) => {
    const steps = take(walker.from(entry), MOST_PLACES);
    return { routed, steps, stop: firstObstacle(steps, (step) => obstacles.at(step, routed)) };
  });
}

function take<T>(all: Iterable<T>, most: number): T[] {
  const taken: T[] = [];
  for (const one of all) {
    if (taken.length >= most) break;
    taken.push(one);
  }
  return taken;
}

/** Where DNS enters the DR region, each place once. */
function entries(pair: PairContext): Map<Resource, RoutedRecord> {
  const found = new Map<Resource, RoutedRecord>();
  for (const routed of routedRecords(pair)) {
    if (routed.routing === "simple" || sideServed(routed) !== "dr") continue;
    for (const { resources } of routed.destinations) {
      for (const resource of resources) if (!found.has(resource)) found.set(resource, routed);
    }
  }
  return found;
}

function firstObstacle(
  steps: readonly Step[],
  obstacleAt: (step: Step) => Obstacle | undefined,
): FailoverPath["stop"] {
  for (const step of steps) {
    const obstacle = obstacleAt(step);
    if (obstacle) return { step, obstacle };
  }
  return undefined;
}
