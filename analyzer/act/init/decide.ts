import { stat } from "node:fs/promises";
import path from "node:path";
import { checkedRegion } from "../../base/aws/checked-region";
import { InputError } from "../../base/errors";
import type { Strategy } from "../../model/report";
import type { Answers, Pipeline, SideAnswers, Style } from "./answers";
import { findRoots, sidesAmong, type Root } from "./detect";

/** What the user said; the rest is found out. */
export interface Wishes {
  readonly style?: Style;
  readonly name?: string;
  readonly primary?: string;
  readonly dr?: string;
  readonly primaryRegion?: string;
  readonly drRegion?: string;
  readonly strategy: Strategy;
  readonly pipeline?: Pipeline;
}

/** What the generator's `RegionPair` takes: names become parts of buckets' names, and of paths in scripts. */
const NAME = /^[a-z][a-z0-9-]{0,18}[a-z0-9]$/;
/** None begins with a hyphen, which commands would take for an option. */
const DIRECTORY = /^(?!\.\.(?:\/|$))[\w.@+][\w.@+ -]*(?:\/[\w.@+ -]+)*$/;

/**
 * Settles everything that the scaffolded files depend on.
 * @throws InputError when something cannot be used, or has to be told
 */
export async function decide(project: string, wishes: Wishes): Promise<Answers> {
  const roots = await findRoots(project);
  const style = wishes.style ?? (roots.length > 0 || wishes.primary !== undefined ? "terraform" : "cdktf");
  const sides = style === "terraform" ? await terraformSides(project, roots, wishes) : cdktfSides(wishes);
  return {
    style,
    name: nameOf(project, wishes.name),
    strategy: wishes.strategy,
    pipeline: wishes.pipeline ?? (await pipelineOf(project)),
    ...sides,
  };
}

async function terraformSides(
  project: string,
  roots: readonly Root[],
  wishes: Wishes,
): Promise<{ primary: SideAnswers; dr: SideAnswers }> {
  const detected = sidesAmong(roots);
  const side = async (name: "primary" | "dr", region: string | undefined): Promise<SideAnswers> => {
    const wished = wishes[name];
    const directory = wished === undefined ? detected[name]?.directory : within(project, wished);
    if (directory === undefined) throw undecided(name, roots);
    if (!DIRECTORY.test(directory)) throw unusable(`--${name}`, directory);
    if (!(await isDirectory(path.join(project, directory)))) throw missing(`--${name}`, directory);
    return { directory, region: region ?? roots.find((root) => root.directory === directory)?.region };
  };
  const primary = await side("primary", checkedRegion(wishes.primaryRegion, "--primary-region"));
  const dr = await side("dr", checkedRegion(wishes.drRegion, "--dr-region"));
  if (primary.directory === dr.directory) {
    throw new InputError({
      where: "--dr",
      what: `Both sides would be ${dr.directory}.`,
      fix: "Name another directory.",
    });
  }
  return { primary, dr };
}

function isDirectory(directory: string): Promise<boolean> {
  return stat(directory).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function cdktfSides({ primaryRegion, drRegion }: Wishes): { primary: SideAnswers; dr: SideAnswers } {
  const primary = checkedRegion(primaryRegion, "--primary-region") ?? "us-east-1";
  const dr = checkedRegion(drRegion, "--dr-region") ?? (primary === "us-west-2" ? "us-east-1" : "us-west-2");
  if (primary === dr) {
    throw new InputError({
      where: "--dr-region",
      what: "Both sides would lie in one region.",
      fix: "Name another one.",
    });
  }
  return { primary: { directory: ".", region: primary }, dr: { directory: ".", region: dr } };
}

function nameOf(project: string, wished: string | undefined): string {
  const name = wished ?? fromDirectory(project);
  if (NAME.test(name)) return name;
  throw new InputError({
    where: wished === undefined ? "the directory's name" : "--name",
    what: `"${name}" cannot be a pair's name.`,
    fix: "Give --name 2 to 20 lower-case letters, digits and hyphens, a letter first.",
  });
}

function fromDirectory(project: string): string {
  const base = path.basename(path.resolve(project)).toLowerCase();
  return base
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 20)
    .replace(/^-+|-+$/g, "");
}

async function pipelineOf(project: string): Promise<Pipeline> {
  const there = (name: string) =>
    stat(path.join(project, name)).then(
      () => true,
      () => false,
    );
  return !(await there(".github")) && (await there(".gitlab-ci.yml")) ? "gitlab" : "github";
}

function within(project: string, directory: string): string {
  const relative = path.relative(project, path.resolve(project, directory)).split(path.sep).join("/");
  return relative === "" ? "." : relative;
}

function undecided(side: "primary" | "dr", roots: readonly Root[]): InputError {
  const found = roots.slice(0, 8).map(({ directory }) => directory);
  return new InputError({
    where: `--${side}`,
    what: found.length === 0 ? "No Terraform was found." : `Found ${found.join(", ")}: which is it?`,
    fix: `Name the ${side === "dr" ? "DR" : "primary"} side's Terraform directory with --${side}.`,
  });
}

function missing(where: string, directory: string): InputError {
  return new InputError({
    where,
    what: `There is no directory "${directory}" in the project.`,
    fix: "Check the path; it is relative to the project's directory.",
  });
}

function unusable(where: string, directory: string): InputError {
  return new InputError({
    where,
    what: `"${directory}" cannot stand in a pipeline's script.`,
    fix: "Name a directory within the project, of letters, digits, spaces and . _ - + @.",
  });
}
