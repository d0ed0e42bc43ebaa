import type { Drift, Resource, Workspace } from "../../model/workspace/workspace";

/**
 * Tells drift by holding a plan against the state that it started from, for a plan that lists none itself (an older
 * Terraform, or one that filters its JSON). What the plan saw when it refreshed and the state does not say was changed
 * outside Terraform. Resources that the plan does not have are left alone: the state may be of another time.
 */
export function withDriftFromState(plan: Workspace, states: readonly Workspace[]): Workspace {
  if (plan.kind !== "plan" || plan.drift.length > 0) return plan;
  const known = new Map(
    states.flatMap(({ resources }) => resources.map((resource) => [resource.address, resource])),
  );
  const drift = plan.resources.flatMap((resource) => driftOf(resource, known.get(resource.address)));
  return { ...plan, drift, secrets: [...plan.secrets, ...states.flatMap(({ secrets }) => secrets)] };
}

function driftOf(planned: Resource, stored: Resource | undefined): Drift[] {
  if (!stored || stored.mode === "data" || stored.type !== planned.type || stored.values === null) return [];
  const gone = planned.before === null && planned.change.kind === "create";
  if (planned.before === null && !gone) return [];
  return [
    {
      address: planned.address,
      type: planned.type,
      mode: "managed",
      deleted: gone,
      before: stored.values,
      after: planned.before,
      sensitive: planned.sensitive,
    },
  ];
}
