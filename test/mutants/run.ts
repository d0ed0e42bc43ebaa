import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import yargs from "yargs";
import { isFound } from "./judge";
import { cleanPairs } from "./pairs";
import { collectMutants, describeMiss, judgeMutants, sampleMutants } from "./run-mutants";
import { collectRewrites, describeAlarm, judgeRewrites, sampleRewrites } from "./run-rewrites";
import { Subject } from "./subject";
import { percent, Tally, type Rate } from "./tally";

const CORPUS = path.join(__dirname, "../corpus");
const ENOUGH = 0.995;

/** Mutates clean pairs and says how much the analyzer sees of it: `npm run mutants`. */
function main(): void {
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
      default: 0,
      describe: "how many mutants, and rewrites, to try; 0 for all",
    })
    .option("seed", { type: "number", default: 1, describe: "chooses the sample" })
    .option("output", {
      type: "string",
      describe: "a JSON file for what was not found, and for false alarms",
    })
    .strict()
    .parseSync();
  const started = Date.now();
  const folders = [CORPUS, ...options.cases].filter((folder) => existsSync(folder));
  const subjects = folders.flatMap(cleanPairs).map((pair) => new Subject(pair));
  progress(`${subjects.length} clean pairs`);
  const rewrites = tryRewrites(subjects, options);
  const mutants = tryMutants(subjects, options);
  console.log(`${((Date.now() - started) / 1000).toFixed(0)} s`);
  if (options.output !== undefined) {
    writeFileSync(
      options.output,
      `${JSON.stringify({ misses: mutants.misses, alarms: rewrites }, null, 1)}\n`,
    );
  }
  const { found, total } = mutants.rate;
  process.exitCode = rewrites.length > 0 || found < ENOUGH * total ? 1 : 0;
}

interface Options {
  readonly sample: number;
  readonly seed: number;
}

function tryMutants(subjects: readonly Subject[], { sample, seed }: Options) {
  const all = collectMutants(subjects, seed);
  const chosen = sample > 0 ? sampleMutants(all, sample, seed) : all;
  progress(`${all.length} mutants, trying ${chosen.length}`);
  const byType = new Tally();
  const byKind = new Tally();
  const misses = [];
  for (const verdict of judgeMutants(chosen)) {
    const found = isFound(verdict.outcome);
    byType.add(verdict.mutant.type, found);
    byKind.add(verdict.mutant.kind, found);
    byKind.note(verdict.outcome);
    if (!found) misses.push(describeMiss(verdict));
    if (byType.overall.total % 500 === 0) progress(`${byType.overall.total}`);
  }
  table("Mutants found, by resource type", byType);
  table("Mutants found, by kind of mutation", byKind);
  console.log(
    `found ${percent(byKind.overall)} (${byKind.overall.found}/${byKind.overall.total}): ${byKind.notes()}\n`,
  );
  return { rate: byKind.overall, misses };
}

function tryRewrites(subjects: readonly Subject[], { sample, seed }: Options) {
  const all = collectRewrites(subjects, seed);
  const chosen = sample > 0 ? sampleRewrites(all, sample, seed) : all;
  progress(`${all.length} equivalent rewrites, trying ${chosen.length}`);
  const byKind = new Tally();
  const alarms = [];
  for (const verdict of judgeRewrites(chosen)) {
    byKind.add(verdict.rewrite.kind, verdict.alarms.length === 0);
    if (verdict.alarms.length > 0) alarms.push(describeAlarm(verdict));
    if (byKind.overall.total % 500 === 0) progress(`${byKind.overall.total}`);
  }
  table("Equivalent rewrites silent, by kind", byKind);
  console.log(`false alarms: ${alarms.length} of ${byKind.overall.total} rewrites\n`);
  return alarms;
}

function table(title: string, tally: Tally): void {
  console.log(title);
  for (const [key, rate] of tally.entries()) console.log(row(key, rate));
  console.log();
}

function row(key: string, rate: Rate): string {
  return `  ${key.padEnd(52)} ${percent(rate).padStart(9)}  ${rate.found}/${rate.total}`;
}

function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}

main();
