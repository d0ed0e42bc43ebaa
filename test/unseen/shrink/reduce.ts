/** JSON as Terraform prints it. */
type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export type Plan = Record<string, Json>;

/** All addresses that a plan changes. */
export function addressesOf(plan: Plan): string[] {
  return ((plan.resource_changes ?? []) as Plan[]).map(({ address }) => String(address));
}

/** The plan without what `keep` does not hold; code goes where none of its instances is left. */
export function reduced(plan: Plan, keep: ReadonlySet<string>): Plan {
  const code = new Set([...keep].map(codeOf));
  const configuration = plan.configuration as Plan;
  return {
    ...plan,
    resource_changes: ((plan.resource_changes ?? []) as Plan[]).filter(({ address }) =>
      keep.has(String(address)),
    ),
    resource_drift: [],
    relevant_attributes: [],
    planned_values: values(plan.planned_values as Plan, keep),
    ...(plan.prior_state === undefined ? {} : { prior_state: prior(plan.prior_state as Plan, keep) }),
    configuration: { ...configuration, root_module: module(configuration.root_module as Plan, "", code) },
  };
}

const codeOf = (address: string): string => address.replaceAll(/\[[^\]]*\]/g, "");

const prior = (state: Plan, keep: ReadonlySet<string>): Plan => ({
  ...state,
  values: values((state.values ?? {}) as Plan, keep),
});

function values(given: Plan, keep: ReadonlySet<string>): Plan {
  const visit = (node: Plan): Plan => ({
    ...node,
    ...(node.resources === undefined
      ? {}
      : { resources: (node.resources as Plan[]).filter(({ address }) => keep.has(String(address))) }),
    ...(node.child_modules === undefined ? {} : { child_modules: (node.child_modules as Plan[]).map(visit) }),
  });
  return { ...given, root_module: visit((given.root_module ?? {}) as Plan) };
}

function module(node: Plan, prefix: string, code: ReadonlySet<string>): Plan {
  const calls = Object.entries((node.module_calls ?? {}) as Plan).map(([name, call]): [string, Json] => {
    const inner = module((call as Plan).module as Plan, `${prefix}module.${name}.`, code);
    return [name, { ...(call as Plan), module: inner }];
  });
  return {
    ...node,
    ...(node.resources === undefined
      ? {}
      : {
          // Data sources stay: what is read may decide what is known.
          resources: (node.resources as Plan[]).filter(
            ({ address, mode }) => mode === "data" || code.has(prefix + String(address)),
          ),
        }),
    ...(calls.length === 0 ? {} : { module_calls: Object.fromEntries(calls) }),
  };
}
