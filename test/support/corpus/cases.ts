import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { FindingKind, Severity, Strategy } from "../../../analyzer/model/report";

/** A true divergence of a case: what a correct analyzer must find. */
export interface Label {
  readonly kind: FindingKind;
  /** Kinds that are as right as `kind`. */
  readonly acceptKinds?: readonly FindingKind[];
  readonly primaryAddress?: string | null;
  readonly drAddress?: string | null;
  readonly paths?: readonly string[];
  readonly severityAtLeast?: Severity;
  readonly why: string;
}

/** An echo of a labelled mistake, such as a computed back-link: reporting it is neither a hit nor a false alarm. */
export interface Tolerated {
  readonly side: "primary" | "dr";
  readonly address: string;
}

/** `case.json`; see test/corpus/README.md. */
export interface CaseLabels {
  readonly id: string;
  readonly description: string;
  readonly regions: { readonly primary: string; readonly dr: string };
  readonly strategy?: Strategy;
  /** `single-workspace`: one plan holds both regions. */
  readonly layout?: "single-workspace";
  readonly clean: boolean;
  readonly expected: readonly Label[];
  readonly tolerated?: readonly Tolerated[];
  readonly mustNotLeak?: readonly string[];
}

/** A labelled pair of real plans. */
export interface Case {
  /** The folder's path below the corpora's. */
  readonly name: string;
  readonly folder: string;
  readonly labels: CaseLabels;
}

/** Every case below a folder, at any depth, in the order of their names. */
export function readCases(root: string, folder = root): Case[] {
  if (existsSync(path.join(folder, "case.json"))) {
    const labels = JSON.parse(readFileSync(path.join(folder, "case.json"), "utf8")) as CaseLabels;
    return [{ name: path.relative(root, folder) || path.basename(folder), folder, labels }];
  }
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => path.join(folder, name))
    .sort()
    .flatMap((inside) => readCases(root, inside));
}

/** A case's sources and regions, by the names of the command line's options. */
export function optionsOf({ folder, labels }: Case): Record<string, string> {
  const regions = {
    strategy: labels.strategy ?? "warm-standby",
    "primary-region": labels.regions.primary,
    "dr-region": labels.regions.dr,
  };
  if (labels.layout === "single-workspace")
    return { combined: input(folder, "combined.plan.json"), ...regions };
  return { ...sideOptions(folder, "primary"), ...sideOptions(folder, "dr"), ...regions };
}

/** The plan and, beside it, the state; without a plan the state alone. */
function sideOptions(folder: string, side: "primary" | "dr"): Record<string, string> {
  const plan = find(folder, `${side}.plan.json`);
  const state = find(folder, `${side}.tfstate`);
  if (plan === undefined) return { [side]: input(folder, `${side}.tfstate`) };
  return state === undefined ? { [side]: plan } : { [side]: plan, [`${side}-state`]: state };
}

function input(folder: string, name: string): string {
  const file = find(folder, name);
  if (file === undefined) throw new Error(`${folder}: there is no ${name}, nor ${name}.gz`);
  return file;
}

function find(folder: string, name: string): string | undefined {
  return [name, `${name}.gz`].map((file) => path.join(folder, file)).find((file) => existsSync(file));
}
