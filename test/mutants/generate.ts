import type { SideName } from "../../analyzer/model/report";
import type { Resource } from "../../analyzer/model/workspace/workspace";
import { isOneOfMany, mayStandAlone } from "./alone";
import { isComparablePlace, makesDifference } from "./comparable";
import { type Moment, type PlanEditor } from "./edit/plan-editor";
import { withTagsAll } from "./edit/tags-all";
import { formatPath, removeAt, replaceAt } from "./edit/tree";
import type { Mutant } from "./mutant";
import { flipBoolean } from "./mutators/boolean";
import type { Change, Mutator } from "./mutators/change";
import { changeDocument } from "./mutators/document";
import { changeElements } from "./mutators/elements";
import { changeEncoded } from "./mutators/encoded";
import { changeExpressions } from "./mutators/expression";
import { nameHomeRegion } from "./mutators/home-region";
import { changeNumber } from "./mutators/number";
import { changePolicy } from "./mutators/policy";
import { swapReference } from "./mutators/reference";
import { changeText } from "./mutators/text";
import type { Role } from "./pairs";
import { mirroredBy } from "./meaningless";
import { isSettled, meaningfulPlaces, type Place } from "./places";
import type { Subject } from "./subject";
import { World } from "./world";

const VALUE_MUTATORS: readonly Mutator[] = [
  flipBoolean,
  changeNumber,
  changeText,
  changeElements,
  changePolicy,
  changeDocument,
  changeEncoded,
  swapReference,
  nameHomeRegion,
];

/** A resource of one side with its counterpart: what is changed, and what it is compared with. */
interface Target {
  readonly subject: Subject;
  readonly side: SideName;
  readonly resource: Resource;
  readonly twin: Resource;
}

/** Every mutant of a pair: each one change on one side. Their documents are made when asked for. */
export function* mutantsOf(subject: Subject): Iterable<Mutant> {
  for (const side of ["primary", "dr"] as const) {
    const world = new World(subject, side);
    for (const resource of world.resources) {
      // What is alone already has nobody to differ from.
      const twin = resource.mode === "managed" ? world.twinOf(resource) : undefined;
      if (!twin || resource.values === null || twin.values === null) continue;
      const target = { subject, side, resource, twin };
      yield* valueMutants(target, world);
      yield* expressionMutants(target);
      yield* removalMutants(target, world);
    }
  }
}

function* valueMutants(target: Target, world: World): Iterable<Mutant> {
  for (const place of meaningfulPlaces(target.resource)) {
    if (!isComparablePlace(place, target.twin, world.resources)) continue;
    for (const mutate of VALUE_MUTATORS) {
      for (const change of mutate(place, world)) {
        if (!makesDifference(place, change, target.twin)) continue;
        for (const moment of momentsOf(place)) yield valueMutant(target, place, change, moment);
      }
    }
  }
}

/** An existing resource's change may be as old as the state or come with the plan. */
function momentsOf({ resource, path }: Place): Moment[] {
  if (resource.before === null) return ["created"];
  if (path[0] === mirroredBy(resource)) return ["introduced"];
  return isSettled(resource, path) ? ["existing", "introduced"] : ["introduced"];
}

function valueMutant(target: Target, place: Place, change: Change, moment: Moment): Mutant {
  const { resource, path, sensitive, value } = place;
  const editor = editorOf(target);
  const { removes, to } = change;
  return {
    ...common(target),
    kind: change.kind,
    moment,
    path: formatPath([...path, ...(change.inner ?? [])]),
    from: change.shown?.from ?? value,
    to: change.shown ? change.shown.to : to,
    sensitive,
    document: () =>
      editor.edit(resource.address, moment, {
        values: (values) => withTagsAll(values, replaceAt(values, path, to)),
        ...(removes === undefined ? {} : { masks: (mask) => removeAt(mask, [...path, removes]) }),
      }),
  };
}

function* expressionMutants(target: Target): Iterable<Mutant> {
  const changes = changeExpressions(editorOf(target).document, target.resource);
  for (const { kind, path, from, to, document } of changes) {
    yield {
      ...common(target),
      kind,
      moment: "created",
      path: formatPath(path),
      from,
      to,
      sensitive: false,
      document,
    };
  }
}

function* removalMutants(target: Target, world: World): Iterable<Mutant> {
  const { subject, side, resource, twin } = target;
  if (isOneOfMany(resource, world.resources, subject.pair.strategy)) return;
  if (mayStandAlone(twin, side === "primary" ? "dr" : "primary", subject.pair.strategy)) return;
  const editor = editorOf(target);
  const { address } = resource;
  const removal = { ...common(target), path: undefined, from: address, to: null, sensitive: false };
  const moment = resource.before === null ? "created" : "existing";
  if (moment === "created" || mirroredBy(resource) === undefined)
    yield { ...removal, kind: "resource-removed", moment, document: () => editor.without(address) };
  if (resource.before === null) return;
  yield {
    ...removal,
    kind: "resource-deleted",
    moment: "introduced",
    document: () => editor.deleting(address),
  };
}

function common({ subject, side, resource, twin }: Target) {
  const { type, address, workspace } = resource;
  return { subject, side, type, address, twin: twin.address, role: workspace as Role };
}

function editorOf({ subject, resource: { workspace } }: Target): PlanEditor {
  const editor = subject.editors.get(workspace as Role);
  if (!editor) throw new Error(`no plan for workspace ${workspace}`);
  return editor;
}

/** A path as a place of its own, so that the same place of other cases counts as the same. */
export function siteOf({ subject, side, address, path, kind, moment }: Mutant): string {
  return [subject.pair.application, side, address, path, kind, moment].join("\n");
}
