import { asObject, isObject, objectsIn, own, type Json, type JsonObject } from "../../base/json";
import { looksRandom } from "../../base/secrets/telling";
import { descend, type SchemaNode } from "../../model/catalogue/catalogue";
import type { Configuration } from "../../model/workspace/configuration";
import { schemaOf } from "../../model/catalogue/schema-of";
import { isSecretMember } from "../../model/catalogue/secret-member";
import type { Variable } from "../../model/workspace/workspace";

type Declared = Pick<Variable, "value" | "sensitive">;

/** What a provider's configuration may say in the open. */
const OPEN_SETTINGS =
  /^(?:region|alias|profile|host|hostname|url|base_url|endpoints?|address|project|zone|owner|organization|account_id|tenant_id|subscription_id|client_id|version|site|username|user)$/;

/**
 * The secrets that a plan's configuration holds in clear: what is passed to sensitive variables of modules, constants of
 * sensitive outputs and of arguments that the schema calls sensitive, and keys in provider blocks.
 */
export function configurationSecrets(document: JsonObject, configuration: Configuration): Declared[] {
  const found: Declared[] = [];
  const add = (value: Json | undefined) => {
    if (value !== undefined && value !== null) found.push({ value, sensitive: true });
  };
  visitModule(asObject(own(document, "root_module")), "", configuration, add);
  for (const provider of Object.values(asObject(own(document, "provider_config")))) {
    visitProvider(own(asObject(provider), "expressions") ?? null, "", add);
  }
  return found;
}

type Add = (value: Json | undefined) => void;

function visitModule(module: JsonObject, path: string, configuration: Configuration, add: Add): void {
  const variables = asObject(own(module, "variables"));
  for (const [name, declared] of Object.entries(variables)) {
    if (!isSensitive(declared)) continue;
    add(own(asObject(declared), "default"));
    const targets = configuration.targets({ references: [`var.${name}`] }, path);
    // An argument that is made of several things: which of them is the secret, nothing says.
    if (targets.length === 1) for (const target of targets) if (target.kind === "value") add(target.value);
  }
  for (const output of Object.values(asObject(own(module, "outputs")))) {
    if (isSensitive(output)) add(constantOf(own(asObject(output), "expression")));
  }
  for (const block of objectsIn(own(module, "resources"))) visitBlock(block, add);
  for (const [name, call] of Object.entries(asObject(own(module, "module_calls")))) {
    const child = path === "" ? `module.${name}` : `${path}.module.${name}`;
    visitModule(asObject(own(asObject(call), "module")), child, configuration, add);
  }
}

function visitBlock(block: JsonObject, add: Add): void {
  const { type, mode, expressions } = block;
  if (typeof type !== "string") return;
  visitArguments(expressions ?? null, schemaOf({ mode: mode === "data" ? "data" : "managed", type }), add);
}

function visitArguments(expressions: Json, node: SchemaNode | undefined, add: Add): void {
  if (Array.isArray(expressions)) {
    for (const item of expressions) visitArguments(item, node && descend(node, 0), add);
  } else if (isObject(expressions)) {
    for (const [name, expression] of Object.entries(expressions)) {
      const member = node && descend(node, name);
      const constant = constantOf(expression);
      if (constant === undefined) visitArguments(expression, member, add);
      else if (isNamed(node, name, constant)) add(constant);
    }
  }
}

function visitProvider(expressions: Json, name: string, add: Add): void {
  const constant = constantOf(expressions);
  if (constant !== undefined) {
    const texts = [constant].flat().filter((text) => typeof text === "string");
    for (const text of texts)
      if (isNamed(undefined, name, text) || (!OPEN_SETTINGS.test(name) && looksRandom(text))) add(text);
  } else if (Array.isArray(expressions)) {
    for (const item of expressions) visitProvider(item, name, add);
  } else if (isObject(expressions)) {
    for (const [key, item] of Object.entries(expressions)) visitProvider(item, key, add);
  }
}

function isNamed(parent: SchemaNode | undefined, name: string, value: Json): boolean {
  return typeof value === "string" && !value.startsWith("arn:") && isSecretMember(parent, name, value);
}

function constantOf(expression: Json | undefined): Json | undefined {
  return isObject(expression) ? own(expression, "constant_value") : undefined;
}

function isSensitive(declared: Json): boolean {
  return own(asObject(declared), "sensitive") === true;
}
