import type { Resource } from "../model/resource";
import type { Layout } from "./layout";

const layout: Layout = {
  id: "global-root",
  what: "A root for each region, and one for what AWS keeps once for all regions.",
  shared: false,
  oneRoot: false,
  arrange(deployment) {
    const { resources } = deployment.application;
    const primary = deployment.root("primary", "primary", "primary", [{ side: "primary" }]);
    const dr = deployment.root("dr", "dr", "dr", [{ side: "dr" }]);
    const some = resources.some(isGlobal);
    const global = some ? deployment.root("shared", "global", undefined, [{ side: "primary" }]) : primary;
    // Both sides' records lie in one root: their labels must differ.
    for (const resource of resources) {
      if (isGlobal(resource) && resource.side === "dr") resource.label = `${resource.label}_dr`;
      deployment.put(resource, isGlobal(resource) ? global : resource.side === "dr" ? dr : primary);
    }
  },
};

const isGlobal = ({ options }: Resource): boolean => options.scope === "global";

export default layout;
