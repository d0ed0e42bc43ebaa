import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");

describe("stacks/main.ts", () => {
  it("says in one line what is wrong with a definition, without a stack trace", () => {
    const tsx = join(ROOT, "node_modules/tsx/dist/cli.mjs");
    const env = { ...process.env, DRPARITY_EXAMPLE: "hot-potato" };
    const { status, stderr } = spawnSync(process.execPath, [tsx, "stacks/main.ts"], {
      cwd: ROOT,
      env,
      encoding: "utf8",
    });
    expect(status).toBe(1);
    expect(stderr.trim()).toBe(
      'drparity: DRPARITY_EXAMPLE: there is no "hot-potato". Use one of pilot-light, warm-standby, active-active, microservices, portal, existing.',
    );
  });
});
