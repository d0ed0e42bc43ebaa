import type { Instance } from "../hcl/instance";
import type { Layout } from "./layout";

const layout: Layout = {
  id: "paired-modules",
  what: "One root calls each service's module twice, once for each provider.",
  shared: true,
  oneRoot: true,
  arrange(deployment, rng) {
    const [primaryMark, drMark] = rng.pick([
      ["", "_dr"],
      ["_primary", "_dr"],
      ["_a", "_b"],
    ] as const);
    const selector = { by: "flag", variable: "is_dr" } as const;
    const root = deployment.root("combined", "live", undefined, [
      { side: "primary" },
      { side: "dr", alias: "dr" },
    ]);
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
      const name = `${block.replaceAll("-", "_")}${side === "dr" ? drMark : primaryMark}`;
      const call =
        calls.get(key) ?? deployment.call(root, name, source, side, side === "dr" ? "aws.dr" : undefined);
      calls.set(key, call);
      deployment.put(resource, call);
    }
  },
};

export default layout;
