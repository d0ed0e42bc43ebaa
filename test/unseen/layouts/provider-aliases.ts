import { markedLabel } from "../compose/naming";
import type { Layout } from "./layout";

const layout: Layout = {
  id: "provider-aliases",
  what: "One root holds both regions, with a provider alias for the DR side and marks in the labels.",
  shared: false,
  oneRoot: true,
  arrange(deployment, rng) {
    const { resources, facts } = deployment.application;
    const marks = facts.naming.label;
    const { naming } =
      marks.primary === marks.dr ? { naming: { ...facts.naming, label: { primary: "", dr: "dr" } } } : facts;
    const alias = rng.pick(["dr", "secondary", "failover", facts.regions.dr.code]);
    const root = deployment.root("combined", "infrastructure", undefined, [
      { side: "primary" },
      { side: "dr", alias },
    ]);
    for (const resource of resources) {
      resource.label = markedLabel(naming, resource.side, resource.label);
      deployment.put(resource, root);
    }
  },
};

export default layout;
