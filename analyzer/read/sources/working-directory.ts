import { resolve } from "node:path";
import { readSmallFile } from "../../base/files/small-file";

/** The workspace that every working directory has. */
export const DEFAULT_WORKSPACE = "default";

/** A file of the directory in which `terraform init` keeps its notes: `.terraform`, or what TF_DATA_DIR names. */
export function dataPath(directory: string, name: string): string {
  return resolve(directory, process.env.TF_DATA_DIR || ".terraform", name);
}

/** A workspace's name is a part of a path. */
const MOST_NAME_BYTES = 4096;

/** The Terraform workspace, as Terraform decides: TF_WORKSPACE, then what `terraform workspace select` noted. */
export async function selectedWorkspace(directory: string): Promise<string> {
  const noted = readSmallFile(dataPath(directory, "environment"), MOST_NAME_BYTES).catch(() => undefined);
  return process.env.TF_WORKSPACE || ((await noted) ?? "").trim() || DEFAULT_WORKSPACE;
}
