import { dirname } from "node:path";
import type { SourceLocation } from "../../model/report";
import { parseModulePath } from "../../model/workspace/address";
import type { Resource } from "../../model/workspace/workspace";
import { ConfigurationTree } from "./configuration-tree";
import type { Declared } from "./module-directory";
import { pathFrom, repositoryOf } from "./repository";
import { stepsOf } from "./steps";
import { frameIn } from "./trace";

/** A place, and the working copy that its file is relative to. */
export interface Located extends SourceLocation {
  readonly root: string;
}

/** Tells where resources are declared. What it knows it has read before: asking it does no I/O. */
export interface Locator {
  /**
   * Where a resource is declared, and there where the first of the paths is that the declaration writes; undefined when
   * its workspace's configuration is not at hand or does not declare it.
   *
   * @param paths attributes in Terraform's notation, `ingress[0].cidr_blocks`
   */
  locate(resource: Pick<Resource, "workspace" | "parts">, paths?: readonly string[]): Located | undefined;
  /** The declaration itself, with all files that have a part in it. */
  declarations(resource: Pick<Resource, "workspace" | "parts">): readonly Declared[];
  /** The call of a module, by its address: `module.a.module.b`. */
  call(workspace: string, module: string): readonly Declared[];
  /** The working directories that may be a workspace's configuration. */
  directories(workspace: string): readonly string[];
  /** The working copies that the configurations lie in. */
  readonly roots: readonly string[];
}

/** Knows of nothing where it is. */
export const NO_LOCATOR: Locator = {
  locate: () => undefined,
  declarations: () => [],
  call: () => [],
  directories: () => [],
  roots: [],
};

/**
 * Reads the configurations of workspaces.
 *
 * @param directories by the workspace's label, the working directories that may be its configuration
 * @param cwd what paths are relative to where there is no repository
 */
export async function readLocator(
  directories: ReadonlyMap<string, readonly string[]>,
  cwd = process.cwd(),
): Promise<Locator> {
  const trees = new Map<string, ConfigurationTree>();
  for (const directory of new Set([...directories.values()].flat())) {
    trees.set(directory, await ConfigurationTree.read(directory));
  }
  const byLabel = new Map(
    [...directories].map(([label, list]) => [label, list.flatMap((directory) => trees.get(directory) ?? [])]),
  );
  return new TreeLocator(byLabel, cwd);
}

class TreeLocator implements Locator {
  readonly roots: readonly string[];

  constructor(
    private readonly trees: ReadonlyMap<string, readonly ConfigurationTree[]>,
    private readonly cwd: string,
  ) {
    this.roots = [...new Set([...trees.values()].flat().map(({ root }) => this.rootOf(root)))];
  }

  locate(
    resource: Pick<Resource, "workspace" | "parts">,
    paths: readonly string[] = [],
  ): Located | undefined {
    const found = this.declarations(resource);
    const [first] = found;
    if (!first) return undefined;
    const root = this.rootOf(dirname(first.file));
    const made = first.construct && frameIn(root, first.construct.trace);
    const place = made ?? lineOfAny(found, paths) ?? first;
    return {
      root,
      file: pathFrom(root, place.file) ?? place.file,
      line: place.line,
      ...(first.construct ? { construct: first.construct.path } : {}),
    };
  }

  declarations({ workspace, parts }: Pick<Resource, "workspace" | "parts">): readonly Declared[] {
    const found = (this.trees.get(workspace) ?? [])
      .map((tree) => tree.find(parts))
      .filter((one) => one.length);
    // Two working directories that both declare the address: either may be meant.
    return found.length === 1 ? (found[0] ?? []) : [];
  }

  call(workspace: string, module: string): readonly Declared[] {
    const path = parseModulePath(module);
    const found = (this.trees.get(workspace) ?? [])
      .map((tree) => tree.findCall(path))
      .filter((one) => one.length);
    return found.length === 1 ? (found[0] ?? []) : [];
  }

  directories(workspace: string): readonly string[] {
    return (this.trees.get(workspace) ?? []).map(({ root }) => root);
  }

  private rootOf(directory: string): string {
    return repositoryOf(directory) ?? this.cwd;
  }
}

/** The first path that is written anywhere; an override's word is the last. */
function lineOfAny(
  found: readonly Declared[],
  paths: readonly string[],
): { file: string; line: number } | undefined {
  for (const path of paths) {
    for (const declared of [...found].reverse()) {
      const line = declared.name.startsWith("module.") ? undefined : declared.lineOf(stepsOf(path));
      if (line !== undefined) return { file: declared.file, line };
    }
  }
  return undefined;
}
