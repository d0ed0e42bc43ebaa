import {
  asObject,
  bareObject,
  isObject,
  objectsIn,
  own,
  stringsIn,
  type Json,
  type JsonObject,
} from "../../base/json";

import { formatModulePath, parseModulePath } from "./address";

/**
 * A block's arguments as the plan's `configuration` has them: an argument is `{constant_value}` or
 * `{references}`, a nested block an object or a list of them. Arguments from `dynamic` blocks are not there.
 */
export type Expressions = JsonObject;

/** One `resource` or `data` block; it stands for all its instances. */
export interface ConfigResource {
  /** The module's configuration path, `module.a.module.b`; empty for the root. */
  readonly module: string;
  /** Address in the configuration tree: no keys. */
  readonly address: string;
  readonly providerKey: string | undefined;
  readonly expressions: Expressions;
  /** What `for_each` refers to: where `each.value` leads. */
  readonly forEach: readonly string[];
  readonly dependsOn: readonly string[];
}

/** What a reference leads to once variables, module calls and outputs have been followed. */
export type Target =
  | {
      readonly kind: "resource";
      readonly address: string;
      /** The address with the instance keys that the references on the way spell out, where they spell out any. */
      readonly instance?: string;
      readonly attribute: string;
    }
  | { readonly kind: "value"; readonly value: Json }
  /** `local.x`, `each.value` ...: a plan does not say what it holds. */
  | { readonly kind: "opaque"; readonly text: string };

/** Where the value of an argument is written, when the argument itself only passes a variable on. */
export type Setter =
  | { readonly kind: "literal" }
  /** An argument of a module call: `module.app`, in the module that calls it. */
  | { readonly kind: "argument"; readonly call: string; readonly name: string; readonly value: Json }
  /** A variable of the root module. */
  | { readonly kind: "variable"; readonly name: string; readonly value: Json };

interface ModuleNode {
  readonly path: string;
  readonly parent: string | undefined;
  /** The call's arguments, in the parent's scope. */
  readonly arguments: Expressions;
  readonly outputs: JsonObject;
  readonly variables: JsonObject;
}

const MAX_HOPS = 32; // a module tree deeper than this is not written by people

/** The plan's `configuration`: blocks by address, providers, and the way from a reference to what it means. */
export class Configuration {
  readonly resources = new Map<string, ConfigResource>();
  private readonly modules = new Map<string, ModuleNode>();
  private readonly providers: JsonObject;

  /**
   * @param document the plan's `configuration`; an empty object for a source that has none
   * @param variables values of the root module's variables, by name
   */
  constructor(
    document: JsonObject,
    private readonly variables: ReadonlyMap<string, Json>,
  ) {
    this.providers = asObject(own(document, "provider_config"));
    this.addModule("", undefined, bareObject(), asObject(own(document, "root_module")));
  }

  /** Names of root variables that are declared sensitive. */
  sensitiveVariables(): string[] {
    const declared = this.modules.get("")?.variables ?? bareObject();
    return Object.keys(declared).filter((name) => own(asObject(declared[name]), "sensitive") === true);
  }

  /** The region that a provider configuration names, or undefined (`local.x`, environment, profile). */
  providerRegion(key: string | undefined): string | undefined {
    if (key === undefined) return undefined;
    const provider = asObject(own(this.providers, this.inherited(key)));
    const expression = own(asObject(own(provider, "expressions")), "region");
    const address = own(provider, "module_address");
    const scope = typeof address === "string" ? stripKeys(address) : "";
    return this.stringOf(expression, scope);
  }

  /**
   * The configuration that a module's key means. A module without one of its own has its caller's, and Terraform does not
   * always follow that to the end: `module.a.module.b:aws` may be `module.a:aws`, or `aws`.
   */
  private inherited(key: string): string {
    const [, module = "", name = ""] = /^(.+):([^:]+)$/.exec(key) ?? [];
    const steps = module.split(".module.");
    for (let hops = Math.min(steps.length, MAX_HOPS); name !== "" && hops > 0; hops--) {
      const inner = `${steps.slice(0, hops).join(".module.")}:${name}`;
      if (own(this.providers, inner) !== undefined) return inner;
    }
    return name === "" ? key : name;
  }

  /**
   * What an argument refers to, followed to the end; constants included.
   *
   * @param scope the module's configuration path, without keys; on the way into other modules their keys come along
   */
  targets(expression: Json | undefined, scope: string): Target[] {
    const found: Target[] = [];
    this.collect(expression, scope, 0, found);
    return found;
  }

  /**
   * Where the value of an argument is written; undefined when it is computed, referred to, or left to a default. An
   * argument that makes something of a variable (`var.size * 2`) looks like one that passes it on: the caller compares
   * the value.
   */
  setter(expression: Json | undefined, scope: string): Setter | undefined {
    const block = asObject(expression);
    const references = mostSpecific(stringsIn(own(block, "references")));
    if (references.length === 0)
      return own(block, "constant_value") === undefined ? undefined : { kind: "literal" };
    const [, name] = /^var\.([\w-]+)$/.exec(references.length === 1 ? (references[0] ?? "") : "") ?? [];
    const node = this.modules.get(scope);
    if (name === undefined || !node) return undefined;
    if (node.parent === undefined) {
      const value = this.variables.get(name);
      return value === undefined ? undefined : { kind: "variable", name, value };
    }
    const argument = own(node.arguments, name);
    const written = this.setter(argument, node.parent);
    if (written?.kind !== "literal") return written;
    return { kind: "argument", call: scope, name, value: own(asObject(argument), "constant_value") ?? null };
  }

  private stringOf(expression: Json | undefined, scope: string): string | undefined {
    const values = this.targets(expression, scope);
    const [only] = values;
    return values.length === 1 &&
      only?.kind === "value" &&
      typeof only.value === "string" &&
      only.value !== ""
      ? only.value
      : undefined;
  }

  private collect(expression: Json | undefined, scope: string, hops: number, found: Target[]): void {
    if (hops > MAX_HOPS) return;
    if (Array.isArray(expression)) {
      for (const item of expression) this.collect(item, scope, hops, found);
    } else if (isObject(expression)) {
      const constant = own(expression, "constant_value");
      const references = own(expression, "references");
      // JSON syntax, and so every synthesized configuration, has both: "${aws_vpc.a.id}" and what it refers to.
      if (Array.isArray(references) && references.length > 0) {
        for (const reference of mostSpecific(references)) this.follow(reference, scope, hops + 1, found);
      } else if (constant !== undefined) found.push({ kind: "value", value: constant });
      else if (references === undefined)
        for (const item of Object.values(expression)) this.collect(item, scope, hops, found);
    }
  }

  private follow(reference: string, scope: string, hops: number, found: Target[]): void {
    const steps = keyedSteps(reference);
    const [head = "", name = "", ...rest] = steps.map(stripKeys);
    if (head === "var") return this.followVariable(reference, name, scope, hops, found);
    if (head === "module")
      return this.followOutput(join(scope, `module.${steps[1] ?? ""}`), rest, hops, found);
    if (["local", "each", "count", "path", "self", "terraform"].includes(head)) {
      found.push({ kind: "opaque", text: reference });
      return;
    }
    const width = head === "data" ? 3 : 2;
    const instance = join(scope, steps.slice(0, width).join("."));
    const address = stripKeys(instance);
    const attribute = steps.slice(width).map(stripKeys).join(".");
    found.push({ kind: "resource", address, ...(instance === address ? {} : { instance }), attribute });
  }

  private followVariable(
    reference: string,
    name: string,
    scope: string,
    hops: number,
    found: Target[],
  ): void {
    const node = this.modules.get(stripKeys(scope));
    const targets: Target[] = [];
    if (node?.parent === undefined) {
      const value = this.variables.get(name);
      targets.push(value === undefined ? { kind: "opaque", text: `var.${name}` } : { kind: "value", value });
    } else {
      const argument = own(node.arguments, name);
      const fallback = own(asObject(own(node.variables, name)), "default");
      const outside = formatModulePath(parseModulePath(scope).slice(0, -1));
      if (argument !== undefined) this.collect(argument, outside, hops, targets);
      else targets.push({ kind: "value", value: fallback ?? null });
    }
    const steps = pathAfter(reference, `var.${name}`);
    for (const target of targets) {
      found.push(target.kind === "value" ? { kind: "value", value: valueAt(target.value, steps) } : target);
    }
  }

  private followOutput(module: string, path: string[], hops: number, found: Target[]): void {
    const output =
      path[0] === undefined ? undefined : own(this.modules.get(stripKeys(module))?.outputs, path[0]);
    if (output === undefined) found.push({ kind: "opaque", text: stripKeys(module) });
    else this.collect(own(asObject(output), "expression"), module, hops, found);
  }

  private addModule(path: string, parent: string | undefined, args: Expressions, module: JsonObject): void {
    this.modules.set(path, {
      path,
      parent,
      arguments: args,
      outputs: asObject(own(module, "outputs")),
      variables: asObject(own(module, "variables")),
    });
    for (const block of objectsIn(own(module, "resources"))) this.addResource(path, block);
    const calls = asObject(own(module, "module_calls"));
    for (const name of Object.keys(calls)) {
      const call = asObject(calls[name]);
      const child = asObject(own(call, "module"));
      this.addModule(join(path, `module.${name}`), path, asObject(own(call, "expressions")), child);
    }
  }

  private addResource(module: string, block: JsonObject): void {
    const local = own(block, "address");
    if (typeof local !== "string") return;
    const key = own(block, "provider_config_key");
    const address = join(module, local);
    this.resources.set(address, {
      module,
      address,
      providerKey: typeof key === "string" ? key : undefined,
      expressions: asObject(own(block, "expressions")),
      forEach: mostSpecific(stringsIn(own(asObject(own(block, "for_each_expression")), "references"))),
      dependsOn: stringsIn(own(block, "depends_on")).map((name) => join(module, name)),
    });
  }
}

/**
 * A block's expressions as one of its instances means them: `each.value` leads to what `for_each` refers to; of several
 * resources, to the one that is named like the instance's key.
 */
export function instanceExpressions(block: ConfigResource, key: string | number | undefined): Expressions {
  if (typeof key !== "string" || block.forEach.length === 0) return block.expressions;
  const named = block.forEach.filter(
    (reference) => stripKeys(reference).split(".")[1] === key.replaceAll("-", "_"),
  );
  const [each] = block.forEach.length === 1 ? block.forEach : named;
  if (each === undefined || !/^aws[a-z]*_/.test(each)) return block.expressions;
  return asObject(substituteEach(block.expressions, each));
}

function substituteEach(expression: Json, each: string): Json {
  if (Array.isArray(expression))
    return expression.flatMap((item) =>
      isEachValue(item) ? eachValue(item, each) : [substituteEach(item, each)],
    );
  if (!isObject(expression) || ("constant_value" in expression && !("references" in expression)))
    return expression;
  return Object.fromEntries(
    Object.entries(expression).map(([name, item]) => [name, substituteEach(item, each)]),
  );
}

function isEachValue(reference: Json): reference is string {
  return typeof reference === "string" && /^each\.value(?:\.|$)/.test(reference);
}

/** What a reference to `each.value` leads to: of the block's instances the one with the own key. */
function eachValue(reference: string, each: string): string[] {
  const words = stripKeys(each).split(".");
  // Of a `for` over an attribute (`domain_validation_options`) the members have names that people chose.
  const meant = words.length > 2 ? words : [...words, ...reference.split(".").slice(2)];
  return [meant.join("."), "each.key"];
}

/** An address without instance keys, as the configuration tree knows it. */
export function stripKeys(address: string): string {
  return address.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+|[^\]"]*)\]/g, "");
}

/** A reference at its dots, with the keys that are literals: `module.queue["orders"].arn` in three. */
function keyedSteps(reference: string): string[] {
  return reference.match(/[^.[\]]+(?:\[(?:"(?:[^"\\]|\\.)*"|[^\]"]*)\])*/g)?.map(withLiteralKey) ?? [];
}

function withLiteralKey(step: string): string {
  return /^[^[]+\[(?:"(?:[^"\\]|\\.)*"|\d+)\]$/.test(step) ? step : stripKeys(step);
}

/** What follows the variable's name in a reference: `.attribute`, `[0]`, `["key"]`. */
function pathAfter(reference: string, head: string): (string | number)[] {
  const rest = reference.slice(head.length);
  return Array.from(rest.matchAll(/\.([\w-]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]/g), ([, name, index, key]) =>
    index === undefined ? (name ?? key ?? "") : Number(index),
  );
}

/** The part of a variable's value that a reference names; the whole where the path leads nowhere. */
function valueAt(value: Json, steps: readonly (string | number)[]): Json {
  let at: Json = value;
  for (const step of steps) {
    const next = Array.isArray(at) ? at[Number(step)] : isObject(at) ? own(at, String(step)) : undefined;
    if (next === undefined) return value;
    at = next;
  }
  return at;
}

/**
 * What an expression names. Terraform lists each thing followed by its prefixes: `a.b[0].id`, `a.b[0]`, `a.b`; a prefix
 * that comes once more is a thing of its own.
 */
function mostSpecific(references: readonly Json[]): string[] {
  const found: string[] = [];
  const prefixes = new Map<string, number>();
  for (const text of references) {
    if (typeof text !== "string") continue;
    const due = prefixes.get(text) ?? 0;
    if (due > 0) prefixes.set(text, due - 1);
    else {
      found.push(text);
      for (const prefix of prefixesOf(text)) prefixes.set(prefix, (prefixes.get(prefix) ?? 0) + 1);
    }
  }
  // How often a thing stands in a list tells what an index chooses from: one of three, or one of three lists of all.
  return found.includes("count.index") ? found : [...new Set(found)];
}

function prefixesOf(reference: string): string[] {
  return Array.from(reference.matchAll(/[.[]/g), ({ index }) => reference.slice(0, index));
}

function join(module: string, address: string): string {
  return module === "" ? address : `${module}.${address}`;
}
