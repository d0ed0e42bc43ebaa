import { spawnSync } from "node:child_process";
import path from "node:path";
import { ScratchCopy } from "./support/worked-example";

const ROOT = path.join(__dirname, "..");

describe("the lists that are written from the files", () => {
  it("are what the files say", () => {
    const script = path.join(ROOT, "scripts/generate-indexes.mjs");
    const { status, stderr } = spawnSync(process.execPath, [script, "--check"], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });

  it("are refused when a file is missing from them", () => {
    const copy = new ScratchCopy();
    try {
      copy.write({
        path: "modules/queue/queue.ts",
        content: 'export class Queue {}\n\nexport const capability: Capability = { name: "queue" };\n',
      });
      const { status, stderr } = copy.run("scripts/generate-indexes.mjs", "--check");
      expect(status).toBe(1);
      expect(stderr).toContain("modules/index.ts is not what the other files say");
    } finally {
      copy.remove();
    }
  });
});
