import path from "node:path";
import type { Answers, PairAnswers } from "../act/init/answers";
import { decide } from "../act/init/decide";
import { nextSteps } from "../act/init/next";
import { scaffold } from "../act/init/scaffold";
import { writeAll, type Written } from "../act/init/write";
import { counted } from "../render/words";
import type { InitArguments } from "./init-options";
import { writeOutput } from "./output";

/**
 * Runs `init`.
 * @throws InputError when something has to be told first, or cannot be written
 */
export async function runInit({ directory = ".", ...wishes }: InitArguments): Promise<void> {
  const answers = await decide(directory, wishes);
  const written = await writeAll(path.resolve(directory), scaffold(answers));
  const summaries = answers.pairs.map((pair) => summary(answers, pair));
  const lines = [...summaries, ...leftOut(answers), "", ...written.map(line), ...kept(written), ""];
  await writeOutput(`${[...lines, ...nextSteps(answers)].join("\n")}\n`, undefined);
}

const MOST_NAMED = 6;

/** A root that nobody compares is said: it may be a third region, or a side that was not recognized. */
function leftOut({ leftOut: directories }: Answers): string[] {
  if (directories.length === 0) return [];
  const more = directories.length - MOST_NAMED;
  const named = directories.slice(0, MOST_NAMED).join(", ");
  return [`In no pair: ${named}${more > 0 ? ` and ${counted(more, "more", "more")}` : ""}`];
}

function kept(written: readonly Written[]): string[] {
  const any = written.some(({ outcome }) => outcome === "kept");
  return any ? ["", "What was kept says what it said before: remove it, and init writes it anew."] : [];
}

function summary({ style, strategy }: Answers, { name, primary, dr, combined }: PairAnswers): string {
  const side = ({ region, workspaces }: PairAnswers["primary"]) => {
    const told = region === undefined ? "" : ` (${region})`;
    return style === "cdktf" || workspaces.length === 0 ? (region ?? "?") : `${place(workspaces)}${told}`;
  };
  const both = combined.length > 0 ? `${place(combined)}: ` : "";
  return `Pair ${name}: ${both}${side(primary)} -> ${side(dr)}, ${strategy}`;
}

function place(workspaces: PairAnswers["combined"]): string {
  const [first, ...others] = workspaces;
  if (first === undefined) return "";
  const more = others.length > 0 ? ` and ${counted(others.length, "more", "more")}` : "";
  const details = [first.workspace, first.varFile].filter((text) => text !== undefined);
  return `${first.directory}${details.length > 0 ? ` [${details.join(", ")}]` : ""}${more}`;
}

function line({ path: file, outcome }: Written): string {
  return `  ${outcome.padEnd(7)}  ${file}`;
}
