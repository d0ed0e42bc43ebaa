import type { PairContext } from "../../compare/context";
import type { Resource } from "../../model/workspace/workspace";
import type { Uses } from "../../pair/roles/role";
import { reasonToStandAlone } from "../../pair/roles/roles";

/** Why a resource rightly has no twin, for those that do. */
export type AloneReasons = ReadonlyMap<Resource, string>;

/** Finds the resources that are alone by the part that they play, and those that only serve such ones. */
export function aloneByDesign(context: PairContext): AloneReasons {
  const reasons = new Map<Resource, string>();
  const candidates = (["primary", "dr"] as const).flatMap((side) =>
    (side === "primary" ? context.pairing.onlyPrimary : context.pairing.onlyDr)
      .filter(({ mode }) => mode === "managed")
      .map((resource) => ({ resource, side })),
  );
  const uses = new Graph(context);
  const reasonOf = (other: Resource) => reasons.get(other);
  for (let before = -1; before !== reasons.size;) {
    before = reasons.size;
    for (const { resource, side } of candidates) {
      if (reasons.has(resource)) continue;
      const reason = reasonToStandAlone({ context, resource, side, uses, reasonOf });
      if (reason !== undefined) reasons.set(resource, reason);
    }
  }
  return reasons;
}

/** Who depends on whom, within a workspace. */
class Graph implements Uses {
  private readonly users = new Map<Resource, Resource[]>();

  constructor(private readonly context: PairContext) {
    for (const resource of context.workspaces.flatMap(({ resources }) => resources)) {
      for (const dependency of this.dependenciesOf(resource)) {
        const known = this.users.get(dependency);
        if (known) known.push(resource);
        else this.users.set(dependency, [resource]);
      }
    }
  }

  /** Of a block with several instances the one that is meant: of the own module's instance, with the own key. */
  dependenciesOf(resource: Resource): Resource[] {
    return resource.dependencies.flatMap((address) => this.context.resolver.instances(resource, address));
  }

  usersOf(resource: Resource): Resource[] {
    return this.users.get(resource) ?? [];
  }
}
