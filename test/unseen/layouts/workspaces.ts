import type { Layout } from "./layout";

const layout: Layout = {
  id: "workspaces",
  what: "One root, a Terraform workspace for each side, and conditions on terraform.workspace.",
  shared: true,
  oneRoot: false,
  arrange(deployment, rng) {
    const names = rng.pick([
      { primary: "production", dr: "dr" },
      { primary: "primary", dr: "standby" },
      { primary: "default", dr: "dr" },
    ]);
    const sides = deployment.sharedRoot("infra", { by: "workspace", dr: names.dr }, names);
    for (const resource of deployment.application.resources) deployment.put(resource, sides[resource.side]);
  },
};

export default layout;
