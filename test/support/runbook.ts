import { analyzeWith, understand } from "../../analyzer/analyze";
import { type Chapter, commandsOf, type Runbook } from "../../analyzer/act/runbook/runbook";
import { writeRunbook } from "../../analyzer/act/runbook/write-runbook";
import { pairInput, type PairParts } from "./pair";

/** A pair's runbook, from its sources to its chapters. */
export function runbookOf(parts: PairParts): Runbook {
  const input = pairInput(parts);
  const pair = understand(input);
  return writeRunbook(pair, analyzeWith(pair, input));
}

/** The beginnings of titles of chapters. */
export const STOP = "Stop the primary";
export const DATA = "Make the data writable";
export const CAPACITY = "Bring the DR region";
export const PROBING = "See that the application";
export const TRAFFIC = "Lead traffic";
export const BACK = "Going back";
export const LEFT = "What this page has no step for";

/** The chapter whose title begins so. */
export function chapter(runbook: Runbook, title: string): Chapter {
  const found = runbook.chapters.find((one) => one.title.startsWith(title));
  if (found === undefined)
    throw new Error(`no ${title} in ${runbook.chapters.map((one) => one.title).join(", ")}`);
  return found;
}

/** The chapter's commands, in order. */
export function lines(runbook: Runbook, title: string): string[] {
  return chapter(runbook, title)
    .steps.flatMap(commandsOf)
    .map(({ line }) => line);
}
