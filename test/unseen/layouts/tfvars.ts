import type { Layout } from "./layout";

const layout: Layout = {
  id: "tfvars",
  what: "One root, planned for each region with a variables file of its own.",
  shared: true,
  oneRoot: false,
  arrange(deployment, rng) {
    const flag = rng.pick(["is_dr", "standby", "is_secondary"]);
    const selector = rng.pick([{ by: "variables", flag } as const, { by: "flag", variable: flag } as const]);
    const sides = deployment.sharedRoot("app", selector);
    for (const resource of deployment.application.resources) deployment.put(resource, sides[resource.side]);
  },
};

export default layout;
