import { createHash } from "node:crypto";
import { isObject, type Json, type JsonObject } from "../../analyzer/base/json";

/** How the copies of an application stand in one workspace: a module call each, or one with `for_each` over all of them. */
export type Shape = "modules" | "for_each";

/**
 * A plan that holds many copies of an application, as a big estate's does: each in a module of its own, with names, ids and ARNs of
 * its own. All sections that the analyzer reads are there: planned and prior values, changes, configuration.
 *
 * @param plans of the copies, in order; the first one's configuration is that of all where one call has many instances
 * @param word in which the copies' names differ, which the application's own names hold
 */
export function estate(plans: readonly JsonObject[], shape: Shape, word: string): JsonObject {
  const copies = plans.map((plan, index) => copyOf(plan, index, shape, word));
  const [first] = plans;
  if (first === undefined) throw new Error("an estate needs one copy at least");
  const calls =
    shape === "modules"
      ? Object.fromEntries(copies.map(({ name, plan }) => [name, callOf(plan)]))
      : { copy: { ...callOf(first), for_each_expression: {} } };
  return {
    ...first,
    variables: {},
    planned_values: { root_module: { child_modules: copies.map(({ planned }) => planned) } },
    prior_state: {
      ...section(first, "prior_state"),
      values: { root_module: { child_modules: copies.map(({ prior }) => prior) } },
    },
    resource_changes: copies.flatMap(({ changes }) => changes),
    output_changes: {},
    configuration: { ...section(first, "configuration"), root_module: { module_calls: calls } },
  };
}

function copyOf(original: JsonObject, index: number, shape: Shape, word: string) {
  const plan = renamed(original, index, word);
  const name = shape === "modules" ? `copy_${index}` : "copy";
  const address = shape === "modules" ? `module.${name}` : `module.copy["c${index}"]`;
  const inside = (resources: Json | undefined) => placed(resources, address);
  const planned = { address, ...inside(at(plan, "planned_values", "root_module", "resources")) };
  const prior = { address, ...inside(at(plan, "prior_state", "values", "root_module", "resources")) };
  const changes = list(at(plan, "resource_changes")).map((change) => ({
    ...change,
    address: `${address}.${String(change.address)}`,
    module_address: address,
  }));
  return { name, plan, planned, prior, changes };
}

/** The application's root as a module, whose variables have the values that the plan has. */
function callOf(plan: JsonObject): JsonObject {
  const { resources, variables } = section(section(plan, "configuration"), "root_module");
  const values = Object.entries(section(plan, "variables")).map(([name, variable]) => [
    name,
    { constant_value: isObject(variable) ? (variable.value ?? null) : null },
  ]);
  return {
    source: "./application",
    module: { resources: resources ?? [], variables: variables ?? {} },
    expressions: Object.fromEntries(values) as JsonObject,
  };
}

function placed(resources: Json | undefined, module: string): JsonObject {
  return {
    resources: list(resources).map((resource) => ({
      ...resource,
      address: `${module}.${String(resource.address)}`,
      ...(Array.isArray(resource.depends_on)
        ? { depends_on: resource.depends_on.map((one) => `${module}.${String(one)}`) }
        : {}),
    })),
  };
}

/** Ids of letters and digits alone, such as an API's or a zone's, are known by their place: `"id": "hkwkjvpz"`. */
const OPAQUE_ID = /"id":"([a-z0-9]{8,}|[A-Z0-9]{8,})"/g;
/** Ids as AWS makes them elsewhere, and UUIDs. */
const ID = /\b([a-z]{1,8}-)([0-9a-f]{17}|[0-9a-f]{8})\b|\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/g;

function renamed(plan: JsonObject, index: number, word: string): JsonObject {
  const text = JSON.stringify(plan)
    .replaceAll(word, `${word}${index}`)
    .replace(ID, (id, prefix = "") => `${String(prefix)}${another(id.slice(String(prefix).length), index)}`);
  const opaque = new Set(Array.from(text.matchAll(OPAQUE_ID), ([, id = ""]) => id));
  const whole = new RegExp(`\\b(?:${[...opaque].join("|")})\\b`, "g");
  const unique = opaque.size === 0 ? text : text.replace(whole, (id) => opaqueLike(id, index));
  return JSON.parse(unique) as JsonObject;
}

/** Another id of the same form; the same one for the same copy. */
function another(id: string, index: number): string {
  const digits = createHash("sha1").update(`${id} ${index}`).digest("hex");
  let next = 0;
  return id.replace(/[0-9a-f]/g, () => digits[next++] ?? "0");
}

/** Another id of letters and digits, as long and as distinct; the same one for the same copy. */
function opaqueLike(id: string, index: number): string {
  const digits = createHash("sha1")
    .update(`${id} ${index}`)
    .digest("hex")
    .slice(0, id.length - 1);
  const other = `${id.slice(0, 1)}${digits.padEnd(id.length - 1, "0")}`;
  return id === id.toUpperCase() ? other.toUpperCase() : other;
}

function at(value: JsonObject, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((one, key) => (isObject(one) ? one[key] : undefined), value);
}

function section(plan: JsonObject, name: string): JsonObject {
  const found = plan[name];
  return isObject(found) ? found : {};
}

function list(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
