import type { Layout } from "./layout";

const layout: Layout = {
  id: "shared-module",
  what: "One root calls the same module for each region, with a provider for each.",
  shared: true,
  oneRoot: true,
  arrange(deployment, rng) {
    const [primaryCall, drCall] = rng.pick([
      ["primary", "dr"],
      ["primary", "secondary"],
      ["region_a", "region_b"],
    ] as const);
    const root = deployment.root("combined", "live", undefined, [
      { side: "primary" },
      { side: "dr", alias: "dr" },
    ]);
    const source = deployment.source(
      "modules/region",
      rng.pick([
        { by: "flag", variable: "is_dr" },
        { by: "variables", flag: "standby" },
      ]),
    );
    const primary = deployment.call(root, primaryCall, source, "primary");
    const dr = deployment.call(root, drCall, source, "dr", "aws.dr");
    for (const resource of deployment.application.resources) {
      deployment.put(resource, resource.side === "dr" ? dr : primary);
    }
  },
};

export default layout;
