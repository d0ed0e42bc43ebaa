import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { InputError } from "../../base/errors";
import { readSmallFile } from "../../base/files/small-file";
import { writeWholeFile } from "../../base/files/whole-file";
import type { Json } from "../../base/json";
import { type Journal, readJournal } from "./journal";

const MOST_JOURNAL_BYTES = 1024 ** 2;

/** What is Terraform's own in a workspace's directory, or was written beside the configuration: no part of it. */
const NOT_CONFIGURATION = /^(?:\.terraform|.*\.tfstate.*|.*\.tfplan|plan\.(?:bin|json))$/;

/**
 * The directory of a pair's deployments, for the current user alone: the journal, the saved plans of the deployment at hand
 * (which hold secrets in the clear, and are removed at its end), each workspace's configuration as it is being deployed
 * (`next`) and as it was deployed last (`deployed`).
 */
export class DeployStore {
  constructor(readonly root: string) {}

  async journal(): Promise<Journal | undefined> {
    const text = await readSmallFile(this.journalFile, MOST_JOURNAL_BYTES).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    });
    if (text === undefined) return undefined;
    try {
      return readJournal(JSON.parse(text) as Json, this.journalFile);
    } catch (error) {
      if (error instanceof InputError) throw error;
      return readJournal(null, this.journalFile);
    }
  }

  async write(journal: Journal): Promise<void> {
    await writeWholeFile(this.journalFile, `${JSON.stringify(journal, null, 2)}\n`);
  }

  /** Forgets the plans and configurations of a deployment that changed nothing. */
  async begin(): Promise<void> {
    await mkdir(this.root, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.root))
      if (name === "next" || name.endsWith(".tfplan")) await this.remove(name);
  }

  planFile(workspace: string, kind: "" | ".new" = ""): string {
    return path.join(path.resolve(this.root), `${workspace}${kind}.tfplan`);
  }

  /** SHA-256 of the saved plan's file; undefined where there is none. */
  async planDigest(workspace: string): Promise<string | undefined> {
    const file = this.planFile(workspace);
    return existsSync(file)
      ? createHash("sha256")
          .update(await readFile(file))
          .digest("hex")
      : undefined;
  }

  /** The new plan takes the place of the reviewed one. */
  async takeNewPlan(workspace: string): Promise<void> {
    await rename(this.planFile(workspace, ".new"), this.planFile(workspace));
  }

  /** Remembers a workspace's configuration as what is being deployed. */
  async keep(workspace: string, directory: string): Promise<void> {
    await copyConfiguration(directory, this.kept("next", workspace));
  }

  /** Whether a workspace's configuration is still what is being deployed. */
  async isAsKept(workspace: string, directory: string): Promise<boolean> {
    return (await digestOf(directory)) === (await digestOf(this.kept("next", workspace)));
  }

  /** Whether it is known what was deployed of a workspace before. */
  hasDeployed(workspace: string): boolean {
    return existsSync(this.kept("deployed", workspace));
  }

  /** Puts a kept configuration back into the workspace's directory. */
  async putBack(which: "next" | "deployed", workspace: string, directory: string): Promise<void> {
    for (const name of await readdir(directory))
      if (!NOT_CONFIGURATION.test(name)) await rm(path.join(directory, name), { recursive: true });
    await copyConfiguration(this.kept(which, workspace), directory, true);
  }

  /** What was being deployed is deployed; its plans are of no more use. */
  async finish(workspaces: readonly string[]): Promise<void> {
    await mkdir(path.join(this.root, "deployed"), { recursive: true, mode: 0o700 });
    for (const workspace of workspaces) {
      const deployed = this.kept("deployed", workspace);
      await rm(deployed, { recursive: true, force: true });
      await rename(this.kept("next", workspace), deployed);
    }
    await this.begin();
  }

  private get journalFile(): string {
    return path.join(this.root, "journal.json");
  }

  private kept(which: "next" | "deployed", workspace: string): string {
    return path.join(this.root, which, workspace);
  }

  private async remove(name: string): Promise<void> {
    await rm(path.join(this.root, name), { recursive: true, force: true });
  }
}

async function copyConfiguration(from: string, to: string, onto = false): Promise<void> {
  if (!onto) await rm(to, { recursive: true, force: true });
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const name of await readdir(from))
    if (!NOT_CONFIGURATION.test(name))
      await cp(path.join(from, name), path.join(to, name), { recursive: true });
}

/** Of the names and contents of all files of a configuration; undefined without any. */
async function digestOf(directory: string): Promise<string | undefined> {
  const hash = createHash("sha256");
  const add = async (folder: string, below: string): Promise<void> => {
    for (const entry of (await readdir(folder, { withFileTypes: true })).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      if (below === "" && NOT_CONFIGURATION.test(entry.name)) continue;
      const [file, name] = [path.join(folder, entry.name), `${below}/${entry.name}`];
      if (entry.isDirectory()) await add(file, name);
      else if (entry.isFile())
        hash
          .update(JSON.stringify(name))
          .update(await readFile(file))
          .update("\0");
    }
  };
  if (!existsSync(directory)) return undefined;
  await add(directory, "");
  return hash.digest("hex");
}
