import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import type { JsonObject } from "../../analyzer/base/json";
import type { Strategy } from "../../analyzer/model/report";

/** Which source of a pair a plan is: a side's own workspace, or the one that holds both. */
export type Role = "primary" | "dr" | "combined";

/** A case of a corpus in which nothing diverges. */
export interface CleanPair {
  readonly id: string;
  /** The application that the pair belongs to: the folder that holds the corpus's `cases`. */
  readonly application: string;
  readonly strategy: Strategy;
  readonly regions: { readonly primary: string; readonly dr: string };
  readonly plans: ReadonlyMap<Role, JsonObject>;
}

interface Label {
  readonly id: string;
  readonly clean?: boolean;
  readonly strategy?: Strategy;
  readonly regions: CleanPair["regions"];
}

/** The clean cases under a folder, at any depth, in the order of their names. */
export function cleanPairs(folder: string): CleanPair[] {
  return caseFolders(folder).flatMap((dir) => {
    const label = JSON.parse(readFileSync(path.join(dir, "case.json"), "utf8")) as Label;
    if (label.clean !== true) return [];
    const plans = new Map<Role, JsonObject>();
    for (const role of ["primary", "dr", "combined"] as const) {
      const plan = readJson(path.join(dir, `${role}.plan.json`));
      if (plan) plans.set(role, plan);
    }
    if (!plans.has("combined") && plans.size < 2) return []; // states alone: there is no plan to change
    return [
      {
        id: label.id,
        application: path.basename(path.dirname(path.dirname(dir))),
        strategy: label.strategy ?? "warm-standby",
        regions: label.regions,
        plans,
      },
    ];
  });
}

function caseFolders(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isDirectory())
    .flatMap((file) => (existsSync(path.join(file, "case.json")) ? [file] : caseFolders(file)));
}

function readJson(file: string): JsonObject | undefined {
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as JsonObject;
  if (existsSync(`${file}.gz`))
    return JSON.parse(gunzipSync(readFileSync(`${file}.gz`)).toString()) as JsonObject;
  return undefined;
}
