import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildSync } from "esbuild";

const folder = mkdtempSync(path.join(tmpdir(), "drparity-signals-"));
const compiled = path.join(folder, "signals.js");
beforeAll(() => {
  const source = path.join(__dirname, "../../../analyzer/base/process/signals.ts");
  buildSync({ entryPoints: [source], outfile: compiled, bundle: true, platform: "node" });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a script in a process of its own, with what `signals.ts` exports: Jest's own process hears no signal. */
function run(script: string): string {
  const code = `const { heedSignals, undoneBySignals } = require(${JSON.stringify(compiled)});\n${script}`;
  return spawnSync(process.execPath, ["-e", code], { encoding: "utf8", timeout: 20_000 }).stdout;
}

describe("a signal", () => {
  it("is heeded though something to be undone comes and goes at that very moment", () => {
    const heard = run(`
      let heard = 0;
      const heedNoMore = heedSignals(() => heard++);
      (async () => {
        for (let round = 0; round < 20; round++) {
          process.kill(process.pid, "SIGHUP");
          undoneBySignals(() => undefined)();
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        heedNoMore();
        console.log(heard);
      })();`);
    expect(heard).toBe("20\n");
  });

  it("is nobody's once nothing is to be undone: it ends the process as any other", () => {
    const said = run(`
      undoneBySignals(() => console.log("undone"))();
      process.kill(process.pid, "SIGHUP");
      setTimeout(() => console.log("went on"), 200);`);
    expect(said).toBe("");
  });
});
