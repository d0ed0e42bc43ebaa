import {
  asObject,
  asText,
  isObject,
  objectsIn,
  type Json,
  type JsonObject,
} from "../../../analyzer/base/json";
import { replaceAt, valueAt, type Path } from "./tree";

/**
 * Since when the change is there: `existing` is in the state and stays; `introduced` is what an update would bring;
 * `created` belongs to a resource that the plan makes.
 */
export type Moment = "existing" | "introduced" | "created";

/** What to do to a resource's values, and to the masks that mirror their structure. */
export interface InstanceEdit {
  values(values: Json): Json;
  masks?(mask: Json): Json;
}

/**
 * A parsed plan, and where in it each resource instance is told of: in the list of changes, in `planned_values` and in
 * `prior_state`. Edits give a new document that shares all that they leave alone.
 */
export class PlanEditor {
  private readonly changes = new Map<string, number>();
  private readonly planned: ReadonlyMap<string, Path>;
  private readonly prior: ReadonlyMap<string, Path>;

  constructor(readonly document: JsonObject) {
    objectsIn(document.resource_changes).forEach(({ address, deposed }, index) => {
      if (typeof address === "string" && deposed === undefined) this.changes.set(address, index);
    });
    this.planned = instancePaths(document, ["planned_values", "root_module"]);
    this.prior = instancePaths(document, ["prior_state", "values", "root_module"]);
  }

  /** The document with one instance changed, wherever it is told of. */
  edit(address: string, moment: Moment, edit: InstanceEdit): JsonObject {
    const values = (part: Json) => edit.values(part);
    const masks = (part: Json) => edit.masks?.(part) ?? part;
    let document = this.editChange(this.document, address, "after", values);
    document = this.editChange(document, address, "after_unknown", masks);
    document = this.editChange(document, address, "after_sensitive", masks);
    document = editPart(document, this.planned.get(address), "values", values);
    document = editPart(document, this.planned.get(address), "sensitive_values", masks);
    if (moment === "introduced") return this.editChange(document, address, "actions", asUpdate);
    if (moment === "created") return document;
    document = this.editChange(document, address, "before", values);
    document = this.editChange(document, address, "before_sensitive", masks);
    document = editPart(document, this.prior.get(address), "values", values);
    return editPart(document, this.prior.get(address), "sensitive_values", masks);
  }

  /** The document as if the resource had never been there; its block stays, since others may come from it. */
  without(address: string): JsonObject {
    const index = this.changes.get(address);
    let document = this.document;
    if (index !== undefined) document = dropElement(document, ["resource_changes", index]);
    for (const path of [this.planned.get(address), this.prior.get(address)]) {
      if (path) document = dropElement(document, path);
    }
    return document;
  }

  /** The document with the resource deleted by the plan. */
  deleting(address: string): JsonObject {
    let document = this.editChange(this.document, address, "actions", () => ["delete"]);
    document = this.editChange(document, address, "after", () => null);
    document = this.editChange(document, address, "after_unknown", () => ({}));
    const planned = this.planned.get(address);
    return planned ? dropElement(document, planned) : document;
  }

  private editChange(
    document: JsonObject,
    address: string,
    part: string,
    edit: (part: Json) => Json,
  ): JsonObject {
    const index = this.changes.get(address);
    return index === undefined
      ? document
      : editPart(document, ["resource_changes", index, "change"], part, edit);
  }
}

function editPart(
  document: JsonObject,
  at: Path | undefined,
  part: string,
  edit: (part: Json) => Json,
): JsonObject {
  if (!at) return document;
  const old = valueAt(document, [...at, part]);
  return old === undefined ? document : (replaceAt(document, [...at, part], edit(old)) as JsonObject);
}

function asUpdate(actions: Json): Json {
  return Array.isArray(actions) && actions.length === 1 && actions[0] === "no-op" ? ["update"] : actions;
}

function dropElement(document: JsonObject, path: Path): JsonObject {
  const list = valueAt(document, path.slice(0, -1));
  if (!Array.isArray(list)) return document;
  const index = path.at(-1);
  return replaceAt(
    document,
    path.slice(0, -1),
    list.filter((_, i) => i !== index),
  ) as JsonObject;
}

function instancePaths(document: JsonObject, root: Path): Map<string, Path> {
  const found = new Map<string, Path>();
  const visit = (module: JsonObject, path: Path) => {
    objectsIn(module.resources).forEach((entry, index) => {
      const address = asText(entry.address);
      if (address !== undefined && entry.deposed_key === undefined)
        found.set(address, [...path, "resources", index]);
    });
    objectsIn(module.child_modules).forEach((child, index) =>
      visit(child, [...path, "child_modules", index]),
    );
  };
  const module = valueAt(document, root);
  visit(isObject(module) ? module : asObject(undefined), root);
  return found;
}
