// The demonstration, in a few seconds and without AWS: generates an example pair, then analyzes two pairs of real plans,
// one at parity and one that has diverged. Exits 1 when any of it is not as it should be.
//
//   npm run demo
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const CASES = "test/corpus/storefront/cases";

try {
  run("npm", ["run", "--silent", "build"]);

  say("One definition of an application, written out as Terraform for both regions.");
  run("npx", ["tsx", "stacks/main.ts"]);
  listStacks("cdktf.out");

  say("Two workspaces of a shop that are at parity. DR runs fewer web servers, by design.");
  analyze("sf-clean-noop", 0);

  say("The same shop after DR was left behind.");
  analyze("sf-combined-three", 2);

  say("Exit status 2: a pipeline stops here. The same report for a pull request: add --format markdown.");
} catch (error) {
  console.error(`demo: ${error.message}`);
  process.exitCode = 1;
}

function analyze(name, status) {
  const plan = (side) => `${CASES}/${name}/${side}.plan.json.gz`;
  run("npx", ["drparity", "analyze", "--primary", plan("primary"), "--dr", plan("dr")], status);
}

/** Prints the command and runs it. @throws Error when it exits with another status than it should */
function run(command, args, expected = 0) {
  say(`$ ${[command, ...args].join(" ")}`);
  // npx and npm are scripts on Windows, which only a shell starts.
  const shell = process.platform === "win32";
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit", shell });
  if (error) throw error;
  if (status !== expected) throw new Error(`${command} exited with ${status}, not ${expected}.`);
}

/** Tells what synthesis wrote: a stack per workspace, and the manifest that the analyzer reads. */
function listStacks(directory) {
  const manifest = readJson(join(directory, "drparity.json"));
  for (const { name, region, directory: stack } of manifest.workspaces) {
    const file = join(directory, stack, "cdk.tf.json");
    const types = Object.values(readJson(file).resource ?? {});
    const resources = types.reduce((sum, ofType) => sum + Object.keys(ofType).length, 0);
    console.log(`${file}  ${name}: ${resources} resources in ${region}`);
  }
  console.log(`${join(directory, "drparity.json")}  the manifest: ${manifest.twins.length} twins`);
}

function readJson(file) {
  return JSON.parse(readFileSync(join(root, file), "utf8"));
}

function say(line) {
  console.log(`\n${line}`);
}
