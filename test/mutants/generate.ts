import type { SideName } from "../../analyzer/report/report";
import type { Resource } from "../../analyzer/terraform/workspace";
import { mayStandAlone } from "./alone";
import { type Moment, type PlanEditor } from "./edit/plan-editor";
import { formatPath, removeAt, replaceAt, valueAt } from "./edit/tree";
import { isInherited } from "./inherited";
import { isAutoscaled } from "./meaningless";
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

/** Every mutant of a pair: each one change on one side. Their documents are made when asked for. */
export function* mutantsOf(subject: Subject): Iterable<Mutant> {
  for (const side of ["primary", "dr"] as const) {
    const world = new World(subject, side);
    for (const resource of world.resources) {
      // What is alone already has nobody to differ from.
      const twin = resource.mode === "managed" ? world.twinOf(resource) : undefined;
      if (!twin || resource.values === null || twin.values === null) continue;
      yield* valueMutants(subject, world, resource, twin);
      yield* expressionMutants(subject, side, resource);
      yield* removalMutants(subject, side, resource, twin);
    }
  }
}

function* valueMutants(subject: Subject, world: World, resource: Resource, twin: Resource): Iterable<Mutant> {
  for (const place of meaningfulPlaces(resource)) {
    if (isInherited(resource, twin, place.path) || isAutoscaled(resource, place.path, world.resources))
      continue;
    for (const mutate of VALUE_MUTATORS) {
      for (const change of mutate(place, world)) {
        if (heals(change, place, twin)) continue;
        for (const moment of momentsOf(place)) yield valueMutant(subject, world.side, place, change, moment);
      }
    }
  }
}

/** A change to what the twin has already: it ends a difference that is by design. */
function heals({ kind, to }: Change, { path }: Place, twin: Resource): boolean {
  if (/home-region/.test(kind)) return false; // having what the twin has is the mistake
  return JSON.stringify(to) === JSON.stringify(valueAt(twin.values ?? undefined, path));
}

/** An existing resource's change may be as old as the state or come with the plan. */
function momentsOf({ resource, path }: Place): Moment[] {
  if (resource.before === null) return ["created"];
  return isSettled(resource, path) ? ["existing", "introduced"] : ["introduced"];
}

function valueMutant(subject: Subject, side: SideName, place: Place, change: Change, moment: Moment): Mutant {
  const { resource, path, sensitive, value } = place;
  const editor = editorOf(subject, resource);
  const { removes, to } = change;
  return {
    ...common(subject, side, resource),
    kind: change.kind,
    moment,
    path: formatPath([...path, ...(change.inner ?? [])]),
    from: change.shown?.from ?? value,
    to: change.shown ? change.shown.to : to,
    sensitive,
    document: () =>
      editor.edit(resource.address, moment, {
        values: (values) => replaceAt(values, path, to),
        ...(removes === undefined ? {} : { masks: (mask) => removeAt(mask, [...path, removes]) }),
      }),
  };
}

function* expressionMutants(subject: Subject, side: SideName, resource: Resource): Iterable<Mutant> {
  const editor = editorOf(subject, resource);
  for (const { kind, path, from, to, document } of changeExpressions(editor.document, resource)) {
    yield {
      ...common(subject, side, resource),
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

function* removalMutants(
  subject: Subject,
  side: SideName,
  resource: Resource,
  twin: Resource,
): Iterable<Mutant> {
  const left = side === "primary" ? "dr" : "primary";
  if (mayStandAlone(twin, left, subject.pair.strategy)) return;
  const editor = editorOf(subject, resource);
  const removal = {
    ...common(subject, side, resource),
    addresses: [resource.address, twin.address],
    path: undefined,
    from: resource.address,
    to: null,
    sensitive: false,
  };
  yield {
    ...removal,
    kind: "resource-removed",
    moment: resource.before === null ? "created" : "existing",
    addresses: [twin.address],
    document: () => editor.without(resource.address),
  };
  if (resource.before === null) return;
  yield {
    ...removal,
    kind: "resource-deleted",
    moment: "introduced",
    document: () => editor.deleting(resource.address),
  };
}

function common(subject: Subject, side: SideName, resource: Resource) {
  return {
    subject,
    side,
    type: resource.type,
    addresses: [resource.address],
    role: resource.workspace as Role,
  };
}

function editorOf(subject: Subject, { workspace }: Resource): PlanEditor {
  const editor = subject.editors.get(workspace as Role);
  if (!editor) throw new Error(`no plan for workspace ${workspace}`);
  return editor;
}

/** A path as a place of its own, so that the same place of other cases counts as the same. */
export function siteOf({ subject, side, addresses, path, kind, moment }: Mutant): string {
  return [subject.pair.application, side, addresses[0], path, kind, moment].join("\n");
}
