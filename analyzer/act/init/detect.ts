import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { isRegion } from "../../base/aws/regions";

/** A Terraform root that was found. */
export interface Root {
  /** Relative to where the search began, with slashes; `.` for that itself. */
  readonly directory: string;
  /** Of its default AWS provider, when that is written out. */
  readonly region: string | undefined;
}

/** Roots lie near the top; deeper there are modules and vendored code. */
const DEEPEST = 4;
const MOST_DIRECTORIES = 2000;
const MOST_BYTES = 1 << 20;
const PASSED_OVER = /^(?:\.|node_modules$|cdktf\.out$|vendor$)/;

/** A root has a backend, a `cloud` block or a provider's configuration; a module has none of them. */
const ROOT = /^\s*(?:provider\s+"aws"\s*\{|(?:backend\s+"\w+"|cloud)\s*\{)/m;
const REGION = /^\s*provider\s+"aws"\s*\{(?:(?!^\s*alias\s*=|^\})[^])*?^\s*region\s*=\s*"([a-z0-9-]+)"/m;

/** Finds Terraform roots below a directory, in the order of their paths. Whatever cannot be read is passed over. */
export async function findRoots(directory: string): Promise<Root[]> {
  const roots: Root[] = [];
  const open = [{ at: directory, depth: 0 }];
  for (let seen = 0; open.length > 0 && seen < MOST_DIRECTORIES; seen++) {
    const { at, depth } = open.shift() ?? { at: directory, depth: 0 };
    const entries = await readdir(at, { withFileTypes: true }).catch(() => []);
    const root = await rootIn(
      at,
      entries.filter((entry) => entry.isFile()).map(({ name }) => name),
    );
    if (root) roots.push({ ...root, directory: slashed(path.relative(directory, at)) || "." });
    if (depth === DEEPEST) continue;
    for (const entry of entries) {
      if (entry.isDirectory() && !PASSED_OVER.test(entry.name))
        open.push({ at: path.join(at, entry.name), depth: depth + 1 });
    }
  }
  return roots.sort((a, b) => (a.directory < b.directory ? -1 : 1));
}

async function rootIn(
  directory: string,
  files: readonly string[],
): Promise<Omit<Root, "directory"> | undefined> {
  const texts = await Promise.all(
    files.filter((name) => name.endsWith(".tf")).map((name) => readSmall(path.join(directory, name))),
  );
  const text = texts.join("\n");
  if (!ROOT.test(text)) return undefined;
  const region = REGION.exec(text)?.[1];
  return { region: region !== undefined && isRegion(region) ? region : undefined };
}

async function readSmall(file: string): Promise<string> {
  try {
    return (await stat(file)).size <= MOST_BYTES ? await readFile(file, "utf8") : "";
  } catch {
    return "";
  }
}

function slashed(file: string): string {
  return file.split(path.sep).join("/");
}

/** Words by which people call the side that stands by; its region's name is no such word, since either may be it. */
const DR_WORD =
  /(?:^|[-_./])(?:dr|disaster-?recovery|secondary|standby|failover|backup|replica|passive)(?:$|[-_./])/i;
const PRIMARY_WORD = /(?:^|[-_./])(?:primary|main|active|prod(?:uction)?|live)(?:$|[-_./])/i;

/** The two sides among some roots; a side is undefined when none or several could be it. */
export function sidesAmong(roots: readonly Root[]): { primary: Root | undefined; dr: Root | undefined } {
  const dr = roots.filter(({ directory }) => DR_WORD.test(directory));
  const others = roots.filter((root) => !dr.includes(root));
  const named = others.filter(({ directory }) => PRIMARY_WORD.test(directory));
  return { primary: only(named) ?? only(others), dr: only(dr) };
}

function only<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}
