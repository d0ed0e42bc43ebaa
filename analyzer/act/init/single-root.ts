import path from "node:path";
import type { PairAnswers, WorkspaceAnswers } from "./answers";
import type { Root } from "./detect";
import { regionIn, saysDr, saysPrimary } from "./side-words";

type Sides = Omit<PairAnswers, "name">;

/** What the user says of both sides of one directory. */
export interface SingleWishes {
  readonly primaryWorkspace?: string;
  readonly drWorkspace?: string;
  readonly primaryVarFile?: string;
  readonly drVarFile?: string;
  readonly primaryRegion?: string;
  readonly drRegion?: string;
}

/** Why a directory could not be divided: what it seems to be, and what has to be said. */
export interface Doubt {
  readonly what: string;
  readonly fix: string;
}

/** Providers that a single region needs as well: CloudFront's certificates and Route 53's logs are of us-east-1 alone. */
const HELPER = /acm|cert|cloudfront|waf|global|edge|dns|route53|virginia|us_?-?east_?-?1|billing/i;

/**
 * Both sides in one directory, by files of variables or by Terraform workspaces.
 * @returns undefined where nothing tells of two sides
 */
export function sidesWithin(root: Root, wishes: SingleWishes): Sides | Doubt | undefined {
  const files = sideFiles(root, wishes);
  if (files !== undefined) return "what" in files ? files : byVarFiles(root, files, wishes);
  if (root.usesWorkspace || wishes.primaryWorkspace !== undefined || wishes.drWorkspace !== undefined)
    return byWorkspaces(root, wishes);
  return undefined;
}

interface SideFiles {
  readonly primary: string;
  readonly dr: string;
}

/** The files of variables of both sides: as told, else by their names, else by their regions where there are two of them. */
function sideFiles(root: Root, wishes: SingleWishes): SideFiles | Doubt | undefined {
  const { varFiles } = root;
  const find = (wished: string | undefined, says: (name: string) => boolean) =>
    (wished === undefined ? undefined : only(varFiles.filter(({ region }) => region === wished))?.file) ??
    only(varFiles.filter(({ file }) => isOf(stem(file), undefined, says)))?.file;
  const primary = wishes.primaryVarFile ?? find(wishes.primaryRegion, saysPrimary);
  const dr = wishes.drVarFile ?? find(wishes.drRegion, saysDr);
  if (primary !== undefined && dr !== undefined && primary !== dr) return { primary, dr };
  return regionFiles(root, wishes);
}

/** Two files of variables, of two regions. */
function regionFiles(
  { directory, varFiles }: Root,
  { primaryRegion, drRegion }: SingleWishes,
): SideFiles | Doubt | undefined {
  const [one, other] = varFiles;
  if (varFiles.length !== 2 || one?.region === undefined || other?.region === undefined) return undefined;
  if (one.region === other.region) return undefined;
  const turned = other.region === primaryRegion || one.region === drRegion;
  const [primary, dr] = turned ? [other, one] : [one, other];
  if (primary.region === primaryRegion || dr.region === drRegion)
    return { primary: primary.file, dr: dr.file };
  return {
    what: `${directory} has files of variables of ${one.region}, ${other.region}: which is primary, and which is DR?`,
    fix: `Say it, such as --primary-region ${one.region} --dr-region ${other.region}.`,
  };
}

function isOf(name: string, region: string | undefined, says: (name: string) => boolean): boolean {
  return region === undefined
    ? says(name) && !(says === saysPrimary && saysDr(name))
    : regionIn(name) === region;
}

function byVarFiles(root: Root, files: SideFiles, wishes: SingleWishes): Sides | Doubt {
  const workspaces = { primary: wishes.primaryWorkspace, dr: wishes.drWorkspace };
  const of = (side: "primary" | "dr"): WorkspaceAnswers => {
    const backendConfig = root.backendConfigs.find((file) => backendStem(file) === stem(files[side]));
    const workspace =
      workspaces[side] ?? (root.usesWorkspace && backendConfig === undefined ? stem(files[side]) : undefined);
    return {
      directory: root.directory,
      varFile: files[side],
      ...(workspace === undefined ? {} : { workspace }),
      ...(backendConfig === undefined ? {} : { backendConfig }),
    };
  };
  const [primary, dr] = [of("primary"), of("dr")];
  if (primary.workspace === dr.workspace && primary.backendConfig === dr.backendConfig) {
    return {
      what: `${root.directory} has ${files.primary} and ${files.dr}, but nothing tells in which Terraform workspace each is applied.`,
      fix: "Say --primary-workspace NAME and --dr-workspace NAME.",
    };
  }
  const region = (file: string, wished: string | undefined) =>
    wished ?? root.varFiles.find((one) => one.file === file)?.region ?? regionIn(stem(file));
  return {
    primary: { region: region(files.primary, wishes.primaryRegion), workspaces: [primary] },
    dr: { region: region(files.dr, wishes.drRegion), workspaces: [dr] },
    combined: [],
  };
}

function byWorkspaces(root: Root, wishes: SingleWishes): Sides | Doubt {
  const named = root.workspaces;
  const dr = wishes.drWorkspace ?? only(named.filter((name) => isOf(name, wishes.drRegion, saysDr)));
  const primary =
    wishes.primaryWorkspace ?? only(named.filter((name) => isOf(name, wishes.primaryRegion, saysPrimary)));
  if (primary === undefined || dr === undefined || primary === dr) {
    const told = named.length === 0 ? "" : ` Its code names ${named.join(", ")}.`;
    return {
      what: `${root.directory} depends on terraform.workspace.${told}`,
      fix: "Say --primary-workspace NAME and --dr-workspace NAME.",
    };
  }
  const side = (workspace: string, region: string | undefined) => ({
    region: region ?? regionIn(workspace),
    workspaces: [{ directory: root.directory, workspace }],
  });
  return { primary: side(primary, wishes.primaryRegion), dr: side(dr, wishes.drRegion), combined: [] };
}

/** Both sides in one state, by providers of two regions. */
export function sidesByProviders({ directory, region, aliases }: Root): Sides | undefined {
  const own = aliases.filter(({ alias }) => saysDr(alias) || saysPrimary(alias) || !HELPER.test(alias));
  const primary = own.find(({ alias }) => saysPrimary(alias))?.region ?? region;
  const others = own.filter((one) => one.region === undefined || one.region !== primary);
  const dr = others.find(({ alias }) => saysDr(alias)) ?? others.find(({ alias }) => !saysPrimary(alias));
  if (dr === undefined) return undefined;
  return {
    primary: { region: primary, workspaces: [] },
    dr: { region: dr.region, workspaces: [] },
    combined: [{ directory }],
  };
}

/** `env/dr.tfvars`: `dr`. */
function stem(file: string): string {
  const [name = ""] = path.posix.basename(file).split(/\.(?:auto\.)?tfvars/);
  return /^(?:terraform|vars|variables|main)?$/.test(name)
    ? path.posix.basename(path.posix.dirname(file))
    : name;
}

/** `backend-dr.hcl`, `dr.s3.tfbackend`, `dr/backend.hcl`: `dr`. */
function backendStem(file: string): string {
  const name = path.posix
    .basename(file)
    .replace(/\.(?:tfbackend|hcl|conf)$/, "")
    .replace(/(?:^|[-_.])(?:backend|config|s3)(?=$|[-_.])/g, "")
    .replace(/^[-_.]+/, "");
  return name === "" ? path.posix.basename(path.posix.dirname(file)) : name;
}

function only<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}
