import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { chooseSamples } from "./choose";
import type { Role } from "./hcl/deployment";
import { type Options, parseOptions } from "./options";
import { PlanError } from "./plan/plan-error";
import { Planner } from "./plan/planner";
import { pool } from "./pool";
import type { Sample } from "./finish";
import { analyze } from "./score/analyze";
import { writeCase } from "./score/case";
import { withEffect } from "./score/effect";
import { judge } from "./score/judge";
import { type Failure, failureName, shrink } from "./shrink/shrink";
import { printScores, type Scored, summarize } from "./score/scoreboard";

/**
 * Composes applications that nobody has seen, plans them with real Terraform, makes mistakes and scores what the analyzer
 * says: `npm run unseen`.
 */
async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  const started = Date.now();
  const samples = chooseSamples(options);
  const planner = await Planner.start(options.cache, options.jobs);
  const broken: string[] = [];
  try {
    await planner.prepare(samples, (planned, all) =>
      console.error(`planned ${planned}/${all}, ${Math.round((Date.now() - started) / 1000)} s`),
    );
    const results = await pool(samples, options.jobs, async (sample, i) => {
      try {
        return await score(sample, planner, options.out);
      } catch (error) {
        if (!(error instanceof PlanError)) throw error;
        broken.push(`${sample.label.id} (${sample.label.origin.layout}): ${error.message}`);
        return undefined;
      } finally {
        if (process.stderr.isTTY) process.stderr.write(`\r${i + 1}/${samples.length}`);
      }
    });
    const scored = results.filter((one) => one !== undefined);
    report(scored, options);
    if (options.record) record(scored);
    if (options.minimal !== undefined) await shrinkAll(scored, options.minimal, options.shrinks);
  } finally {
    await planner.stop();
  }
  for (const one of broken) console.error(`\nBROKEN ${one}`);
  const seconds = (Date.now() - started) / 1000;
  const pace = ((60 * samples.length) / seconds).toFixed(1);
  console.error(`${Math.round(seconds)} s, ${pace} samples a minute, cases in ${options.out}`);
  process.exitCode = broken.length > 0 ? 1 : 0;
}

function report(scored: readonly Scored[], { json }: Options): void {
  if (json) console.log(JSON.stringify(summarize(scored), null, 1));
  else printScores(scored, (line) => console.log(line));
}

/** One minimal pair for each kind of failure, as far as `limit` goes. */
async function shrinkAll(scored: readonly Scored[], to: string, limit: number): Promise<void> {
  const seen = new Set<string>();
  for (const { label, directory, judgement } of scored) {
    for (const failure of failures(judgement)) {
      const kind = `${label.origin.layout} ${failureName(failure).replaceAll(/: .*/g, "")}`;
      if (seen.has(kind) || seen.size >= limit) continue;
      seen.add(kind);
      const name = `${label.id}-${seen.size}`;
      const left = await shrink(directory, label, failure, path.join(to, name), 24);
      console.log(`minimal ${path.join(to, name)} (${left} resources): ${failureName(failure)}`);
    }
  }
}

function failures({ verdicts, falseAlarms }: Scored["judgement"]): Failure[] {
  return [
    ...verdicts.filter(({ outcome }) => outcome !== "found").map((verdict) => ({ verdict })),
    ...falseAlarms.map((finding) => ({ finding })),
  ];
}

/** The fixed set for the tests, and what is known to go wrong in it. */
function record(scored: readonly Scored[]): void {
  const to = path.join(__dirname, "recorded");
  rmSync(to, { recursive: true, force: true });
  const known: Record<string, string[]> = {};
  for (const { label, directory, judgement } of scored) {
    cpSync(directory, path.join(to, label.id), { recursive: true });
    const names = failures(judgement).map(failureName);
    if (names.length > 0) known[label.id] = names.sort();
  }
  writeFileSync(path.join(to, "known.json"), `${JSON.stringify(known, null, 2)}\n`);
}

async function score({ label, runs, applied }: Sample, planner: Planner, out: string): Promise<Scored> {
  const plans = new Map<Role, string>();
  for (const run of runs) plans.set(run.role, planner.plan(run, applied));
  const directory = path.join(out, label.id);
  const texts = [...plans.values()].map((file) => gunzipSync(readFileSync(file)).toString());
  const effective = withEffect(label, texts);
  writeCase(directory, effective, plans);
  return { label: effective, directory, judgement: judge(await analyze(directory, effective), effective) };
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
