import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import yargs from "yargs";
import { LocalHistory } from "../../analyzer/act/history/local";

const ROOT = path.join(__dirname, "../..");

/** Which tests inject what, by the files that hold them and the beginning of their names. */
const GROUPS: readonly (readonly [what: string, files: string, named?: RegExp])[] = [
  ["many writers at once", "test/act/history/(local|s3)", /many writers/],
  ["kill -9 at each step of a write", "test/act/history/local", /kill -9/],
  ["torn and damaged histories", "test/act/history/(local|s3|chain)", /torn|none|tampered/],
  ["full, read-only and broken disks; the clock", "test/act/history/disk"],
  ["S3: lost answers, throttling, 5xx, silence, credentials, region", "test/act/history/s3", /lost|failure/],
  ["outputs: whole or not at all, planted links, modes", "test/base/files"],
  ["signals while a saved plan is read", "test/cli/interrupt"],
  ["drift job: plans that fail or hang, locks", "test/act/drift/plan-all", /failed|hangs/],
  ["drift job: signals, notices that fail, two at once", "test/cli/drift", /interrupt|notifying|two jobs/],
  ["automatic remediation: crashes", "test/act/remediate/automatic/remediate-drift"],
];

/** Injects faults and says of how many it was held what is promised: `npm run faults`. */
async function main(): Promise<void> {
  const { kills, tests } = yargs(process.argv.slice(2))
    .scriptName("faults")
    .option("kills", { type: "number", default: 200, describe: "writers to kill at random moments" })
    .option("tests", { type: "boolean", default: true, describe: "run the tests that inject faults, too" })
    .strict()
    .parseSync();
  const print = (what: string, tried: number, held: number) => {
    console.log(`${what.padEnd(68)} ${String(held)}/${String(tried)} held`);
    if (tried === 0 || held < tried) process.exitCode = 1;
  };
  print("kill -9 at random moments", ...(await killed(kills)));
  if (tests) for (const row of byGroup(testResults())) print(...row);
}

interface TestResult {
  readonly file: string;
  readonly name: string;
  readonly passed: boolean;
}

function testResults(): TestResult[] {
  const folder = mkdtempSync(path.join(tmpdir(), "drparity-faults-"));
  const output = path.join(folder, "jest.json");
  const files = [...new Set(GROUPS.map(([, file]) => file))];
  try {
    const jest = require.resolve("jest/bin/jest");
    spawnSync(process.execPath, [jest, "--json", "--outputFile", output, ...files], {
      cwd: ROOT,
      stdio: "ignore",
    });
    const { testResults } = JSON.parse(readFileSync(output, "utf8")) as {
      testResults: { name: string; assertionResults: { fullName: string; status: string }[] }[];
    };
    return testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status !== "pending")
        .map(({ fullName, status }) => ({
          file: path.relative(ROOT, name),
          name: fullName,
          passed: status === "passed",
        })),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function byGroup(results: readonly TestResult[]): (readonly [what: string, tried: number, held: number])[] {
  return GROUPS.map(([what, files, named = /./]) => {
    const own = results.filter(({ file, name }) => new RegExp(files).test(file) && named.test(name));
    return [what, own.length, own.filter(({ passed }) => passed).length];
  });
}

/** Kills writers of one history, four at a time; held is a kill after which every entry that was promised is there. */
async function killed(kills: number): Promise<readonly [tried: number, held: number]> {
  const folder = mkdtempSync(path.join(tmpdir(), "drparity-faults-"));
  const file = path.join(folder, "history.jsonl");
  const writer = path.join(ROOT, "test/act/history/support/writer.ts");
  const compiled = path.join(folder, "writer.cjs");
  const esbuild = path.join(ROOT, "node_modules/.bin/esbuild");
  execFileSync(
    esbuild,
    [writer, "--bundle", "--platform=node", "--external:@aws-sdk/*", `--outfile=${compiled}`],
    {
      stdio: "ignore",
    },
  );
  let held = 0;
  try {
    for (let round = 0; round < kills; round += 4) {
      const names = Array.from({ length: Math.min(4, kills - round) }, (_, i) => `w${String(round + i)}`);
      const promised = (await Promise.all(names.map((name) => victim(compiled, file, name)))).flat();
      const entries = await new LocalHistory(file, () => undefined).entries();
      const kept = new Set(entries.map(({ sequence, run: { id } }) => `${String(sequence)} ${id}`));
      if (promised.every((one) => kept.has(one))) held += names.length;
    }
    return [kills, held];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A writer that is killed some time after its first promise. @returns what it promised */
async function victim(compiled: string, file: string, name: string): Promise<string[]> {
  const child = spawn(process.execPath, [compiled, file, name, "100000"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  let output = "";
  const begun = new Promise((resolve) => child.stdout.once("data", resolve));
  child.stdout.on("data", (data: Buffer) => (output += data.toString()));
  const closed = new Promise((resolve) => child.once("close", resolve));
  await Promise.race([begun, closed]);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 30));
  child.kill("SIGKILL");
  await closed;
  return output.split("\n").slice(0, -1);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
