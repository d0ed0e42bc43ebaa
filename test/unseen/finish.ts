import { compose, type Recipe } from "./compose/compose";
import { type Made, Labeller } from "./label";
import { layOut, layoutOf } from "./lay-out";
import type { Application } from "./model/application";
import type { SideName } from "./model/resource";
import type { Stage } from "./model/stage";
import type { Planned } from "./plan/planner";
import type { Case } from "./score/case";

/** One pair to plan and to score. */
export interface Sample extends Planned {
  readonly label: Case;
}

interface Parts {
  readonly recipe: Recipe;
  /** With its mistakes or rewrites. */
  readonly application: Application;
  readonly stage: Stage;
  readonly kind: Case["origin"]["sample"];
  /** On which mistakes or rewrites were made. */
  readonly side: SideName;
  readonly made?: readonly Made[];
  readonly rewritten?: readonly string[];
}

/** Lays out, prints and labels. */
export function finish({ recipe, application, stage, kind, side, made = [], rewritten = [] }: Parts): Sample {
  const layout = layoutOf(recipe);
  const deployment = layOut(recipe, application);
  const before = stage === "changed" ? layOut(recipe, compose(recipe)) : undefined;
  // What only has another name stays what it is.
  if (before !== undefined && kind === "rewrites") deployment.moveFrom(before);
  const runs = deployment.runs();
  const labeller = new Labeller(deployment, before);
  const expected = made.map((one) => labeller.expected(one));
  const { facts } = application;
  const suffix = [kind === "clean" ? [] : [side], stage === "first" ? [] : [stage]].flat();
  return {
    runs,
    applied: stage === "first" ? undefined : (before?.runs() ?? runs),
    label: {
      id: [recipe.seed.replaceAll("/", "-"), kind, ...suffix].join("-"),
      description: `${facts.name}: ${recipe.blocks.join(", ")}; ${layout.what}`,
      regions: { primary: facts.regions.primary.name, dr: facts.regions.dr.name },
      strategy: facts.strategy,
      layout: runs.some(({ role }) => role === "combined") ? "single-workspace" : "workspace-per-region",
      clean: made.length === 0,
      expected,
      tolerated: [
        ...made.flatMap(({ label }) => labeller.echoes(label.tolerated)),
        ...expected.flatMap(({ also }) => also),
      ],
      origin: {
        sample: kind,
        stage,
        layout: layout.id,
        blocks: recipe.blocks,
        naming: facts.naming.id,
        rewrites: rewritten,
        services: labeller.servicesByPlace(),
      },
    },
  };
}
