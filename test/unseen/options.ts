import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import yargs from "yargs";
import { blocks, layouts, mistakes, rewrites } from "./catalogue";
import { type Stage, STAGES } from "./model/stage";

export interface Options {
  readonly seed: number;
  readonly apps: number;
  /** Made in all, over all applications. */
  readonly mistakes: number;
  readonly jobs: number;
  readonly out: string;
  readonly cache: string;
  readonly json: boolean;
  /** Where minimal pairs of failing samples go, and how many of them at most. */
  readonly minimal: string | undefined;
  readonly shrinks: number;
  /** Keeps cases as the fixed set that the tests play. */
  readonly record: boolean;
  /** Restrictions, by id. */
  readonly blocks: readonly string[];
  readonly layouts: readonly string[];
  readonly stages: readonly Stage[];
  readonly kinds: readonly string[];
  readonly rewrites: readonly string[];
}

/** Mistakes that are made in a default run of 60 applications: about seven in each. */
const MISTAKES_PER_APP = 400 / 60;

const stages = STAGES.map((id) => ({ id }));

export function parseOptions(argv: readonly string[]): Options {
  const some = (what: string, known: readonly { readonly id: string }[]) => ({
    type: "string" as const,
    describe: `only these ${what}, by comma: ${known.map(({ id }) => id).join(", ")}`,
  });
  const parsed = yargs(argv)
    .scriptName("unseen")
    .option("seed", { type: "number", default: 1, describe: "chooses everything" })
    .option("apps", { type: "number", default: 10, describe: "how many applications" })
    .option("mistakes", {
      type: "number",
      describe: "how many mistakes in all; default: 400 for 60 applications",
    })
    .option("jobs", { type: "number", default: 2, describe: "how many plans at a time" })
    .option("out", { type: "string", describe: "a folder for the cases; default: a temporary one" })
    .option("cache", {
      type: "string",
      default: path.join(tmpdir(), "drparity-unseen"),
      describe: "a folder that keeps plans by their content",
    })
    .option("minimal", { type: "string", describe: "a folder for minimal pairs of failing samples" })
    .option("shrinks", { type: "number", default: 10, describe: "how many failures are shrunk, at most" })
    .option("record", {
      type: "boolean",
      default: false,
      describe: "keep these cases as the tests' fixed set",
    })
    .option("json", { type: "boolean", default: false, describe: "print the summary as JSON" })
    .option("blocks", some("blocks", blocks()))
    .option("layouts", some("layouts", layouts()))
    .option("stages", some("stages", stages))
    .option("kinds", some("mistakes", mistakes()))
    .option("rewrites", some("rewrites", rewrites()))
    .strict()
    .wrap(110)
    .parseSync();
  return {
    seed: parsed.seed,
    apps: parsed.apps,
    mistakes: parsed.mistakes ?? Math.round(parsed.apps * MISTAKES_PER_APP),
    jobs: parsed.jobs,
    out: parsed.out ?? mkdtempSync(path.join(tmpdir(), "unseen-")),
    cache: parsed.cache,
    json: parsed.json,
    minimal: parsed.minimal,
    shrinks: parsed.shrinks,
    record: parsed.record,
    blocks: chosen(parsed.blocks, blocks()),
    layouts: chosen(parsed.layouts, layouts()),
    stages: chosen(parsed.stages, stages) as Stage[],
    kinds: chosen(parsed.kinds, mistakes()),
    rewrites: chosen(parsed.rewrites, rewrites()),
  };
}

function chosen(given: string | undefined, known: readonly { readonly id: string }[]): string[] {
  const all = known.map(({ id }) => id);
  if (given === undefined) return all;
  const wanted = given.split(",").filter((id) => id !== "");
  const unknown = wanted.filter((id) => !all.includes(id));
  if (unknown.length > 0) throw new Error(`there is no ${unknown.join(", ")}; there is ${all.join(", ")}`);
  return wanted;
}
