import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { describeWithTools } from "../toolchain";
import { MONOREPO } from "./layout";
import { Project } from "./project";

describeWithTools("init for Atlantis")("Atlantis", () => {
  it("runs its project's step on a pull request", async () => {
    const layout = MONOREPO;
    const project = new Project(layout);
    try {
      const options = ["--tool-source ./tools/drparity.cjs --pipeline atlantis", ...layout.init];
      expect(await project.command(`drparity init ${options.join(" ")}`)).toMatchObject({ status: 0 });
      const file = readFileSync(path.join(project.directory, "atlantis.yaml"), "utf8");
      const [step] = (parse(file) as AtlantisFile).workflows.drparity.plan.steps;
      // Atlantis gives a step to sh, and shows what it prints.
      const run = () => project.command(`sh -c '${step?.run ?? ""}'`);
      const passing = await run();
      expect(`${String(passing.status)}: ${passing.output}`).toMatch(
        /^0: PARITY {2}billing[^]*PARITY {2}store/,
      );
      project.change(layout.change);
      const failing = await run();
      expect(`${String(failing.status)}: ${failing.output}`).toMatch(
        /^2: DIVERGENT {2}billing[^]*delay_seconds/,
      );
      project.write("store/us-east-1/main.tf", "resource {\n");
      const broken = await run();
      expect(`${String(broken.status)}: ${broken.output}`).toMatch(
        /^1: [^]*store\/us-east-1|^1: [^]*main\.tf/,
      );
    } finally {
      project.remove();
    }
  });
});

interface AtlantisFile {
  readonly workflows: {
    readonly drparity: { readonly plan: { readonly steps: readonly { readonly run: string }[] } };
  };
}
