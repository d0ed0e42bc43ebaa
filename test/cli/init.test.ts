import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { TOOL_VERSION } from "../../analyzer/base/version";
import { Cli } from "../support/cli";

const cli = Cli.compile();
let project: string;
beforeEach(() => (project = mkdtempSync(path.join(tmpdir(), "drparity-init-"))));
afterEach(() => rmSync(project, { recursive: true, force: true }));

describe("what init says to do next", () => {
  it("names the archive that a CDKTF project cannot be installed without", () => {
    writeFileSync(
      path.join(project, "drparity.cjs"),
      "#!/usr/bin/env node\n// drparity 9.9.9, as one file.\n",
    );
    const init = (...more: string[]) =>
      cli.run(["init", "--name", "shop", "--style", "cdktf", ...more], { cwd: project }).stdout;
    const archive = `drparity-${TOOL_VERSION}.tgz`;
    expect(init("--tool-source", "./drparity.cjs")).toContain(`Next:\n  put ${archive} of the release here`);
    expect(init("--tool-source", "npm")).not.toContain(archive);
  });
});
