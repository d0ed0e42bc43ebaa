import { existsSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import yargs from "yargs";
import { isFound } from "./judge";
import type { ShardResult, Task } from "./shard";
import { percent, Tally } from "./tally";

const CORPUS = path.join(__dirname, "../corpus");
const ENOUGH = 0.995;

/** Mutates clean pairs and says how much the analyzer sees of it: `npm run mutants`. */
async function main(): Promise<void> {
  const options = yargs(process.argv.slice(2))
    .scriptName("mutants")
    .option("cases", {
      type: "string",
      array: true,
      default: [] as string[],
      describe: "another corpus folder",
    })
    .option("sample", {
      type: "number",
      default: 5000,
      describe: "how many mutants to try, and a quarter as many rewrites; 0 for all",
    })
    .option("seed", { type: "number", default: 1, describe: "chooses the sample" })
    .option("workers", { type: "number", default: availableParallelism(), describe: "threads" })
    .option("output", {
      type: "string",
      describe: "a JSON file for what was not found, and for false alarms",
    })
    .strict()
    .parseSync();
  const started = Date.now();
  const folders = [CORPUS, ...options.cases].filter((folder) => existsSync(folder));
  const { sample, seed, workers: parts } = options;
  const tasks = Array.from({ length: parts }, (_, part) => ({ folders, sample, seed, part, parts }));
  const results = await Promise.all(tasks.map(runInThread));
  const misses = results.flatMap((result) => result.misses);
  const alarms = results.flatMap((result) => result.alarms);
  const found = report(results);
  console.log(`${Math.round((Date.now() - started) / 1000)} s on ${parts} threads`);
  if (options.output !== undefined) {
    writeFileSync(options.output, `${JSON.stringify({ misses, alarms }, null, 1)}\n`);
  }
  process.exitCode = alarms.length > 0 || found < ENOUGH ? 1 : 0;
}

/** tsx does not reach into threads by itself. */
function runInThread(task: Task): Promise<ShardResult> {
  const files = [require.resolve("tsx/cjs"), path.join(__dirname, "worker.ts")];
  const script = files.map((file) => `require(${JSON.stringify(file)});`).join("\n");
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { eval: true, workerData: task });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

/** Prints the rates; returns the share of mutants that were found. */
function report(results: readonly ShardResult[]): number {
  const [byType, byKind, silent] = [new Tally(), new Tally(), new Tally()];
  for (const { type, kind, outcome } of results.flatMap((result) => result.mutants)) {
    byType.add(type, isFound(outcome));
    byKind.add(kind, isFound(outcome));
    byKind.note(outcome);
  }
  for (const rewrite of results.flatMap((result) => result.rewrites))
    silent.add(rewrite.kind, rewrite.silent);
  table("Mutants found, by resource type", byType);
  table("Mutants found, by kind of mutation", byKind);
  table("Equivalent rewrites without a false alarm, by kind", silent);
  const { overall } = byKind;
  console.log(`found ${percent(overall)} of ${overall.total} mutants (${byKind.notes()})`);
  console.log(
    `${silent.overall.total - silent.overall.found} false alarms in ${silent.overall.total} rewrites`,
  );
  return overall.total === 0 ? 1 : overall.found / overall.total;
}

function table(title: string, tally: Tally): void {
  console.log(title);
  for (const [key, rate] of tally.entries()) {
    console.log(`  ${key.padEnd(52)} ${percent(rate).padStart(9)}  ${rate.found}/${rate.total}`);
  }
  console.log();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
