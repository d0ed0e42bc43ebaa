import { blocks, layouts, mistakes, rewrites } from "./catalogue";
import { compose, type Recipe } from "./compose/compose";
import { Deployment, type Run } from "./hcl/deployment";
import type { Layout } from "./layouts/layout";
import type { Label } from "./mistakes/mistake";
import { type Application, Side } from "./model/application";
import type { Resource, SideName } from "./model/resource";
import { Rng } from "./random";
import type { Case, Echo, Expected } from "./score/case";

/** One pair to plan and to score. */
export interface Sample {
  readonly label: Case;
  readonly runs: readonly Run[];
}

/** How many mistakes or rewrites of a kind were made so far, so that rare ones come first. */
export type Uses = Map<string, number>;

/** The application as it should be: whatever is told of it is a false alarm. */
export function cleanSample(recipe: Recipe): Sample {
  return finish(recipe, compose(recipe), "clean", "primary", [], []);
}

/** Several mistakes on one side, each in a block of its own as far as there are blocks. */
export function mistakenSample(
  recipe: Recipe,
  allowed: ReadonlySet<string>,
  sideName: SideName,
  count: number,
  uses: Uses,
): Sample | undefined {
  const application = compose(recipe);
  const side = new Side(application, sideName);
  const rng = new Rng(`${recipe.seed}/mistakes ${sideName}`);
  const made: { mistake: string; resource: Resource; label: Label }[] = [];
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
  return made.length === 0 ? undefined : finish(recipe, application, "mistakes", sideName, made, []);
}

/** Other ways of writing the same, on one side. */
export function rewrittenSample(
  recipe: Recipe,
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
  const kinds = rewrites().filter(({ id, ownCode }) => allowed.has(id) && !(ownCode && shared));
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
  return made.length === 0 ? undefined : finish(recipe, application, "rewrites", sideName, [], made);
}

function rarestFirst<T extends { readonly id: string }>(kinds: readonly T[], uses: Uses, rng: Rng): T[] {
  return rng.sample(kinds, kinds.length).sort((a, b) => (uses.get(a.id) ?? 0) - (uses.get(b.id) ?? 0));
}

function layoutOf(recipe: Recipe): Layout {
  const layout = layouts().find(({ id }) => id === recipe.layout);
  if (layout === undefined) throw new Error(`there is no layout ${recipe.layout}`);
  return layout;
}

/** Lays out, prints and labels. */
function finish(
  recipe: Recipe,
  application: Application,
  sample: Case["origin"]["sample"],
  side: SideName,
  made: readonly { mistake: string; resource: Resource; label: Label }[],
  rewritten: readonly string[],
): Sample {
  const layout = layoutOf(recipe);
  const deployment = new Deployment(application);
  layout.arrange(deployment, new Rng(`${recipe.seed}/arrange`));
  deployment.wrap();
  const runs = deployment.runs();
  const services = new Map(blocks().map(({ id, service }) => [id, service]));
  const echo = (resource: Resource): Echo => ({ side: resource.side, address: deployment.address(resource) });
  // What lies in a shared root belongs to neither side: a finding may name it on either.
  const echoes = (one: Resource): Echo[] =>
    deployment.isShared(one)
      ? (["primary", "dr"] as const).map((name) => ({ side: name, address: deployment.address(one) }))
      : [echo(one)];
  const present = (list: readonly Resource[]): Echo[] =>
    list.filter((one) => application.resources.includes(one)).flatMap(echoes);
  const expected = made.map(({ mistake, resource, label }): Expected => {
    const { primary, dr, also, paths, kind, severityAtLeast, acceptKinds, why } = label;
    return {
      kind,
      primaryAddress: primary === undefined ? null : deployment.address(primary),
      drAddress: dr === undefined ? null : deployment.address(dr),
      also: present([
        ...also,
        ...[primary, dr].filter((one) => one !== undefined && deployment.isShared(one)),
      ] as Resource[]),
      paths,
      severityAtLeast,
      acceptKinds,
      why,
      mistake,
      service: services.get(resource.block) ?? "?",
    };
  });
  const echoesWithService = (one: Resource): [string, string][] =>
    echoes(one).map(({ side: name, address }) => [`${name} ${address}`, services.get(one.block) ?? "?"]);
  const { facts } = application;
  const suffix = sample === "clean" ? "clean" : `${sample}-${side}`;
  return {
    runs,
    label: {
      id: `${recipe.seed.replaceAll("/", "-")}-${suffix}`,
      description: `${facts.name}: ${recipe.blocks.join(", ")}; ${layout.what}`,
      regions: { primary: facts.regions.primary.name, dr: facts.regions.dr.name },
      strategy: facts.strategy,
      layout: runs.some(({ role }) => role === "combined") ? "single-workspace" : "workspace-per-region",
      clean: made.length === 0,
      expected,
      tolerated: [
        ...made.flatMap(({ label }) => present(label.tolerated)),
        ...expected.flatMap(({ also }) => also),
      ],
      origin: {
        sample,
        layout: layout.id,
        blocks: recipe.blocks,
        naming: facts.naming.id,
        rewrites: rewritten,
        services: Object.fromEntries(
          application.resources.filter(({ mode }) => mode === "managed").flatMap(echoesWithService),
        ),
      },
    },
  };
}
