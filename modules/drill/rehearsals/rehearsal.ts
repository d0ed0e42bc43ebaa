import { expression, type Machine } from "../../failover/language";
import type { Place } from "../../failover/place";
import type { Timing } from "../../failover/until";
import type { PolicyStatement } from "../../iam/policy";
import { arnIn } from "../../pair/arn";

/** What a drill makes a copy of, and how it gets rid of it. Each part is a branch of the wave of its name. */
export interface Rehearsal {
  /** Looks how much a failover would lose now. Its output is `{ losses: [{ name, seconds }] }`, seconds null where nobody knows. */
  readonly look?: Machine;
  /** The others' output is `{ steps: [{ wave, name, seconds }] }`. */
  restore?(timing: Timing): Machine;
  boot?(timing: Timing): Machine;
  probe?(timing: Timing): Machine;
  /** Finds nothing to do where there is no copy. */
  remove(timing: Timing): Machine;
  readonly statements: readonly PolicyStatement[];
  readonly removal: readonly PolicyStatement[];
}

/** Where a drill makes its copies. */
export interface DrillPlace {
  readonly place: Place;
  /** Of the drill: of its subnet group, and the value of `DRILL_TAG`. */
  readonly drill: string;
}

/** On all that a drill has to do with: its name. */
export const DRILL_TAG = "drparity:drill";
/** On a copy: the name of the execution that made it. */
export const EXECUTION_TAG = "drparity:drill-execution";

/** JSONata: this execution's name. */
const EXECUTION = "$states.context.Execution.Name";

/** Tags of a copy. */
export function tagsOf(drill: string) {
  return [
    { Key: DRILL_TAG, Value: drill },
    { Key: EXECUTION_TAG, Value: expression(EXECUTION) },
  ];
}

/** JSONata: whether this execution made what has these tags, and no earlier one left it. @param tags a list */
export function isOwn(tags: string): string {
  return `$exists(${tags}[Key = '${EXECUTION_TAG}' and Value = ${EXECUTION}])`;
}

/** Where a copy could not be made there is none to look at, and what is told is why it could not be made. */
export const UNSEEN = [{ ErrorEquals: ["States.ALL"], Next: "failed" }];

/** Where a database's copy lies, for its own wave: names alone, and ids that the first wave has found. */
export function inDrillNetwork({ drill }: DrillPlace) {
  return { DbSubnetGroupName: drill, VpcSecurityGroupIds: [expression("$network.group")] };
}

/** What RDS counts as used by a new database beside what it is made of. */
export function groupArns({ place, drill }: DrillPlace, parameterGroups: string): string[] {
  return [`subgrp:${drill}`, parameterGroups, "pg:default.*", "og:default:*"].map((one) =>
    arnIn(place, "rds", one),
  );
}

/** JSONata: the output of a branch that has come to its end. `$since` is when it began. */
export function measured(wave: string, name: string): string {
  return `{'steps': [{'wave': '${wave}', 'name': '${name}', 'seconds': $round(($millis() - $since) / 1000)}]}`;
}
