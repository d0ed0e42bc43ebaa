import type { Layout } from "./layout";

const layout: Layout = {
  id: "environment-roots",
  what: "A thin root for each region; both call the same module under the same name.",
  shared: true,
  oneRoot: false,
  arrange(deployment, rng) {
    const call = rng.pick(["app", "this", "stack"]);
    const source = deployment.source(
      "modules/app",
      rng.pick([
        { by: "flag", variable: "is_dr" },
        { by: "variables", flag: "dr" },
      ]),
    );
    const roots = {
      primary: deployment.root("primary", "live/primary", "primary", [{ side: "primary" }]),
      dr: deployment.root("dr", "live/dr", "dr", [{ side: "dr" }]),
    };
    const calls = {
      primary: deployment.call(roots.primary, call, source, "primary"),
      dr: deployment.call(roots.dr, call, source, "dr"),
    };
    for (const resource of deployment.application.resources) deployment.put(resource, calls[resource.side]);
  },
};

export default layout;
