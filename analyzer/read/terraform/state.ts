import {
  asObject,
  asText,
  objectOrNull,
  objectsIn,
  own,
  stringsIn,
  type Json,
  type JsonObject,
} from "../../base/json";
import { checkedAddress } from "./checked-address";
import { formatModulePath, parseAddress } from "../../model/workspace/address";
import { stripKeys } from "../../model/workspace/configuration";
import { maskOfPaths, type Mask } from "../../model/workspace/mask";
import { moduleEntries, moduleResources } from "./module-tree";
import { readChecks, readRawChecks } from "./checks";
import { providerRegions, resourceRegion } from "./region";
import { secretStrings, type SecretHolder } from "./secrets";
import { secrecy } from "./unmarked";
import type { Resource, Workspace } from "../../model/workspace/workspace";

type Unplaced = Omit<Resource, "region">;

/** Reads a state as `terraform show -json` prints it: no aliases, no `private`. */
export function readState(document: JsonObject, label: string): Workspace {
  const root = asObject(asObject(document.values).root_module);
  const resources = Array.from(moduleResources(root), ([address, entry]) =>
    stateResource(label, address, {
      values: objectOrNull(entry.values),
      ...secrecy(entry, [objectOrNull(entry.values)], { masks: [entry.sensitive_values] }),
      dependencies: stringsIn(entry.depends_on),
      tainted: entry.tainted === true,
    }),
  );
  const deposed = [...moduleEntries(root)].filter((entry) => own(entry, "deposed_key") !== undefined);
  const left = deposed.map((entry) => holder(entry, objectOrNull(entry.values), [entry.sensitive_values]));
  const checks = readChecks(document.checks);
  return {
    ...stateWorkspace(document, label, resources, asObject(asObject(document.values).outputs), left),
    checks,
  };
}

/** An object that a failed replacement left behind holds secrets like any other. */
function holder(
  entry: JsonObject,
  values: JsonObject | null,
  masks: readonly Mask[],
  trusted = true,
): SecretHolder {
  const { mode, type } = entry;
  return {
    values,
    before: values,
    ...secrecy(entry, [values], { masks, trusted }),
    mode: mode === "data" ? "data" : "managed",
    type: asText(type) ?? "",
  };
}

/** Reads a raw state file, version 4 (what a backend holds); its structure is no promise of Terraform's. */
export function readRawState(document: JsonObject, label: string): Workspace {
  const blocks = objectsIn(document.resources);
  const resources = blocks.flatMap((block) => rawInstances(block, label));
  const left = blocks.flatMap((block) =>
    objectsIn(block.instances)
      .filter((instance) => own(instance, "deposed") !== undefined)
      .map((instance) => holder(block, objectOrNull(instance.attributes), [rawMask(instance)], false)),
  );
  const checks = readRawChecks(document.check_results);
  return { ...stateWorkspace(document, label, resources, asObject(document.outputs), left), checks };
}

function rawInstances(block: JsonObject, label: string): Unplaced[] {
  const prefix = block.mode === "data" ? "data." : "";
  const module = asText(block.module);
  const local = `${prefix}${asText(block.type) ?? ""}.${asText(block.name) ?? ""}`;
  const base = module === undefined ? local : `${module}.${local}`;
  const instances = objectsIn(block.instances);
  const deposed = instances.flatMap((instance) => asText(instance.deposed) ?? []);
  return instances
    .filter((instance) => own(instance, "deposed") === undefined)
    .map((instance) => ({
      ...stateResource(label, base + indexText(instance.index_key), {
        values: objectOrNull(instance.attributes),
        // What the schema calls sensitive is not in it before Terraform 1.10: an empty list proves nothing.
        ...secrecy(block, [objectOrNull(instance.attributes)], {
          masks: [rawMask(instance)],
          trusted: false,
        }),
        dependencies: stringsIn(instance.dependencies),
        tainted: instance.status === "tainted",
      }),
      providerKey: providerKey(asText(block.provider)),
      deposed,
    }));
}

/** `provider["registry.terraform.io/hashicorp/aws"].west` is `aws.west` in a plan. */
function providerKey(provider: string | undefined): string | undefined {
  const match = /provider\["[^"]*\/([^"/]+)"\](?:\.(\w[\w-]*))?$/.exec(provider ?? "");
  return match ? [match[1], match[2]].filter(Boolean).join(".") : undefined;
}

function indexText(key: Json | undefined): string {
  return typeof key === "string" || typeof key === "number" ? `[${JSON.stringify(key)}]` : "";
}

/** `sensitive_attributes` lists paths of `get_attr` and `index` steps. */
function rawMask(instance: JsonObject): Mask {
  const paths = Array.isArray(instance.sensitive_attributes) ? instance.sensitive_attributes : [];
  return maskOfPaths(paths.map((path) => objectsIn(path).flatMap((step) => stepKey(step.value))));
}

function stepKey(value: Json | undefined): (string | number)[] {
  const key = typeof value === "object" ? asObject(value).value : value;
  return typeof key === "string" || typeof key === "number" ? [key] : [];
}

function stateResource(
  label: string,
  address: string,
  instance: Pick<Resource, "values" | "sensitive" | "guessed" | "dependencies" | "tainted">,
): Unplaced {
  const parts = parseAddress(checkedAddress(address, label)) ?? {
    modules: [],
    mode: "managed" as const,
    type: "unknown",
    name: address,
  };
  return {
    ...instance,
    dependencies: instance.dependencies.map(stripKeys),
    workspace: label,
    address,
    parts,
    module: formatModulePath(parts.modules),
    mode: parts.mode,
    type: parts.type,
    providerKey: undefined,
    before: instance.values,
    unknown: undefined,
    change: { kind: "no-op", actions: ["no-op"], reason: undefined, replacePaths: [], importing: false },
    previousAddress: undefined,
    expressions: undefined,
    deposed: [],
  };
}

function stateWorkspace(
  document: JsonObject,
  label: string,
  unplaced: Unplaced[],
  out: JsonObject,
  left: readonly SecretHolder[],
): Workspace {
  const regionOf = providerRegions(unplaced, () => undefined);
  const resources = unplaced.map((resource) => ({
    ...resource,
    region: resourceRegion(
      resource,
      resource.providerKey === undefined ? undefined : regionOf(resource.providerKey),
    ),
  }));
  const outputs = new Map(
    Object.entries(out).map(([name, output]) => [
      name,
      { value: asObject(output).value ?? null, sensitive: asObject(output).sensitive === true },
    ]),
  );
  return {
    label,
    kind: "state",
    terraformVersion: asText(document.terraform_version),
    resources,
    drift: [],
    variables: new Map(),
    outputs,
    checks: [],
    configuration: undefined,
    incomplete: [],
    secrets: secretStrings([...resources, ...left], [...outputs.values()]),
  };
}
