import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { checkedRegion } from "../../base/aws/checked-region";
import { InputError } from "../../base/errors";
import type { Strategy } from "../../model/report";
import {
  synthesisOf,
  workspacesOf,
  type Answers,
  type PairAnswers,
  type Pipeline,
  type Style,
  type Tool,
} from "./answers";
import { findRoots, SYNTHESIZED, type Found } from "./detect";
import { layoutOf, oneDirectory, type Layout, type LayoutWishes } from "./layout";
import { namePairs } from "./names";
import { toolSource } from "./tool-source";
import type { SingleWishes } from "./single-root";

/** What the user said; the rest is found out. */
export interface Wishes extends SingleWishes {
  readonly style?: Style;
  readonly name?: string;
  readonly primary?: string;
  readonly dr?: string;
  readonly combined?: string;
  readonly strategy: Strategy;
  readonly tool?: Tool;
  readonly pipeline?: Pipeline;
  readonly toolSource?: string;
  readonly role?: string;
  readonly history?: string;
}

/** None begins with a hyphen, which commands would take for an option. */
const FILE =
  /^(?!\.\.(?:\/|$))[\p{L}\p{M}\p{N}_.@+][\p{L}\p{M}\p{N}_.@+ -]*(?:\/[\p{L}\p{M}\p{N}_.@+ -]+)*$/u;
const WORKSPACE = /^[\w.][\w.-]*$/;
const ROLE = /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
const HISTORY = /^s3:\/\/[a-z0-9][\w.-]*(?:\/[\w.=/-]+)?$/;

/**
 * Settles everything that the scaffolded files depend on.
 * @throws InputError when something cannot be used, or has to be told
 */
export async function decide(project: string, wishes: Wishes): Promise<Answers> {
  await checkIsDirectory(project);
  const foreignStacks = await hasForeignCdktf(project);
  const found = await findRoots(project, foreignStacks);
  const style = await styleOf(project, found, wishes, foreignStacks);
  const pipeline = wishes.pipeline ?? (await pipelineOf(project));
  const layout = style === "cdktf" ? cdktfLayout(wishes) : await terraformLayout(project, found, wishes);
  const pairs = namePairs(layout.pairs, project, wishes.name);
  if (synthesisOf({ style, pairs }) !== undefined && pipeline === "atlantis") throw noSynthesis();
  if (style === "terraform" && pipeline === "github" && !layout.cloud) checkRegions(pairs);
  return {
    style,
    name: pairs[0]?.name ?? "pair",
    strategy: wishes.strategy,
    pipeline,
    tool: layout.tool,
    cloud: layout.cloud,
    pairs,
    leftOut: layout.leftOut,
    inNode: !foreignStacks || (await exists(path.join(project, "package.json"))),
    toolSource: isAsked(style, pipeline, wishes)
      ? await toolSource(wishes.toolSource, project)
      : { kind: "npm" },
    ...(wishes.role === undefined
      ? {}
      : { role: checked(wishes.role, ROLE, "--role", "the ARN of an IAM role") }),
    ...(wishes.history === undefined
      ? {}
      : { history: checked(wishes.history, HISTORY, "--history", "s3://BUCKET/PREFIX") }),
  };
}

/** Without a pipeline only a CDKTF project takes drparity from somewhere, and from npm unless it is said. */
function isAsked(style: Style, pipeline: Pipeline, { toolSource: said }: Wishes): boolean {
  return pipeline !== "none" || (style === "cdktf" && said !== undefined);
}

function checked(text: string, form: RegExp, where: string, what: string): string {
  if (form.test(text)) return text;
  throw new InputError({ where, what: `"${text}" is not ${what}.`, fix: `Give ${what}.` });
}

/** A CDKTF project begins only where there is nothing that it would mix with. */
async function styleOf(
  project: string,
  { roots, foreign }: Found,
  wishes: Wishes,
  foreignStacks: boolean,
): Promise<Style> {
  if (wishes.style !== undefined) return wishes.style;
  const named = wishes.primary ?? wishes.dr ?? wishes.combined;
  if (roots.length > 0 || named !== undefined) return "terraform";
  if (foreign.length > 0) throw notTerraform(foreign);
  if (foreignStacks) throw notSynthesized();
  const there = (name: string) => exists(path.join(project, name));
  if ((await there("package.json")) && !(await there("cdktf.json"))) {
    throw new InputError({
      where: "init",
      what: "There is no Terraform here, and a package.json that a new CDKTF project would need for itself.",
      fix: "Name the Terraform with --primary DIR --dr DIR, or run init in an empty directory.",
    });
  }
  return "cdktf";
}

function notSynthesized(): InputError {
  return new InputError({
    where: "init",
    what: "There is a cdktf.json of another project, and nothing that it has synthesized.",
    fix: `Run \`cdktf synth\`, and name its stacks: --primary ${SYNTHESIZED}/NAME --dr ${SYNTHESIZED}/NAME.`,
  });
}

/** Whether a CDKTF project is there that does not use drparity's constructs, so that there will be no manifest. */
async function hasForeignCdktf(project: string): Promise<boolean> {
  if (!(await exists(path.join(project, "cdktf.json")))) return false;
  const manifest = await readFile(path.join(project, "package.json"), "utf8").catch(() => "");
  return !manifest.includes('"drparity"');
}

/** @throws InputError when the project is a file; what is not there is made */
async function checkIsDirectory(project: string): Promise<void> {
  if (!(await exists(project)) || (await exists(project, "directory"))) return;
  throw new InputError({
    where: project,
    what: "This is a file, and init writes into a directory.",
    fix: "Name the project's directory.",
  });
}

function notTerraform(foreign: readonly string[]): InputError {
  const stacks = foreign.every((file) => file.endsWith("terragrunt.stack.hcl"));
  return new InputError({
    where: "init",
    what: `There is no Terraform here, but ${foreign.slice(0, 3).join(", ")}.`,
    fix: stacks
      ? "Run `terragrunt stack generate` first: init looks at units."
      : "drparity reads Terraform and OpenTofu; where those lie elsewhere, name them with --primary DIR --dr DIR.",
  });
}

async function terraformLayout(project: string, found: Found, wishes: Wishes): Promise<Layout> {
  const inside = (directory: string | undefined) =>
    directory === undefined ? undefined : within(project, directory);
  const told: LayoutWishes = {
    ...wishes,
    primary: inside(wishes.primary),
    dr: inside(wishes.dr),
    combined: inside(wishes.combined),
    primaryRegion: checkedRegion(wishes.primaryRegion, "--primary-region"),
    drRegion: checkedRegion(wishes.drRegion, "--dr-region"),
  };
  for (const option of ["primary", "dr", "combined"] as const)
    await checkDirectory(project, told[option], `--${option}`);
  if (told.primary !== undefined && told.primary === told.dr && told.primaryWorkspace === undefined) {
    throw oneDirectory("dr", told.primary);
  }
  const layout = layoutOf(found, told);
  for (const workspace of layout.pairs.flatMap(workspacesOf)) {
    for (const file of [workspace.directory, workspace.varFile, workspace.backendConfig])
      if (file !== undefined && !FILE.test(file)) throw unusable("init", file);
    if (workspace.workspace !== undefined && !WORKSPACE.test(workspace.workspace))
      throw unusable("--dr-workspace", workspace.workspace);
  }
  return layout;
}

async function checkDirectory(project: string, directory: string | undefined, option: string): Promise<void> {
  if (directory === undefined) return;
  if (!FILE.test(directory)) throw unusable(option, directory);
  if (await exists(path.join(project, directory), "directory")) return;
  throw new InputError({
    where: option,
    what: `There is no directory "${directory}" in the project.`,
    fix: "Check the path; it is relative to the project's directory.",
  });
}

function exists(file: string, kind?: "directory"): Promise<boolean> {
  return stat(file).then(
    (found) => kind === undefined || found.isDirectory(),
    () => false,
  );
}

function cdktfLayout({ primaryRegion, drRegion }: Wishes): Layout {
  const primary = checkedRegion(primaryRegion, "--primary-region") ?? "us-east-1";
  const dr = checkedRegion(drRegion, "--dr-region") ?? (primary === "us-west-2" ? "us-east-1" : "us-west-2");
  if (primary === dr) throw oneRegion();
  const side = (region: string) => ({ region, workspaces: [] });
  return {
    tool: "terraform",
    cloud: false,
    leftOut: [],
    pairs: [{ name: "", primary: side(primary), dr: side(dr), combined: [] }],
  };
}

function oneRegion(): InputError {
  return new InputError({
    where: "--dr-region",
    what: "Both sides would lie in one region.",
    fix: "Name another one.",
  });
}

function noSynthesis(): InputError {
  return new InputError({
    where: "--pipeline atlantis",
    what: "Atlantis plans Terraform that is committed, and a CDKTF project's is made from it.",
    fix: "Say --pipeline github or gitlab.",
  });
}

/** A workflow assumes its role in a region. */
function checkRegions(pairs: readonly PairAnswers[]): void {
  for (const { name, primary, dr } of pairs) {
    const missing = (["primary", "dr"] as const).filter(
      (side) => (side === "dr" ? dr : primary).region === undefined,
    );
    if (missing.length > 0) {
      const sides = missing.map((side) => (side === "dr" ? "DR" : "primary")).join(" and ");
      throw new InputError({
        where: missing.map((side) => `--${side}-region`).join(", "),
        what: `Nothing tells in which region ${sides} of ${name} ${missing.length > 1 ? "lie" : "lies"}.`,
        fix: `Say ${missing.map((side) => `--${side}-region REGION`).join(" ")}.`,
      });
    }
    if (primary.region === dr.region) throw oneRegion();
  }
}

async function pipelineOf(project: string): Promise<Pipeline> {
  const there = (name: string) => exists(path.join(project, name));
  if (await there(".github")) return "github";
  if (await there(".gitlab-ci.yml")) return "gitlab";
  return (await there("atlantis.yaml")) ? "atlantis" : "github";
}

function within(project: string, directory: string): string {
  const relative = path.relative(project, path.resolve(project, directory)).split(path.sep).join("/");
  return relative === "" ? "." : relative;
}

function unusable(where: string, name: string): InputError {
  return new InputError({
    where,
    what: `"${name}" cannot stand in a pipeline's script.`,
    fix: "Name a directory within the project, of letters, digits, spaces and . _ - + @.",
  });
}
