import type { CiRun } from "../base/ci-run";
import type { SourceLocation } from "../model/report";

/** What leads out of the repository, and halves of characters, which no address can hold. */
const NOWHERE = /^\/|^[a-z]:|(?:^|\/)\.\.?(?:\/|$)|\p{Surrogate}/iu;

/**
 * The forge's page of a place, at the commit that the run judges. Safe in a quoted attribute of HTML and in Markdown.
 * Undefined where the run does not tell it, and for a file that is none of the repository's.
 */
export function placeUrl({ file, line }: SourceLocation, run?: CiRun): string | undefined {
  if (run?.files === undefined || NOWHERE.test(file)) return undefined;
  const path = file.split("/").map(encodeURIComponent).join("/").replaceAll("'", "%27");
  return `${run.files}${path}#L${String(line)}`;
}
