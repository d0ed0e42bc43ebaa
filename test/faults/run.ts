import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import yargs from "yargs";
import { compiledWriter } from "../act/history/support/compiled-writer";
import { fullDisks, killsOfAnalyses, killsOfFileWriters, killsOfS3Writers, type Held } from "./kills";

const ROOT = path.join(__dirname, "../..");

/** Which tests inject what, by the files that hold them and the beginning of their names. */
const GROUPS: readonly (readonly [what: string, files: string, named?: RegExp])[] = [
  ["twenty writers at once, to a file and to S3", "test/act/history/(local|s3)", /many writers/],
  ["kill -9 at each step of a write", "test/act/history/local", /kill -9/],
  ["torn and damaged histories", "test/act/history/(local|s3|chain)", /torn|none|tampered/],
  ["full, read-only and broken disks; the clock", "test/act/history/disk"],
  [
    "S3: lost, slow and cut answers, throttling, 5xx, credentials, region",
    "test/act/history/s3",
    /lost|failure/,
  ],
  ["outputs: whole or not at all, planted links, modes", "test/base/files"],
  ["signals while a saved plan is read", "test/cli/interrupt"],
  ["drift job: plans that fail or hang, locks", "test/act/drift/plan-all", /failed|hangs/],
  [
    "drift job: sides that hang, locks, signals, notices that fail, two at once",
    "test/cli/drift",
    /interrupt|notifying|two jobs|lock|time|cannot be/,
  ],
  [
    "notices: an endpoint that is down, slow or refuses",
    "test/act/notify",
    /tried|given up|missed|lost|refused/,
  ],
  ["automatic remediation: crashes", "test/act/remediate/automatic/remediate-drift", /crashed|record|failed/],
];

/** More than this the tests may not take, in milliseconds. */
const TESTS_MS = 20 * 60_000;

/** Injects faults and says of how many it was held what is promised: `npm run faults`. */
async function main(): Promise<void> {
  const { kills, tests } = yargs(process.argv.slice(2))
    .scriptName("faults")
    .option("kills", {
      type: "number",
      default: 200,
      describe: "writers to kill at random moments, of each sort",
    })
    .option("tests", { type: "boolean", default: true, describe: "run the tests that inject faults, too" })
    .strict()
    .parseSync();
  const folder = mkdtempSync(path.join(tmpdir(), "drparity-faults-"));
  try {
    const writer = compiledWriter(folder);
    print("kill -9 of writers to a file, at random moments", await killsOfFileWriters(writer, kills));
    print("kill -9 of writers to S3, at random moments", await killsOfS3Writers(writer, kills));
    print("kill -9 of analyses that write reports", await killsOfAnalyses(Math.ceil(kills / 5)));
    print("writes that the system ends in their middle", await fullDisks(writer, Math.ceil(kills / 10)));
    if (tests) for (const [what, held] of byGroup(testResults(folder))) print(what, held);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(what: string, [tried, held]: Held): void {
  console.log(`${what.padEnd(76)} ${String(held)}/${String(tried)} held`);
  if (tried === 0 || held < tried) process.exitCode = 1;
}

interface TestResult {
  readonly file: string;
  readonly name: string;
  readonly passed: boolean;
}

function testResults(folder: string): TestResult[] {
  const output = path.join(folder, "jest.json");
  const files = [...new Set(GROUPS.map(([, file]) => file))];
  const jest = require.resolve("jest/bin/jest");
  const { error } = spawnSync(
    process.execPath,
    [jest, "--json", "--outputFile", output, "--maxWorkers", "2", ...files],
    { cwd: ROOT, stdio: "ignore", timeout: TESTS_MS },
  );
  if (error !== undefined) throw error;
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
}

function byGroup(results: readonly TestResult[]): (readonly [what: string, held: Held])[] {
  return GROUPS.map(([what, files, named = /./]) => {
    const own = results.filter(({ file, name }) => new RegExp(files).test(file) && named.test(name));
    return [what, [own.length, own.filter(({ passed }) => passed).length]];
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
