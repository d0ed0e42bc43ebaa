import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { run } from "./run";

const PROJECT = resolve(__dirname, "../..");

/**
 * `cdktf synth` with a PATH that holds node, npx and sh alone: it must need neither Terraform nor a build.
 * @param directory receives `cdktf.out` and the local states
 * @param settings further environment variables
 */
export async function synthesize(
  example: string,
  directory: string,
  settings: NodeJS.ProcessEnv = {},
): Promise<void> {
  const bin = join(directory, "bin");
  mkdirSync(bin);
  for (const program of [process.execPath, join(dirname(process.execPath), "npx"), "/bin/sh"]) {
    symlinkSync(program, join(bin, program.slice(program.lastIndexOf("/") + 1)));
  }
  const cdktf = join(PROJECT, "node_modules/.bin/cdktf");
  const { status, output } = await run(
    process.execPath,
    [cdktf, "synth", "--output", join(directory, "cdktf.out")],
    PROJECT,
    {
      PATH: bin,
      HOME: process.env.HOME,
      CI: "1",
      CHECKPOINT_DISABLE: "1",
      DRPARITY_EXAMPLE: example,
      DRPARITY_STATE_DIR: directory,
      ...settings,
    },
  );
  if (status !== 0) throw new Error(`cdktf synth of ${example} failed:\n${output}`);
}
