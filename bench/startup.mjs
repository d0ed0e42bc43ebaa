// How much the command line takes to answer, as a ratio of its CPU time to that of `node -e 0` on the same machine: absolute
// times tell about the machine. Fails when a ratio is above its limit: for the package, what loading the pipeline or the AWS SDK
// for --help would cost; for the bundle, what its start may cost a pipeline at each step.
//
//   npm run bench
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const RUNS = 20;
const here = (file) => fileURLToPath(new URL(file, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "drparity-startup-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const main = here("../dist/analyzer/cli/main.js");
const bundle = join(folder, "drparity.cjs");
execFileSync(process.execPath, [here("../scripts/bundle.mjs"), "--out", bundle]);

const COMMANDS = [
  { name: "node -e 0", args: ["-e", "0"], limit: 1 },
  { name: "drparity --version", args: [main, "--version"], limit: 1.3 },
  { name: "drparity analyze --help", args: [main, "analyze", "--help"], limit: 2.5 },
  { name: "drparity explain --help", args: [main, "explain", "--help"], limit: 2.5 },
  { name: "bundle --version", args: [bundle, "--version"], limit: 1.3 },
  { name: "bundle analyze --help", args: [bundle, "analyze", "--help"], limit: 2 },
];

const least = COMMANDS.map(() => Infinity);
// In turns, so that a busy moment of the machine hits all of them; the cheapest run is the least disturbed one.
for (let i = 0; i < RUNS; i++) {
  for (const [at, { args }] of COMMANDS.entries()) least[at] = Math.min(least[at], cpu(args));
}
for (const [at, { name, limit }] of COMMANDS.entries()) {
  const ratio = least[at] / least[0];
  console.log(`${name.padEnd(24)} ${(least[at] * 1000).toFixed(0).padStart(5)} ms  ${ratio.toFixed(2)} x`);
  if (ratio > limit) {
    console.error(`startup: ${name} takes more than ${limit} times as much as node alone.`);
    process.exitCode = 1;
  }
}

/** Seconds of CPU, of all threads. */
function cpu(args) {
  const file = join(folder, "usage.json");
  const { status, stderr } = spawnSync(process.execPath, ["--require", here("./usage.cjs"), ...args], {
    encoding: "utf8",
    env: { ...process.env, USAGE_FILE: file },
  });
  if (status !== 0) throw new Error(`${args.join(" ")} exited with ${status}: ${stderr}`);
  return JSON.parse(readFileSync(file, "utf8")).cpu;
}
