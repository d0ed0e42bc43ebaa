// How fast the command line answers, as a ratio to `node -e 0` on the same machine: absolute times tell about the machine.
// Fails when a ratio is above LIMIT, which is what loading the pipeline or the AWS SDK for --help would cost.
//
//   npm run bench
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const RUNS = 15;
const LIMIT = 4;
const main = fileURLToPath(new URL("../dist/analyzer/cli/main.js", import.meta.url));

const COMMANDS = {
  "node -e 0": ["-e", "0"],
  "drparity --version": [main, "--version"],
  "drparity analyze --help": [main, "analyze", "--help"],
  "drparity explain --help": [main, "explain", "--help"],
};

const fastest = Object.fromEntries(Object.keys(COMMANDS).map((name) => [name, Infinity]));
// In turns, so that a busy moment of the machine hits all of them; the fastest run is the least disturbed one.
for (let i = 0; i < RUNS; i++) {
  for (const [name, args] of Object.entries(COMMANDS)) fastest[name] = Math.min(fastest[name], time(args));
}
for (const [name, milliseconds] of Object.entries(fastest)) {
  const ratio = milliseconds / fastest["node -e 0"];
  console.log(`${name.padEnd(24)} ${milliseconds.toFixed(0).padStart(5)} ms  ${ratio.toFixed(1)} x`);
  if (ratio > LIMIT) {
    console.error(`startup: ${name} takes more than ${LIMIT} times as long as node alone.`);
    process.exitCode = 1;
  }
}

function time(args) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${args.join(" ")} exited with ${status}: ${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}
