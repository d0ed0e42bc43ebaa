import { isObject, type Json, type JsonObject } from "../../analyzer/base/json";
import { configModulePath, parseAddress, type Address } from "../../analyzer/model/workspace/address";
import { readPlan } from "../../analyzer/read/terraform/plan";
import type { Workspace } from "../../analyzer/model/workspace/workspace";

/** What may be told of a planned resource besides its values. */
export interface ResourceOptions {
  /** Values before the plan; default: the same as after, null for a `create`. */
  readonly before?: JsonObject | null;
  /** Default `["no-op"]`. */
  readonly actions?: readonly string[];
  /** Terraform's `after_unknown`. */
  readonly unknown?: Json;
  /** Terraform's `after_sensitive` and, if not given apart, `before_sensitive`. */
  readonly sensitive?: Json;
  readonly beforeSensitive?: Json;
  /** The mask in `planned_values`, which older versions of Terraform fill differently. */
  readonly sensitiveValues?: Json;
  /** Arguments as written: `{ bucket: ref("aws_s3_bucket.data.id"), acl: constant("private") }`. */
  readonly expressions?: JsonObject;
  readonly dependsOn?: readonly string[];
  /** `aws` (default) or `aws.ALIAS`. */
  readonly provider?: string;
  readonly previousAddress?: string;
  readonly reason?: string;
  readonly replacePaths?: readonly (readonly (string | number)[])[];
  readonly importing?: boolean;
  /** Tainted in the prior state. */
  readonly tainted?: boolean;
}

/** A module call's arguments, and what the module declares. */
export interface ModuleOptions {
  readonly arguments?: JsonObject;
  readonly variables?: JsonObject;
  readonly outputs?: Readonly<Record<string, Json>>;
}

interface Planned extends ResourceOptions {
  readonly address: string;
  readonly parts: Address;
  readonly values: JsonObject | null;
}

/** An argument that refers to something, with the prefixes that Terraform lists too. */
export function ref(...references: string[]): JsonObject {
  return {
    references: references.flatMap((text) => {
      const words = text.split(".");
      const width = words[0] === "data" || words[0] === "module" ? 3 : 2;
      return [text, ...(words.length > width ? [words.slice(0, width).join(".")] : [])];
    }),
  };
}

/** An argument that is written out. */
export function constant(value: Json): JsonObject {
  return { constant_value: value };
}

/** A new plan whose default provider serves the region. */
export function plan(region = "us-east-1"): PlanBuilder {
  return new PlanBuilder().provider("aws", constant(region));
}

/**
 * Makes a plan document as `terraform show -json` prints it, from a few resources. Every part that the model reads is
 * there: changes, planned values, prior state, configuration with modules, providers, variables, drift, checks.
 */
export class PlanBuilder {
  private readonly planned: Planned[] = [];
  private readonly extraChanges: JsonObject[] = [];
  private readonly drifted: JsonObject[] = [];
  private readonly variables: JsonObject = {};
  private readonly declared: JsonObject = {};
  private readonly providers: JsonObject = {};
  private readonly modules = new Map<string, ModuleOptions>();
  private readonly topLevel: JsonObject = {};

  /** A provider configuration; without a region expression it takes it from the environment. */
  provider(key: string, region?: Json, more: JsonObject = {}): this {
    const alias = key.split(".")[1];
    this.providers[key] = {
      name: "aws",
      full_name: "registry.terraform.io/hashicorp/aws",
      ...(alias === undefined ? {} : { alias }),
      expressions: region === undefined ? {} : { region },
      ...more,
    };
    return this;
  }

  /** A managed resource; null values: it will be gone. */
  resource(address: string, values: JsonObject | null, options: ResourceOptions = {}): this {
    this.planned.push({ address, parts: partsOf(address), values, ...options });
    return this;
  }

  /** A data source that was read while planning: in the prior state, and in no list of changes. */
  data(address: string, values: JsonObject, options: ResourceOptions = {}): this {
    return this.resource(address, values, options);
  }

  /** A module's configuration, by its path without keys: `module.a.module.b`. */
  module(path: string, options: ModuleOptions): this {
    this.modules.set(path, options);
    return this;
  }

  /** A root variable, declared and with its value. */
  variable(name: string, value: Json, declaration: JsonObject = {}): this {
    this.variables[name] = { value };
    this.declared[name] = declaration;
    return this;
  }

  /** An object that a failed replacement left behind under the address. */
  deposed(address: string, key: string, before: JsonObject = { id: "i-0deadbeef00000000" }): this {
    const { type, name } = partsOf(address);
    const change = { actions: ["delete"], before, after: null, after_unknown: {} };
    this.extraChanges.push({ address, mode: "managed", type, name, deposed: key, change });
    return this;
  }

  /** An entry of `resource_drift`; null afterwards: deleted outside Terraform. */
  drift(address: string, before: JsonObject, after: JsonObject | null, more: JsonObject = {}): this {
    const { type, name, mode } = partsOf(address);
    const change = { actions: [after === null ? "delete" : "update"], before, after, after_unknown: {} };
    this.drifted.push({ address, mode, type, name, change, ...more });
    return this;
  }

  /** Sets or (undefined) removes a top-level member of the document: `complete`, `errored`, `checks` ... */
  set(name: string, value: Json | undefined): this {
    this.topLevel[name] = value as Json;
    return this;
  }

  /** The document, as `JSON.parse` gives it. */
  json(): JsonObject {
    const document: JsonObject = {
      format_version: "1.2",
      terraform_version: "1.11.4",
      variables: this.variables,
      planned_values: { root_module: tree(this.planned.flatMap(plannedValue)) },
      resource_drift: this.drifted,
      resource_changes: [...this.planned.filter(isChange).map(changeOf), ...this.extraChanges],
      output_changes: {},
      prior_state: {
        format_version: "1.0",
        terraform_version: "1.11.4",
        values: { root_module: tree(this.planned.flatMap(priorValue)) },
      },
      configuration: { provider_config: this.providers, root_module: this.moduleTree() },
      timestamp: "2026-11-21T09:00:00Z",
      applyable: true,
      complete: true,
      errored: false,
      ...this.topLevel,
    };
    return JSON.parse(JSON.stringify(document)) as JsonObject;
  }

  /** The plan, read into the workspace model. */
  workspace(label = "plan.json"): Workspace {
    return readPlan(this.json(), label);
  }

  private moduleTree(): JsonObject {
    const paths = new Set(["", ...this.modules.keys()]);
    for (const { parts } of this.planned) {
      parts.modules.forEach((_, i) => paths.add(configModulePath(parts.modules.slice(0, i + 1))));
    }
    return this.configModule("", paths);
  }

  private configModule(path: string, paths: ReadonlySet<string>): JsonObject {
    const { variables = {}, outputs = {} } = this.modules.get(path) ?? {};
    const inner = path === "" ? "module." : `${path}.module.`;
    const calls = [...paths].filter(
      (other) => other.startsWith(inner) && !other.slice(inner.length).includes("."),
    );
    const blocks = new Map(
      this.planned
        .filter(({ parts }) => configModulePath(parts.modules) === path)
        .map((resource) => [`${blockAddress(resource.parts)}`, blockOf(resource)]),
    );
    return {
      resources: [...blocks.values()],
      variables: path === "" ? this.declared : variables,
      outputs: Object.fromEntries(
        Object.entries(outputs).map(([name, expression]) => [name, { expression }]),
      ),
      module_calls: Object.fromEntries(
        calls.map((child) => [
          child.slice(inner.length),
          {
            source: "./modules/part",
            expressions: this.modules.get(child)?.arguments ?? {},
            module: this.configModule(child, paths),
          },
        ]),
      ),
    };
  }
}

function partsOf(address: string): Address {
  const parts = parseAddress(address);
  if (!parts) throw new Error(`not an address: ${address}`);
  return parts;
}

function isChange({ parts, actions }: Planned): boolean {
  return parts.mode === "managed" || actions !== undefined;
}

function beforeOf({ values, before, actions }: Planned): JsonObject | null {
  if (before !== undefined) return before;
  if (actions?.[0] === "create" && actions.length === 1) return null;
  return values ?? { id: "to-be-gone" };
}

function changeOf(resource: Planned): JsonObject {
  const { address, parts, values } = resource;
  return {
    address,
    ...given("module_address", parts.modules.length === 0 ? undefined : moduleAddress(address, parts)),
    mode: parts.mode,
    type: parts.type,
    name: parts.name,
    ...given("index", parts.key),
    provider_name: "registry.terraform.io/hashicorp/aws",
    ...given("previous_address", resource.previousAddress),
    ...given("action_reason", resource.reason),
    change: {
      actions: [...(resource.actions ?? ["no-op"])],
      before: beforeOf(resource),
      after: values,
      after_unknown: resource.unknown ?? {},
      before_sensitive: resource.beforeSensitive ?? resource.sensitive ?? {},
      after_sensitive: resource.sensitive ?? {},
      ...given(
        "replace_paths",
        resource.replacePaths?.map((path) => [...path]),
      ),
      ...given("importing", resource.importing ? { id: "imported" } : undefined),
    },
  };
}

/** The member, unless it is not there. */
function given(name: string, value: Json | undefined): JsonObject {
  return value === undefined ? {} : { [name]: value };
}

/** The address up to the resource: `module.a["x"]`. */
function moduleAddress(address: string, { mode, type }: Address): string {
  return address.slice(0, address.lastIndexOf(`.${mode === "data" ? "data." : ""}${type}.`));
}

/** Values as the module trees hold them, with the module that they stand in. */
interface Placed {
  readonly modules: readonly string[];
  readonly entry: JsonObject;
}

function plannedValue(resource: Planned): Placed[] {
  if (resource.values === null || resource.parts.mode === "data") return [];
  const mask = resource.sensitiveValues ?? resource.sensitive ?? {};
  return [placed(resource, { values: resource.values, sensitive_values: mask })];
}

function priorValue(resource: Planned): Placed[] {
  const before = beforeOf(resource);
  if (before === null) return [];
  return [
    placed(resource, {
      values: before,
      sensitive_values: resource.sensitive ?? {},
      ...given("tainted", resource.tainted),
    }),
  ];
}

function placed({ address, parts }: Planned, members: JsonObject): Placed {
  const { mode, type, name, modules } = parts;
  const steps = modules.map((_, i) => {
    const rest = modules.slice(0, i + 1);
    return rest.map((step) => `module.${step.name}${keyText(step.key)}`).join(".");
  });
  return { modules: steps, entry: { address, mode, type, name, ...members } };
}

function keyText(key: string | number | undefined): string {
  return key === undefined ? "" : `[${JSON.stringify(key)}]`;
}

function tree(resources: readonly Placed[], depth = 0): JsonObject {
  const here = resources.filter(({ modules }) => modules.length === depth);
  const children = new Map<string, Placed[]>();
  for (const resource of resources) {
    const child = resource.modules[depth];
    if (child !== undefined) children.set(child, [...(children.get(child) ?? []), resource]);
  }
  return {
    resources: here.map(({ entry }) => entry),
    child_modules: Array.from(children, ([address, list]) => ({ address, ...tree(list, depth + 1) })),
  };
}

function blockAddress({ mode, type, name }: Address): string {
  return `${mode === "data" ? "data." : ""}${type}.${name}`;
}

function blockOf({ parts, values, expressions, provider = "aws", dependsOn }: Planned): JsonObject {
  return {
    address: blockAddress(parts),
    mode: parts.mode,
    type: parts.type,
    name: parts.name,
    provider_config_key: provider,
    expressions: expressions ?? writtenOut(values),
    ...(dependsOn ? { depends_on: [...dependsOn] } : {}),
  };
}

/** When a test does not say how the arguments are written, all are constants, as in a small configuration. */
function writtenOut(values: JsonObject | null): JsonObject {
  const written = Object.entries(values ?? {}).filter(([name]) => !["id", "arn", "tags_all"].includes(name));
  return Object.fromEntries(written.map(([name, value]) => [name, expressionOf(value)]));
}

/** Nested blocks are objects or lists of them in the configuration; everything else is one expression. */
function expressionOf(value: Json): Json {
  const blocks = Array.isArray(value) && value.length > 0 && value.every(isObject);
  if (!blocks) return constant(value);
  return value.map((block) =>
    Object.fromEntries(Object.entries(block as JsonObject).map(([name, item]) => [name, expressionOf(item)])),
  );
}
