// What a big estate costs: a real pair multiplied, in both shapes, with a mistake in every tenth copy that must be found. CPU time as a
// ratio to JSON.parse of the same files in the same run, since absolute times tell about the machine. Fails when the ratio of the first
// size is a fifth above what is committed in estate.json, and when a mistake is not found.
//
//   npm run bench                          10 MB a side
//   npx tsx bench/estate.ts 10 100 1000    other sizes, in MB a side; what docs/performance.md shows
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import type { JsonObject } from "../analyzer/base/json";
import { estate, type Shape } from "../test/support/estate";

const here = (name: string) => path.join(__dirname, name);
const CASES = here("../test/corpus/metering/cases");
const COMMITTED = JSON.parse(readFileSync(here("./estate.json"), "utf8")) as Record<Shape, number>;
const SHAPES: readonly Shape[] = ["modules", "for_each"];
/** Every so many copies have a mistake. */
const MISTAKEN = 10;
const RUNS = 2;
const GROWTH = 1.2;

interface Usage {
  /** Seconds. */
  readonly cpu: number;
  /** MB. */
  readonly memory: number;
}

const folder = mkdtempSync(path.join(tmpdir(), "drparity-bench-"));
try {
  const sizes = process.argv.slice(2).map(Number);
  for (const [place, megabytes] of (sizes.length > 0 ? sizes : [10]).entries())
    for (const shape of SHAPES) measure(shape, megabytes, place === 0 && sizes.length === 0);
} finally {
  rmSync(folder, { recursive: true });
}

function measure(shape: Shape, megabytes: number, isJudged: boolean): void {
  const { files, mistakes } = write(shape, megabytes);
  const parse = [
    "-e",
    "for (const f of process.argv.slice(1)) JSON.parse(require('fs').readFileSync(f))",
    ...files,
  ];
  const [primary = "", dr = ""] = files;
  const main = here("../dist/analyzer/cli/main.js");
  const analyze = [main, "analyze", "--primary", primary, "--dr", dr, "--format", "json"];
  // In turns, so that a busy moment of the machine hits both; the cheapest run is the least disturbed one.
  const runs = Array.from({ length: RUNS }, () => ({ parse: usageOf(parse), analyze: usageOf(analyze) }));
  const least = (name: "parse" | "analyze") => Math.min(...runs.map((run) => run[name].cpu));
  const ratio = least("analyze") / least("parse");
  const memory = Math.max(...runs.map((run) => run.analyze.memory));
  const found = mistakesFound(runs.map((run) => run.analyze.stdout).at(-1) ?? "");
  console.log(
    `2 x ${megabytes} MB, ${shape}: ${least("analyze").toFixed(1)} s of CPU, ${ratio.toFixed(1)} x JSON.parse, ` +
      `${memory.toFixed(0)} MB, ${found} of ${mistakes} mistakes found`,
  );
  const tooMuch = isJudged && ratio > GROWTH * COMMITTED[shape];
  if (tooMuch) console.error(`estate: the ratio was ${COMMITTED[shape]}, which is in bench/estate.json`);
  if (tooMuch || found !== mistakes) process.exitCode = 1;
}

function write(shape: Shape, megabytes: number): { files: string[]; mistakes: number } {
  const copies = Math.max(1, Math.round((megabytes * 1e6) / sizeOf("primary")));
  const isMistaken = (copy: number) => copy % MISTAKEN === MISTAKEN / 2;
  const files = (["primary", "dr"] as const).map((side) => {
    const [clean, mistaken] = [read("mt-clean-noop", side), read("mt-event-pattern", side)];
    const plans = Array.from({ length: copies }, (_, copy) => (isMistaken(copy) ? mistaken : clean));
    const file = path.join(folder, `${side}.json`);
    writeFileSync(file, JSON.stringify(estate(plans, shape, "metering")));
    return file;
  });
  return { files, mistakes: Array.from({ length: copies }, (_, copy) => copy).filter(isMistaken).length };
}

function sizeOf(side: "primary" | "dr"): number {
  return JSON.stringify(read("mt-clean-noop", side)).length;
}

function read(name: string, side: "primary" | "dr"): JsonObject {
  const text = gunzipSync(readFileSync(path.join(CASES, name, `${side}.plan.json.gz`))).toString();
  return JSON.parse(text) as JsonObject;
}

function usageOf(args: readonly string[]): Usage & { readonly stdout: string } {
  const file = path.join(folder, "usage.json");
  const env = { ...process.env, USAGE_FILE: file };
  const options = { encoding: "utf8", env, maxBuffer: 2 ** 30 } as const;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", here("./usage.mjs"), ...args],
    options,
  );
  if (status !== 0 && status !== 2) throw new Error(`${args.join(" ")} exited with ${status}: ${stderr}`);
  return { ...(JSON.parse(readFileSync(file, "utf8")) as Usage), stdout };
}

/** Findings about the one resource that has the mistake. */
function mistakesFound(report: string): number {
  const { findings } = JSON.parse(report) as { findings: { dr: { address: string } | null; kind: string }[] };
  return findings.filter(({ kind, dr }) => kind === "attribute" && dr?.address.endsWith(".contract_closed"))
    .length;
}
