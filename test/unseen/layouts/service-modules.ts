import type { Instance } from "../hcl/instance";
import type { Layout } from "./layout";

const layout: Layout = {
  id: "service-modules",
  what: "A root for each region, which calls a module of its own for each service.",
  shared: false,
  oneRoot: false,
  arrange(deployment) {
    const roots = {
      primary: deployment.root("primary", "primary", "primary", [{ side: "primary" }]),
      dr: deployment.root("dr", "dr", "dr", [{ side: "dr" }]),
    };
    const calls = new Map<string, Instance>();
    for (const resource of deployment.application.resources) {
      const { side, block } = resource;
      const key = `${side} ${block}`;
      const call =
        calls.get(key) ??
        deployment.call(
          roots[side],
          block.replaceAll("-", "_"),
          deployment.source(`${side}/modules/${block}`),
          side,
        );
      calls.set(key, call);
      deployment.put(resource, call);
    }
  },
};

export default layout;
