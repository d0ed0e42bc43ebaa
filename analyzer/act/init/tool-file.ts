import { realpath } from "node:fs/promises";
import path from "node:path";
import { InputError } from "../../base/errors";
import { readSmallFile } from "../../base/files/small-file";
import { askGit } from "../../base/process/git";

/** No release's program is as large. */
const MOST_BYTES = 20 * 1024 ** 2;

/** How `scripts/bundle.mjs` has it begin. */
const PROGRAM = /^#!.*\n\/\/ drparity \S+, as one file\./;

const INSTEAD =
  "Put there the drparity.cjs of a release and commit it, or say --tool-source OWNER/REPOSITORY or npm.";

/**
 * Refuses a file that pipelines could not run as drparity: one that is not there, is something else, or that no checkout has.
 *
 * @param file relative to the project
 * @throws InputError
 */
export async function assertRunnable(project: string, file: string): Promise<void> {
  const why = await whyNot(project, file);
  if (why !== undefined) throw new InputError({ where: `--tool-source ./${file}`, what: why, fix: INSTEAD });
}

async function whyNot(project: string, file: string): Promise<string | undefined> {
  const [root, place] = await Promise.all(
    [project, path.join(project, file)].map((one) => realpath(one).catch(() => undefined)),
  );
  if (root === undefined || place === undefined) return "There is no such file in the project.";
  if (!place.startsWith(root + path.sep)) return "It is a link that leads out of the project.";
  const text = await readSmallFile(place, MOST_BYTES).catch(() => undefined);
  if (!PROGRAM.test(text ?? "")) return "It is not drparity's one file.";
  return (await isIgnored(root, place))
    ? "Git ignores it, so that no pipeline's checkout has it."
    : undefined;
}

/** Whether git leaves a file out of commits. What is tracked is not ignored, whatever the patterns. */
async function isIgnored(project: string, file: string): Promise<boolean> {
  try {
    return (await askGit(project, ["check-ignore", "--", file], process.env)) !== undefined;
  } catch {
    // Its exit status for a file that is not ignored.
    return false;
  }
}
