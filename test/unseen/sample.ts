import { mistakes, rewrites } from "./catalogue";
import { compose, type Recipe } from "./compose/compose";
import { finish, type Sample } from "./finish";
import { layoutOf } from "./lay-out";
import { Side } from "./model/application";
import type { Resource, SideName } from "./model/resource";
import type { Stage } from "./model/stage";
import { Rng } from "./random";
import type { Made } from "./label";

/** How many mistakes or rewrites of a kind were made so far, so that rare ones come first. */
export type Uses = Map<string, number>;

/** The application as it should be: whatever is told of it is a false alarm. Once applied it has nothing to change. */
export function cleanSample(recipe: Recipe, stage: Stage): Sample {
  return finish({
    recipe,
    application: compose(recipe),
    stage: stage === "first" ? "first" : "applied",
    kind: "clean",
    side: "primary",
  });
}

/** Several mistakes on one side, each in a block of its own as far as there are blocks. */
export function mistakenSample(
  recipe: Recipe,
  stage: Stage,
  allowed: ReadonlySet<string>,
  sideName: SideName,
  count: number,
  uses: Uses,
): Sample | undefined {
  const application = compose(recipe);
  const side = new Side(application, sideName);
  const rng = new Rng(`${recipe.seed}/mistakes ${sideName}`);
  const made: Made[] = [];
  const touched = new Set<Resource>();
  const blocksUsed = new Set<string>();
  const kinds = mistakes().filter(({ id, sides }) => allowed.has(id) && sides.includes(sideName));
  for (const kind of rarestFirst(kinds, uses, rng)) {
    if (made.length === count) break;
    const sites = kind
      .sites(side)
      .filter(({ resource }) => !touched.has(resource) && !blocksUsed.has(resource.block));
    if (sites.length === 0) continue;
    const { resource, make } = rng.pick(sites);
    const twin = application.twin(resource);
    const label = make(rng);
    made.push({ mistake: kind.id, resource, label });
    uses.set(kind.id, (uses.get(kind.id) ?? 0) + 1);
    blocksUsed.add(resource.block);
    for (const one of [resource, twin, ...label.also, ...label.tolerated])
      if (one !== undefined) touched.add(one);
  }
  if (made.length === 0) return undefined;
  return finish({ recipe, application, stage, kind: "mistakes", side: sideName, made });
}

/** Other ways of writing the same, on one side. */
export function rewrittenSample(
  recipe: Recipe,
  stage: Stage,
  allowed: ReadonlySet<string>,
  sideName: SideName,
  count: number,
  uses: Uses,
): Sample | undefined {
  const application = compose(recipe);
  const side = new Side(application, sideName);
  const rng = new Rng(`${recipe.seed}/rewrites ${sideName}`);
  const made: string[] = [];
  const touched = new Set<Resource>();
  const { shared } = layoutOf(recipe);
  const kinds = rewrites().filter(
    ({ id, ownCode, replaces }) =>
      allowed.has(id) && !(ownCode && shared) && !(replaces && stage === "changed"),
  );
  for (const kind of rarestFirst(kinds, uses, rng)) {
    if (made.length === count) break;
    const sites = kind.sites(side).filter(({ resource }) => !touched.has(resource));
    if (sites.length === 0) continue;
    const { resource, make } = rng.pick(sites);
    made.push(`${kind.id} of ${resource}`);
    touched.add(resource);
    make(rng);
    uses.set(kind.id, (uses.get(kind.id) ?? 0) + 1);
  }
  if (made.length === 0) return undefined;
  return finish({ recipe, application, stage, kind: "rewrites", side: sideName, rewritten: made });
}

function rarestFirst<T extends { readonly id: string }>(kinds: readonly T[], uses: Uses, rng: Rng): T[] {
  return rng.sample(kinds, kinds.length).sort((a, b) => (uses.get(a.id) ?? 0) - (uses.get(b.id) ?? 0));
}
