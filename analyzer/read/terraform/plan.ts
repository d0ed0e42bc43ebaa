import {
  asObject,
  asText,
  isObject,
  objectOrNull,
  objectsIn,
  own,
  stringsIn,
  table,
  type Json,
  type JsonObject,
} from "../../base/json";
import { formatModulePath, parseAddress, parseModulePath, type Address } from "../../model/workspace/address";
import {
  Configuration,
  instanceExpressions,
  stripKeys,
  type ConfigResource,
  type Expressions,
} from "../../model/workspace/configuration";
import { configurationSecrets } from "./configuration-secrets";
import type { Mask } from "../../model/workspace/mask";
import { checkedAddress } from "./checked-address";
import { providerRegions, resourceRegion } from "./region";
import { readChecks } from "./checks";
import { hasSecretName } from "../../base/secrets/names";
import { moduleResources } from "./module-tree";
import { pastOutputs, pastSecrets } from "./past-secrets";
import { secretStrings } from "./secrets";
import { secrecy } from "./unmarked";
import type {
  Change,
  ChangeKind,
  Drift,
  Resource,
  Variable,
  Workspace,
} from "../../model/workspace/workspace";

/** A resource before its region is known. */
type Unplaced = Omit<Resource, "region">;

/**
 * Reads a plan (`terraform show -json PLAN`) into the workspace model.
 * Fields follow https://developer.hashicorp.com/terraform/internals/json-format; what an older or newer
 * Terraform leaves out is taken as absent, unknown fields are passed over.
 */
export function readPlan(document: JsonObject, label: string): Workspace {
  const variables = readVariables(document);
  const values = new Map(Array.from(variables, ([name, variable]) => [name, variable.value]));
  const configuration = new Configuration(asObject(document.configuration), values);
  const declared = new Set(configuration.sensitiveVariables());
  const marked = new Map(
    Array.from(variables, ([name, { value }]) => [
      name,
      { value, sensitive: declared.has(name) || isNamed(name, value) },
    ]),
  );
  const unplaced = [
    ...changedResources(document, label, configuration),
    ...readData(document, label, configuration),
    ...readDeferred(document, label, configuration),
  ];
  const regionOf = providerRegions(unplaced, (key) => configuration.providerRegion(key));
  const resources = unplaced.map((resource) => ({
    ...resource,
    region: resourceRegion(resource, regionOf(resource.providerKey)),
  }));
  const outputs = readOutputs(document);
  const drift = readDrift(document);
  const drifted = drift.map((one) => ({ ...one, values: one.after }));
  return {
    label,
    kind: "plan",
    terraformVersion: asText(document.terraform_version),
    resources,
    drift,
    variables: marked,
    outputs,
    checks: readChecks(document.checks),
    incomplete: incompleteness(document, resources),
    configuration,
    secrets: secretStrings(
      [...resources, ...drifted, ...pastSecrets(document)],
      [
        ...marked.values(),
        ...outputs.values(),
        ...pastOutputs(document),
        ...configurationSecrets(asObject(document.configuration), configuration),
      ],
    ),
  };
}

/** A variable that is secret by its name, whatever it holds but what only points at one. */
function isNamed(name: string, value: Json): boolean {
  return (
    !(typeof value === "string" && value.startsWith("arn:")) && !isObject(value) && hasSecretName(name, value)
  );
}

function* changedResources(
  document: JsonObject,
  label: string,
  configuration: Configuration,
): Iterable<Unplaced> {
  const masks = plannedMasks(document);
  const deposed = deposedKeys(document);
  const priors = priorResources(document);
  for (const entry of objectsIn(document.resource_changes)) {
    const address = asText(entry.address);
    if (address === undefined || own(entry, "deposed") !== undefined) continue;
    const change = asObject(entry.change);
    const prior = priors.get(address);
    yield {
      ...identity(entry, address, label, configuration),
      values: objectOrNull(change.after),
      before: objectOrNull(change.before),
      unknown: change.after_unknown,
      ...secrecy(entry, [objectOrNull(change.after), objectOrNull(change.before)], {
        masks: [masks.get(address), change.after_sensitive, change.before_sensitive],
      }),
      change: readChange(change, entry),
      previousAddress: asText(entry.previous_address),
      tainted: prior?.tainted === true,
      deposed: deposed.get(address) ?? [],
    };
  }
}

/** Data sources that were read while planning: they are in no list of changes. */
function* readData(document: JsonObject, label: string, configuration: Configuration): Iterable<Unplaced> {
  const changed = new Set(objectsIn(document.resource_changes).map((entry) => entry.address));
  for (const [address, entry] of priorResources(document)) {
    if (entry.mode !== "data" || changed.has(address)) continue;
    const values = objectOrNull(entry.values);
    yield {
      ...identity(entry, address, label, configuration),
      values,
      before: values,
      unknown: undefined,
      ...secrecy(entry, [values], { masks: [entry.sensitive_values] }),
      change: { kind: "no-op", actions: ["no-op"], reason: undefined, replacePaths: [], importing: false },
      previousAddress: undefined,
      tainted: false,
      deposed: [],
    };
  }
}

/**
 * Changes that Terraform puts off: it will plan them once it knows how many there are, or what their provider is. An
 * address whose keys are not known has `[*]` for them and stands for any number of instances.
 */
function* readDeferred(
  document: JsonObject,
  label: string,
  configuration: Configuration,
): Iterable<Unplaced> {
  const planned = new Set(objectsIn(document.resource_changes).map((entry) => entry.address));
  for (const deferral of objectsIn(document.deferred_changes)) {
    const entry = asObject(deferral.resource_change);
    const address = asText(entry.address)?.replaceAll("[*]", "");
    if (address === undefined || planned.has(address)) continue;
    const change = asObject(entry.change);
    const values = objectOrNull(change.after);
    const before = objectOrNull(change.before);
    yield {
      ...identity({ ...entry, module_address: null }, address, label, configuration),
      values,
      before,
      unknown: change.after_unknown,
      ...secrecy(entry, [values, before], { masks: [change.after_sensitive, change.before_sensitive] }),
      change: readChange(change, entry),
      previousAddress: undefined,
      tainted: false,
      deposed: [],
      deferred: asText(deferral.reason) ?? "unknown",
    };
  }
}

function identity(entry: JsonObject, address: string, label: string, configuration: Configuration) {
  const parts = parseAddress(checkedAddress(address, label)) ?? partsFromFields(entry);
  const block = configuration.resources.get(stripKeys(address));
  const expressions = block && instanceExpressions(block, parts.key);
  return {
    workspace: label,
    address,
    parts,
    module: asText(entry.module_address) ?? formatModulePath(parts.modules),
    mode: parts.mode,
    type: asText(entry.type) ?? parts.type,
    providerKey: block?.providerKey,
    expressions,
    dependencies: block && expressions ? dependenciesOf(block, expressions, configuration) : [],
  };
}

function dependenciesOf(
  block: ConfigResource,
  expressions: Expressions,
  configuration: Configuration,
): string[] {
  const targets = configuration.targets(expressions, block.module);
  const named = targets.flatMap((target) => (target.kind === "resource" ? [target.address] : []));
  return [...new Set([...named, ...block.dependsOn])];
}

/** For an address that the tokenizer cannot read: a newer Terraform's, say. */
function partsFromFields(entry: JsonObject): Address {
  const key = own(entry, "index");
  return {
    modules: parseModulePath(asText(entry.module_address)),
    mode: entry.mode === "data" ? "data" : "managed",
    type: asText(entry.type) ?? "unknown",
    name: asText(entry.name) ?? "unknown",
    key: typeof key === "string" || typeof key === "number" ? key : undefined,
  };
}

const KINDS: Record<string, ChangeKind> = table({
  "no-op": "no-op",
  create: "create",
  read: "read",
  update: "update",
  delete: "delete",
  forget: "forget",
  "delete,create": "replace",
  "create,delete": "replace",
  "create,forget": "replace",
});

function readChange(change: JsonObject, entry: JsonObject): Change {
  const actions = stringsIn(change.actions);
  const paths = Array.isArray(change.replace_paths) ? change.replace_paths : [];
  return {
    kind: KINDS[actions.join(",")] ?? "unknown",
    actions,
    reason: asText(entry.action_reason),
    replacePaths: paths.flatMap((path) =>
      Array.isArray(path) && typeof path[0] === "string" ? [path[0]] : [],
    ),
    importing: isObject(change.importing),
  };
}

function readDrift(document: JsonObject): Drift[] {
  return objectsIn(document.resource_drift).flatMap((entry) => {
    const address = asText(entry.address);
    if (address === undefined || own(entry, "deposed") !== undefined) return [];
    const change = asObject(entry.change);
    return [
      {
        address,
        type: asText(entry.type) ?? "",
        mode: entry.mode === "data" ? ("data" as const) : ("managed" as const),
        deleted: stringsIn(change.actions).includes("delete"),
        before: objectOrNull(change.before),
        after: objectOrNull(change.after),
        ...secrecy(entry, [objectOrNull(change.before), objectOrNull(change.after)], {
          masks: [change.before_sensitive, change.after_sensitive],
        }),
      },
    ];
  });
}

function incompleteness(document: JsonObject, resources: readonly Resource[]): string[] {
  const managed = resources.filter((resource) => resource.mode === "managed");
  const reasons: string[] = [];
  if (document.errored === true) reasons.push("the plan is errored: Terraform stopped part way");
  // `complete` is false for -target, -exclude and deferred changes; older Terraform does not say.
  else if (document.complete === false) {
    reasons.push("the plan is partial (-target, -exclude or deferred changes): what is absent may exist");
  }
  if (objectsIn(document.deferred_changes).length > 0) reasons.push("the plan defers changes to a later one");
  if (managed.length > 0 && managed.every((resource) => resource.values === null)) {
    reasons.push("the plan destroys everything");
  }
  return reasons;
}

function readVariables(document: JsonObject): Map<string, Variable> {
  const variables = asObject(document.variables);
  return new Map(
    Object.keys(variables).map((name) => [
      name,
      { value: own(asObject(variables[name]), "value") ?? null, sensitive: false },
    ]),
  );
}

function readOutputs(document: JsonObject): Workspace["outputs"] {
  const outputs = asObject(document.output_changes);
  return new Map(
    Object.keys(outputs).map((name) => {
      const change = asObject(outputs[name]);
      return [name, { value: change.after ?? null, sensitive: change.after_sensitive === true }];
    }),
  );
}

function plannedMasks(document: JsonObject): Map<string, Mask> {
  const planned = moduleResources(asObject(asObject(document.planned_values).root_module));
  return new Map(Array.from(planned, ([address, entry]) => [address, entry.sensitive_values]));
}

function priorResources(document: JsonObject): Map<string, JsonObject> {
  return moduleResources(asObject(asObject(asObject(document.prior_state).values).root_module));
}

function deposedKeys(document: JsonObject): Map<string, string[]> {
  const keys = new Map<string, string[]>();
  for (const entry of objectsIn(document.resource_changes)) {
    const key = asText(own(entry, "deposed"));
    const address = asText(entry.address);
    if (key !== undefined && address !== undefined) keys.set(address, [...(keys.get(address) ?? []), key]);
  }
  return keys;
}
