/** JSON as Terraform prints it. */
type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
type JsonObject = Record<string, Json>;

/**
 * The plan of one member of a batch as Terraform would have printed it for the member alone: the module `name` becomes the
 * root.
 */
export function planOf(name: string, plan: JsonObject): JsonObject {
  const prefix = `module.${name}.`;
  const configuration = plan.configuration as JsonObject;
  const call = ((configuration.root_module as JsonObject).module_calls as JsonObject)[name] as JsonObject;
  const priorState = plan.prior_state as JsonObject | undefined;
  return {
    ...plan,
    variables: variables(call.expressions as JsonObject | undefined),
    planned_values: { root_module: rootOf(plan.planned_values as JsonObject, name) },
    resource_changes: changes(plan.resource_changes, prefix),
    resource_drift: changes(plan.resource_drift, prefix),
    relevant_attributes: list(plan.relevant_attributes)
      .filter(({ resource }) => String(resource).startsWith(prefix))
      .map((one) => ({ ...one, resource: String(one.resource).slice(prefix.length) })),
    ...(priorState === undefined
      ? {}
      : {
          prior_state: {
            ...priorState,
            values: { root_module: rootOf(priorState.values as JsonObject, name) },
          },
        }),
    configuration: configurationOf(configuration, call, name),
  };
}

function configurationOf(configuration: JsonObject, call: JsonObject, name: string): JsonObject {
  const provider_config = providers(configuration.provider_config as JsonObject, name);
  return { provider_config, root_module: rooted(call.module as Json, name, provider_config) };
}

/** A member's variables are arguments of its call. */
function variables(expressions: JsonObject | undefined): JsonObject {
  const given = Object.entries(expressions ?? {}).map(([name, expression]): [string, Json] => [
    name,
    { value: (expression as JsonObject).constant_value ?? null },
  ]);
  return Object.fromEntries(given);
}

function rootOf(values: JsonObject | undefined, name: string): Json {
  const children = list((values?.root_module as JsonObject | undefined)?.child_modules);
  const own = children.find(({ address }) => address === `module.${name}`);
  if (own === undefined) return {};
  // The root of a plan has no address.
  return stripped(lacking(own, "address"), `module.${name}.`);
}

/** Addresses without the member's module. */
function stripped(node: Json, prefix: string): Json {
  if (Array.isArray(node)) return node.map((one) => stripped(one, prefix));
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).map(([key, value]): [string, Json] => {
    if (key === "values" || key === "sensitive_values") return [key, value];
    if (key === "address" && typeof value === "string") return [key, without(value, prefix)];
    if (key === "depends_on") return [key, (value as string[]).map((one) => without(one, prefix))];
    return [key, stripped(value, prefix)];
  });
  return Object.fromEntries(entries);
}

function changes(given: Json | undefined, prefix: string): Json[] {
  return list(given)
    .filter(({ address }) => String(address).startsWith(prefix))
    .map((one): JsonObject => {
      const { module_address: module, ...rest } = one;
      const inner: JsonObject =
        `${String(module)}.` === prefix ? {} : { module_address: without(String(module), prefix) };
      return { ...rest, address: without(String(one.address), prefix), ...inner };
    });
}

function providers(given: JsonObject, name: string): JsonObject {
  const own = Object.entries(given).filter(([key]) => key.startsWith(`module.${name}:`));
  return Object.fromEntries(
    own.map(([key, value]): [string, Json] => {
      return [providerKey(key, name), lacking(value as JsonObject, "module_address")];
    }),
  );
}

/** Configuration, with provider keys as a root has them. */
function rooted(node: Json, name: string, known: JsonObject): Json {
  if (Array.isArray(node)) return node.map((one) => rooted(one, name, known));
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).map(([key, value]): [string, Json] => [
    key,
    key === "provider_config_key"
      ? inherited(providerKey(String(value), name), known)
      : rooted(value, name, known),
  ]);
  return Object.fromEntries(entries);
}

const providerKey = (key: string, name: string): string =>
  key.replace(`module.${name}:`, "").replace(`module.${name}.`, "");
/** The configuration that a nested module has from its callers: in a batch Terraform does not follow it to the end. */
function inherited(key: string, known: JsonObject): string {
  const [, module, provider] = /^(.+):([^:]+)$/.exec(key) ?? [];
  if (module === undefined || provider === undefined || key in known) return key;
  const caller = module.slice(0, Math.max(module.lastIndexOf(".module."), 0));
  return inherited(caller === "" ? provider : `${caller}:${provider}`, known);
}

const without = (address: string, prefix: string): string =>
  address.startsWith(prefix) ? address.slice(prefix.length) : address;
const lacking = (given: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(given).filter(([key]) => key !== name));
const list = (given: Json | undefined): JsonObject[] => (Array.isArray(given) ? (given as JsonObject[]) : []);
