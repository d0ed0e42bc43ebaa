import { join } from "node:path";
import { readSmallFile } from "../../base/files/small-file";
import { mayName } from "../../base/process/checkout";
import { matchesPath } from "./path-pattern";

/** Whose a file is, by its working copy's CODEOWNERS. */
export type Codeowners = (root: string, file: string) => string | undefined;

/** In the order in which GitHub looks for it; GitLab looks at the first two of these and at its own. */
const PLACES = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"] as const;
/** GitHub passes over a larger file. */
const MAX_BYTES = 3 * 1024 ** 2;

/** Reads the CODEOWNERS of working copies; a working copy without one owns nothing. */
export async function readCodeowners(roots: readonly string[]): Promise<Codeowners> {
  const files = new Map<string, OwnersFile>();
  for (const root of roots) {
    const found = await firstOf(root);
    if (found) files.set(root, found);
  }
  return (root, file) => files.get(root)?.ownersOf(file);
}

async function firstOf(root: string): Promise<OwnersFile | undefined> {
  for (const place of PLACES) {
    const file = join(root, place);
    const text = mayName(root, file)
      ? await readSmallFile(file, MAX_BYTES).catch(() => undefined)
      : undefined;
    if (text !== undefined) {
      return new OwnersFile(text, place.startsWith(".gitlab/") ? "gitlab" : "github");
    }
  }
  return undefined;
}

interface Rule {
  readonly pattern: string;
  readonly owners: readonly string[];
}

/** Rules in the order of the file. GitLab's sections each have their own say; without any there is one. */
export class OwnersFile {
  private readonly sections: readonly (readonly Rule[])[];

  /** @param dialect they differ in what a pattern such as `docs/*` means: GitLab finds it at any depth */
  constructor(
    text: string,
    private readonly dialect: "github" | "gitlab" = "github",
  ) {
    this.sections = parse(text);
  }

  /** The owners of a file, parted by blanks; undefined when it has none. The last rule that matches counts. */
  ownersOf(file: string): string | undefined {
    const anchored = this.dialect === "github";
    const owners = this.sections.flatMap(
      (rules) => rules.findLast(({ pattern }) => matchesPath(pattern, file, anchored))?.owners ?? [],
    );
    return owners.length > 0 ? [...new Set(owners)].join(" ") : undefined;
  }
}

/** `[Name]`, `^[Name][2] @default`: GitLab's; to GitHub such a line is void. */
const SECTION = /^\^?\[([^\]]+)\](?:\[\d+\])?(?:\s+(.*))?$/;

function parse(text: string): Rule[][] {
  const sections = new Map<string, Rule[]>([["", []]]);
  let [current, defaults]: [string, readonly string[]] = ["", []];
  for (const line of text.split(/\r?\n/).map((raw) => raw.trim())) {
    if (line === "" || line.startsWith("#")) continue;
    const [, name, rest] = SECTION.exec(line) ?? [];
    if (name !== undefined) {
      [current, defaults] = [name.toLowerCase(), words(rest ?? "")];
      if (!sections.has(current)) sections.set(current, []);
    } else {
      const [pattern = "", ...owners] = words(line);
      sections.get(current)?.push({ pattern, owners: owners.length > 0 ? owners : defaults });
    }
  }
  return [...sections.values()];
}

/** Parted by blanks that have no backslash before them; a comment ends the line. */
function words(line: string): string[] {
  const all = line.match(/(?:\\.|[^\s\\])+/g) ?? [];
  const comment = all.findIndex((word) => word.startsWith("#"));
  return (comment < 0 ? all : all.slice(0, comment)).map((word) => word.replace(/\\(.)/g, "$1"));
}
