import { layouts } from "./catalogue";
import type { Recipe } from "./compose/compose";
import { Deployment } from "./hcl/deployment";
import type { Layout } from "./layouts/layout";
import type { Application } from "./model/application";
import { Rng } from "./random";

export function layoutOf(recipe: Recipe): Layout {
  const layout = layouts().find(({ id }) => id === recipe.layout);
  if (layout === undefined) throw new Error(`there is no layout ${recipe.layout}`);
  return layout;
}

/** The application in the recipe's layout, whatever mistakes or rewrites made of it. */
export function layOut(recipe: Recipe, application: Application): Deployment {
  const deployment = new Deployment(application);
  layoutOf(recipe).arrange(deployment, new Rng(`${recipe.seed}/arrange`));
  deployment.wrap();
  return deployment;
}
