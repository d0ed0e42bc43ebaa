import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { run } from "./run";

const PROJECT = resolve(__dirname, "../..");
const work = mkdtempSync(join(tmpdir(), "drparity-cdktn-"));
// Not among the project's dependencies: it wants other constructs than cdktf does.
const cdktn = process.env.DRPARITY_CDKTN ?? install(["cdktn@0.24.0", "constructs@10.7.0"]);

if (cdktn === undefined)
  process.stderr.write("SKIPPED synthesis on CDK Terrain: npm could not install cdktn\n");

(cdktn === undefined ? describe.skip : describe)("on CDK Terrain", () => {
  afterAll(() => {
    rmSync(work, { recursive: true, force: true });
  });

  it.each(["pilot-light", "warm-standby", "active-active"])(
    "the %s synthesizes the same Terraform",
    async (example) => {
      const onCdktf = await synthesized(example, "cdktf", {});
      const onCdktn = await synthesized(example, "cdktn", {
        DRPARITY_CDKTN: cdktn,
        NODE_OPTIONS: `--require ${join(__dirname, "cdktn-alias.js")}`,
      });
      expect(onCdktn.version).not.toBe(onCdktf.version);
      expect(onCdktn.files).toEqual(onCdktf.files);
    },
  );
});

/** Every file of the synthesis but cdktf's own manifest, without the synthesizer's version. */
async function synthesized(example: string, on: string, extra: NodeJS.ProcessEnv) {
  const out = join(work, `${example}-${on}`);
  mkdirSync(out, { recursive: true });
  const env = {
    ...process.env,
    ...extra,
    CDKTF_OUTDIR: out,
    DRPARITY_EXAMPLE: example,
    DRPARITY_STATE_DIR: work,
  };
  const tsx = join(PROJECT, "node_modules/tsx/dist/cli.mjs");
  const { status, output } = await run(process.execPath, [tsx, "stacks/main.ts"], PROJECT, env);
  if (status !== 0) throw new Error(output);
  let version: unknown;
  const files = readdirSync(out, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("cdk.tf.json") || file === "drparity.json")
    .sort()
    .map((file) => {
      const json = JSON.parse(readFileSync(join(out, file), "utf8")) as {
        "//"?: { metadata: { version?: string } };
      };
      version ??= json["//"]?.metadata.version;
      delete json["//"]?.metadata.version;
      return [file, json];
    });
  return { version, files };
}

function install(packages: readonly string[]): string | undefined {
  writeFileSync(join(work, "package.json"), '{"private":true}');
  const options = ["--no-audit", "--no-fund", "--ignore-scripts", "--silent"];
  const { status } = spawnSync("npm", ["install", ...options, ...packages], { cwd: work, timeout: 120_000 });
  return status === 0 ? join(work, "node_modules") : undefined;
}
