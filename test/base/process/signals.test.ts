import { spawnSync } from "node:child_process";
import path from "node:path";
import { Cli } from "../../support/cli";

let cli: Cli;
beforeAll(() => (cli = Cli.compile()));
afterAll(() => cli.remove());

/** Runs a script in a process of its own, with what `signals.ts` exports: Jest's own process hears no signal. */
function run(script: string): string {
  const module = path.join(path.dirname(cli.main), "../base/process/signals.js");
  const code = `const { heedSignals, undoneBySignals } = require(${JSON.stringify(module)});\n${script}`;
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
