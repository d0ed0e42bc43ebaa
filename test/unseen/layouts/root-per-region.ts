import type { Layout } from "./layout";

const layout: Layout = {
  id: "root-per-region",
  what: "A root for each region, with the same labels in both.",
  shared: false,
  oneRoot: false,
  arrange(deployment) {
    const primary = deployment.root("primary", "primary", "primary", [{ side: "primary" }]);
    const dr = deployment.root("dr", "dr", "dr", [{ side: "dr" }]);
    for (const resource of deployment.application.resources) {
      deployment.put(resource, resource.side === "dr" ? dr : primary);
    }
  },
};

export default layout;
