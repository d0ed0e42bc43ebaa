import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Emulator } from "./emulator";
import { RegionProxy } from "./region-proxy";
import { run } from "./run";
import { missingTools } from "./toolchain";

const PROJECT = resolve(__dirname, "../..");
const wanted = process.env.DRPARITY_E2E_PIPELINE === "1";
const reasons = wanted ? missingTools() : ["it takes minutes; set DRPARITY_E2E_PIPELINE=1"];
if (reasons.length > 0) process.stderr.write(`SKIPPED deployment in a pipeline: ${reasons.join("; ")}\n`);

(reasons.length === 0 ? describe : describe.skip)("examples/pipeline.sh", () => {
  it("synthesizes, deploys both regions by saved plans, and finds them equal", async () => {
    const work = mkdtempSync(join(tmpdir(), "drparity-pipeline-"));
    const emulator = await Emulator.start();
    const proxy = await RegionProxy.start(emulator.port);
    try {
      const { status, output } = await run("sh", ["examples/pipeline.sh", "storefront"], PROJECT, {
        ...process.env,
        CI: "1",
        CHECKPOINT_DISABLE: "1",
        AWS_ENDPOINT_URL: proxy.url,
        AWS_ACCESS_KEY_ID: "emulator",
        AWS_SECRET_ACCESS_KEY: "emulator",
        AWS_EC2_METADATA_DISABLED: "true",
        DRPARITY: "npx tsx analyzer/cli/main.ts",
        DRPARITY_OUT: join(work, "cdktf.out"),
        DRPARITY_EXAMPLE: "warm-standby",
        DRPARITY_STATE_DIR: work,
      });
      expect({ status, end: output.slice(-2000) }).toMatchObject({ status: 0 });
    } finally {
      await proxy.stop();
      await emulator.stop();
      rmSync(work, { recursive: true, force: true });
    }
  }, 1_800_000);
});
