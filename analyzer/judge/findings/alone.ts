import type { PairContext } from "../../compare/context";
import { stripKeys } from "../../model/workspace/configuration";
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
  private readonly byBlock = new Map<string, Resource[]>();
  private readonly users = new Map<Resource, Resource[]>();

  constructor({ workspaces }: PairContext) {
    const all = workspaces.flatMap((workspace) => workspace.resources);
    for (const resource of all) {
      const key = `${resource.workspace}\n${stripKeys(resource.address)}`;
      this.byBlock.set(key, [...(this.byBlock.get(key) ?? []), resource]);
    }
    for (const resource of all) {
      for (const dependency of this.dependenciesOf(resource)) {
        this.users.set(dependency, [...(this.users.get(dependency) ?? []), resource]);
      }
    }
  }

  dependenciesOf(resource: Resource): Resource[] {
    return resource.dependencies.flatMap(
      (address) => this.byBlock.get(`${resource.workspace}\n${address}`) ?? [],
    );
  }

  usersOf(resource: Resource): Resource[] {
    return this.users.get(resource) ?? [];
  }
}
