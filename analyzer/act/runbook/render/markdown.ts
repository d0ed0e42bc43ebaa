import { code, inert, PROSE, warning } from "../../../render/markdown-text";
import type { Chapter, Command, Runbook, Sentence, Step } from "../runbook";

/** The runbook as one page of Markdown, which can be read as it is as well. */
export function runbookMarkdown({ title, incomplete, chapters }: Runbook, written: string): string {
  const blocks = [
    `# ${sentence(title)}`,
    inert(written, PROSE),
    ...(incomplete.length === 0 ? [] : [warning(INCOMPLETE, incomplete.map(sentence))]),
    ...chapters.flatMap((chapter, index) => chapterBlocks(chapter, index + 1)),
  ];
  return `${blocks.join("\n\n")}\n`;
}

const INCOMPLETE = "Something may be missing on this page, since not everything could be read:";

function chapterBlocks({ title, notes = [], facts = [], steps }: Chapter, number: number): string[] {
  return [
    `## ${number}. ${title}`,
    ...notes.map(sentence),
    ...(facts.length === 0 ? [] : [table(facts)]),
    ...steps.flatMap((step, index) => stepBlocks(step, `${number}.${index + 1}`)),
  ];
}

function table(facts: NonNullable<Chapter["facts"]>): string {
  const rows = facts.map(([what, value]) => `| ${inert(what, PROSE)} | ${sentence(value)} |`);
  return ["| | |", "| --- | --- |", ...rows].join("\n");
}

function stepBlocks(step: Step, number: string): string[] {
  const { title, notes = [], commands = [], choices = [], check, back } = step;
  const part = (name: string, says: Sentence, list: readonly Command[] = []) => [
    `**${name}** ${sentence(says)}`,
    ...fenced(list),
  ];
  return [
    `### ${number} ${sentence(title)}`,
    ...notes.map(sentence),
    ...fenced(commands),
    ...choices.flatMap((one) => part("Either:", one.says, one.commands)),
    ...(check === undefined ? [] : part("Check:", check.says, check.commands)),
    ...(back === undefined ? [] : part("Back:", back.says, back.commands)),
    ...(back?.choices ?? []).flatMap((one) => part("Either:", one.says, one.commands)),
  ];
}

/** Commands to be copied as they are. The fence is longer than any in them. */
function fenced(commands: readonly Command[]): string[] {
  if (commands.length === 0) return [];
  const lines = commands.map(({ line }) => line);
  const longest = Math.max(
    2,
    ...lines.flatMap((line) => line.match(/`+/g) ?? []).map(({ length }) => length),
  );
  const fence = "`".repeat(longest + 1);
  return [[`${fence}sh`, ...lines, fence].join("\n")];
}

function sentence(pieces: Sentence): string {
  return pieces
    .map((piece) => {
      if (typeof piece === "string") return piece;
      return "value" in piece ? code(piece.value, PROSE) : `**FILL IN: ${inert(piece.missing, PROSE)}**`;
    })
    .join("");
}
