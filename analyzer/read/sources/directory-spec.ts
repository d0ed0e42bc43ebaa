import { existsSync } from "node:fs";
import { InputError } from "../../base/errors";

/** Which source of a directory the user means. */
export interface DirectorySpec {
  readonly directory: string;
  /** A Terraform workspace, whose state is read whatever plan lies there: no plan says which workspace it is of. */
  readonly workspace?: string;
  /** As the user named it. */
  readonly label: string;
}

/**
 * Reads `DIRECTORY#WORKSPACE`; undefined for anything else, and where there is a file or directory of that very name.
 *
 * @throws InputError when the workspace has no name that Terraform would allow
 */
export function parseWorkspaceSpec(spec: string): DirectorySpec | undefined {
  const [, directory, workspace] = /^(.+)#([^#/]*)$/s.exec(spec) ?? [];
  if (directory === undefined || workspace === undefined || existsSync(spec)) return undefined;
  // A directory's entry for itself; without it, the spec as a whole is what cannot be read.
  if (!existsSync(`${directory}/.`)) return undefined;
  if (/^\.{0,2}$/.test(workspace)) throw noWorkspace(spec);
  return { directory, workspace, label: spec };
}

function noWorkspace(where: string): InputError {
  return new InputError({
    where,
    what: "This names no Terraform workspace after the #.",
    fix: "Write DIRECTORY#WORKSPACE, such as infra#dr, or the directory alone for the selected one.",
  });
}
