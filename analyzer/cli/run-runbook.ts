import { runbookHtml } from "../act/runbook/render/html";
import { runbookMarkdown } from "../act/runbook/render/markdown";
import { placesToFillIn } from "../act/runbook/runbook";
import { writeRunbook } from "../act/runbook/write-runbook";
import { analyzeWith, understand } from "../analyze";
import { timeText } from "../base/duration";
import { tell } from "../base/stderr";
import { TOOL_VERSION } from "../base/version";
import { counted } from "../render/words";
import { loadPair } from "./load-pair";
import { writeOutput } from "./output";
import type { RunbookArguments } from "./runbook-options";

const RENDERINGS = { markdown: runbookMarkdown, html: runbookHtml };
/** As `analyze`: what was read proves no absence. */
const EXIT_INCOMPLETE = 2;

/** Runs `runbook` and returns the exit status. */
export async function runRunbook(args: RunbookArguments): Promise<number> {
  const input = await loadPair(args);
  const pair = understand(input);
  const report = analyzeWith(pair, input);
  const runbook = writeRunbook(pair, report);
  const written = `Written ${timeText(report.generatedAt)} by drparity ${TOOL_VERSION}. Write it anew whenever the pair has changed.`;
  await writeOutput(RENDERINGS[args.format](runbook, written), args.output);
  const places = placesToFillIn(runbook);
  if (places > 0) tell(`${counted(places, "place")} to fill in: look for FILL IN.`);
  if (runbook.incomplete.length === 0) return 0;
  tell("Not everything could be read, so steps may be missing; the page says what.");
  return EXIT_INCOMPLETE;
}
