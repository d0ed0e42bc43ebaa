import { scanHclUpToError } from "../../read/hcl/scan-hcl";
import type { Locator } from "../../mend/locate/locator";
import type { Declared } from "../../mend/locate/module-directory";
import { pathFrom, repositoryOf } from "../../mend/locate/repository";
import type { Redactor } from "../../base/secrets/redact";
import type { Finding } from "../../model/report";
import { formatModulePath, parseAddress, parseModulePath } from "../../model/workspace/address";
import { hasSecretName } from "../../base/secrets/names";
import { editFor, settingsOf } from "./edit";
import { isShowable, type LineEdit, unifiedDiff } from "./unified-diff";

/** What a patch is made from. */
export interface PatchSources {
  readonly locator: Locator;
  /** The labels of the workspaces that may be changed. */
  readonly workspaces: readonly string[];
  /** A file's text. */
  readonly read: (file: string) => Promise<string>;
  readonly redactor: Redactor;
  readonly cwd: string;
}

/** The patch, and which findings it mends, in part at least. */
export interface Patch {
  readonly text: string;
  readonly mended: readonly Finding[];
}

/**
 * The changes that findings ask for, as one unified diff: only where a literal stands in a block that the other side
 * does not share. No line that may hold a secret is in it.
 */
export async function patchFor(findings: readonly Finding[], sources: PatchSources): Promise<Patch> {
  const files = new Map<string, LineEdit[]>();
  const mended: Finding[] = [];
  for (const finding of findings) {
    const declared = declarationOf(finding, sources);
    if (!declared?.block) continue;
    const known = files.get(declared.file) ?? [];
    const text = await sources.read(declared.file);
    const edits = editsFor(finding, text, declared).filter(
      (edit) =>
        isShowable(text, edit, mayShow(sources.redactor)) && !known.some((other) => overlap(other, edit)),
    );
    if (edits.length === 0) continue;
    files.set(declared.file, [...known, ...edits]);
    mended.push(finding);
  }
  const diffs: string[] = [];
  for (const [file, edits] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const ordered = [...edits].sort((a, b) => a.start - b.start);
    const path = pathFrom(repositoryOf(file) ?? sources.cwd, file);
    if (path !== undefined)
      diffs.push(unifiedDiff(path, await sources.read(file), ordered, mayShow(sources.redactor)));
  }
  return { text: diffs.join(""), mended };
}

/** The block that a finding's fix is about; undefined when both sides are made from it. */
function declarationOf(
  { fix, primary, dr }: Finding,
  { locator, workspaces }: PatchSources,
): Declared | undefined {
  if (fix?.language !== "hcl" || !dr) return undefined;
  const found = workspaces.flatMap((workspace) => {
    const call = /^module\.[^.]+(?:\.module\.[^.]+)*$/.test(fix.address)
      ? parseModulePath(fix.address)
      : undefined;
    if (call) return locator.call(workspace, formatModulePath(call)).slice(0, 1);
    const parts = parseAddress(fix.address);
    return parts ? locator.declarations({ workspace, parts }).slice(0, 1) : [];
  });
  const [only] = found;
  if (found.length !== 1 || !only) return undefined;
  const isShared = primary?.location && dr.location && primary.location.file === dr.location.file;
  return isShared && fix.address === dr.address ? undefined : only;
}

function editsFor({ fix }: Finding, text: string, { block }: Declared): readonly LineEdit[] {
  const snippet = fix?.text ?? "";
  const [wanted] = scanHclUpToError(snippet).blocks;
  if (!wanted || !block) return [];
  const edits = settingsOf(snippet, wanted).flatMap((setting) => editFor(text, block, setting) ?? []);
  return edits.filter((edit, i) => !edits.slice(0, i).some((other) => overlap(other, edit)));
}

/** Two edits of the same lines, or two insertions at one place, whose order nobody could tell. */
function overlap(a: LineEdit, b: LineEdit): boolean {
  return a.start <= b.start + b.count && b.start <= a.start + a.count && !(isAfter(a, b) || isAfter(b, a));
}

function isAfter(a: LineEdit, b: LineEdit): boolean {
  return a.count > 0 && b.count > 0 && a.start >= b.start + b.count;
}

function mayShow(redactor: Redactor): (line: string) => boolean {
  return (line) => {
    const bare = line.replace(/\r?\n$/, "");
    const [, name = ""] = /^\s*"?([\w-]+)"?\s*[=:]/.exec(bare) ?? [];
    return (
      redactor.text(bare.replaceAll("\t", " ")) === bare.replaceAll("\t", " ") &&
      !(hasSecretName(name, bare.split(/[=:]/, 2)[1]?.trim().replace(/^"|"$/g, "")) && bare.includes('"'))
    );
  };
}
