import {
  asObject,
  asText,
  isObject,
  objectsIn,
  own,
  stringsIn,
  type Json,
  type JsonObject,
} from "../../base/json";
import { isStateful } from "../../base/aws/stateful-types";

/** One resource that a plan changes. */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly action: "create" | "update" | "replace" | "destroy" | "move or import" | "forget";
  readonly change: JsonObject;
}

/** What a plan would do, data sources and what stays aside. */
export function changesOf(plan: JsonObject): PlannedChange[] {
  return objectsIn(plan.resource_changes).flatMap((resource) => {
    const action = actionOf(resource);
    const address = asText(resource.address);
    if (action === undefined || address === undefined || resource.mode === "data") return [];
    const key = asText(resource.deposed);
    return [
      {
        address: key === undefined ? address : `${address} (deposed ${key})`,
        type: asText(resource.type) ?? "",
        action,
        change: asObject(resource.change),
      },
    ];
  });
}

function actionOf(resource: JsonObject): PlannedChange["action"] | undefined {
  const actions = stringsIn(asObject(resource.change).actions);
  if (actions.length > 1) return "replace";
  const [action] = actions;
  if (action === "create" || action === "update" || action === "forget") return action;
  if (action === "delete") return "destroy";
  const isRenamed = asText(resource.previous_address) !== undefined;
  return isRenamed || isObject(asObject(resource.change).importing) ? "move or import" : undefined;
}

/** Whether applying a plan does anything; its outputs count. */
export function doesSomething(plan: JsonObject): boolean {
  return (
    changesOf(plan).length > 0 ||
    Object.values(asObject(plan.output_changes)).some(
      (output) => stringsIn(asObject(output).actions).join() !== "no-op",
    )
  );
}

/** What would take data with it: resources that hold some and are destroyed or replaced. */
export function losses(plan: JsonObject): PlannedChange[] {
  return changesOf(plan).filter(
    ({ type, action }) => isStateful(type) && (action === "destroy" || action === "replace"),
  );
}

/**
 * What a plan does that the plan which was reviewed did not say. What was left to be known there may be anything; a part of
 * the reviewed changes is no news.
 */
export function unreviewed(reviewed: JsonObject, now: JsonObject): PlannedChange[] {
  const known = new Map(changesOf(reviewed).map((change) => [change.address, change]));
  return changesOf(now).filter(({ address, action, change }) => {
    const before = known.get(address);
    return (
      before?.action !== action || !agrees(before.change.after, before.change.after_unknown, change.after)
    );
  });
}

function agrees(before: Json | undefined, unknown: Json | undefined, now: Json | undefined): boolean {
  if (unknown === true) return true;
  if (Array.isArray(before) && Array.isArray(now)) {
    const marks = Array.isArray(unknown) ? unknown : [];
    return before.length === now.length && before.every((item, i) => agrees(item, marks[i], now[i]));
  }
  if (isObject(before) && isObject(now)) {
    const marks = asObject(unknown);
    const keys = new Set([...Object.keys(before), ...Object.keys(now), ...Object.keys(marks)]);
    return [...keys].every((key) => agrees(own(before, key), own(marks, key), own(now, key)));
  }
  return (before ?? null) === (now ?? null);
}
