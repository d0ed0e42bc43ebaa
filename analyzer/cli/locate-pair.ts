import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { InputError } from "../base/errors";
import { readLocator, type Locator } from "../mend/locate/locator";
import { hasConfiguration } from "../mend/locate/module-directory";
import { parseWorkspaceSpec } from "../read/sources/directory-spec";
import { isHcpSpec } from "../read/sources/hcp/hcp-location";
import { isS3Spec } from "../read/sources/s3-location";

/** The sources of one side, and the working directories that the user says are theirs. */
export interface SideConfiguration {
  readonly specs: readonly string[];
  readonly directories: readonly string[] | undefined;
  /** The option that named the directories. */
  readonly option: string;
}

/**
 * Reads the configurations of the sources: of the directories that the user names, else of the directory that a source
 * is or lies in, if it has Terraform files.
 *
 * @throws InputError when a directory that the user names has none
 */
export async function locatePair(sides: readonly SideConfiguration[]): Promise<Locator> {
  const directories = new Map<string, readonly string[]>();
  for (const { specs, directories: named, option } of sides) {
    for (const directory of named ?? []) await checkDirectory(directory, option);
    for (const [i, spec] of specs.entries()) {
      const own = named?.length === specs.length ? named.slice(i, i + 1) : named;
      directories.set(spec, own ?? (await impliedDirectory(spec)));
    }
  }
  return readLocator(directories);
}

async function checkDirectory(directory: string, option: string): Promise<void> {
  if (await hasConfiguration(directory)) return;
  throw new InputError({
    where: directory,
    what: `There are no Terraform files in what ${option} names.`,
    fix: "Name the working directory in which its `terraform plan` was run.",
  });
}

async function impliedDirectory(spec: string): Promise<string[]> {
  if (spec === "-" || isS3Spec(spec) || isHcpSpec(spec)) return [];
  const isDirectory = (await stat(spec).catch(() => undefined))?.isDirectory() ?? false;
  const directory = parseWorkspaceSpec(spec)?.directory ?? (isDirectory ? spec : dirname(spec));
  return (await hasConfiguration(directory)) ? [directory] : [];
}
