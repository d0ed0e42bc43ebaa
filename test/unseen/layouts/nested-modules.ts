import type { Instance } from "../hcl/instance";
import type { Layout } from "./layout";

const layout: Layout = {
  id: "nested-modules",
  what: "One root calls a module for each region, which calls a module for each service.",
  shared: true,
  oneRoot: true,
  arrange(deployment, rng) {
    const selector = { by: "flag", variable: rng.pick(["is_dr", "secondary"]) } as const;
    const root = deployment.root("combined", "live", undefined, [
      { side: "primary" },
      { side: "dr", alias: "dr" },
    ]);
    const region = deployment.source("modules/region", selector);
    const regions = {
      primary: deployment.call(root, "primary", region, "primary"),
      dr: deployment.call(root, "dr", region, "dr", "aws.dr"),
    };
    const { resources } = deployment.application;
    const sources = new Map(
      [...new Set(resources.map(({ block }) => block))].map((block) => [
        block,
        deployment.source(`modules/${block}`, selector),
      ]),
    );
    const calls = new Map<string, Instance>();
    for (const resource of resources) {
      const { side, block } = resource;
      const source = sources.get(block);
      if (source === undefined) continue;
      const key = `${side} ${block}`;
      const call = calls.get(key) ?? deployment.call(regions[side], block.replaceAll("-", "_"), source, side);
      calls.set(key, call);
      deployment.put(resource, call);
    }
  },
};

export default layout;
