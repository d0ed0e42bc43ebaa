import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Answers } from "../../analyzer/act/init/answers";
import { decide, type Wishes } from "../../analyzer/act/init/decide";

/** A project's files: path to text. */
export type Files = Readonly<Record<string, string>>;

/** A default provider of AWS in a region, with further lines in its block. */
export const aws = (region: string, more = "") => `provider "aws" {\n  region = "${region}"\n${more}}\n`;
/** A further one. */
export const alias = (name: string, region: string) => aws(region, `  alias = "${name}"\n`);
/** A unit of Terragrunt. */
export const unit = 'include "root" {\n  path = find_in_parent_folders()\n}\n';
/** A backend whose settings are given to `terraform init`. */
export const backend = 'terraform {\n  backend "s3" {}\n}\n';

let made: string;

/** Gives each test of a file a directory of its own; the function tells it. */
export function eachProject(): () => string {
  beforeEach(async () => (made = await mkdtemp(path.join(tmpdir(), "drparity-layout-"))));
  afterEach(() => rm(made, { recursive: true, force: true }));
  return () => made;
}

/** Writes a project, and what `init` decides of it. */
export async function decided(files: Files, wishes: Partial<Wishes> = {}): Promise<Answers> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(made, file)), { recursive: true });
    await writeFile(path.join(made, file), text);
  }
  return decide(made, { name: "shop", strategy: "warm-standby", pipeline: "none", ...wishes });
}

/** Pairs in short: `name: primary (region) -> dr (region)`, a workspace as `directory#name+variables`. */
export function short({ tool, pairs }: Answers): string[] {
  const place = (list: Answers["pairs"][number]["combined"]) =>
    list
      .map(({ directory, workspace, varFile, backendConfig }) =>
        [
          directory,
          workspace && `#${workspace}`,
          varFile && `+${varFile}`,
          backendConfig && `+${backendConfig}`,
        ].join(""),
      )
      .join(" ");
  return pairs.map(({ name, primary, dr, combined }) => {
    const side = ({ region, workspaces }: typeof primary) => `${place(workspaces)}(${region ?? "?"})`;
    return `${tool} ${name}: ${place(combined)} ${side(primary)} -> ${side(dr)}`;
  });
}
