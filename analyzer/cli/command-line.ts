import yargs from "yargs";
import { InputError } from "../base/errors";
import { printable } from "../base/printable";
import { TOOL_VERSION } from "../base/version";
import { analyzeCommand } from "./analyze-command";
import { checkCommand } from "./check-command";
import { commentCommand } from "./comment-command";
import { Suggestions } from "./did-you-mean";
import { deployCommand } from "./deploy-command";
import { driftCommand } from "./drift-command";
import { drillsCommand } from "./drills-command";
import { explainCommand } from "./explain-command";
import { refuseGivenTwice } from "./given-twice";
import { globalOptions } from "./global-options";
import { historyCommand } from "./history-command";
import { initCommand } from "./init-command";
import { mcpCommand } from "./mcp-command";
import { pairsCommand } from "./pairs-command";
import { remediateCommand } from "./remediate-command";
import { runbookCommand } from "./runbook-command";
import { shieldDashes } from "./sources-options";
import { UsageError } from "./usage-error";

/** Exit status of an error, as `terraform plan -detailed-exitcode`. */
const EXIT_ERROR = 1;

const COMMANDS = [
  analyzeCommand,
  deployCommand,
  driftCommand,
  pairsCommand,
  explainCommand,
  historyCommand,
  drillsCommand,
  remediateCommand,
  runbookCommand,
  commentCommand,
  checkCommand,
  initCommand,
  mcpCommand,
];

/**
 * Does what a command line asks for, and sets the exit status of the process; errors are told on standard error.
 * @param commandLine what follows the program's name
 */
export async function run(commandLine: readonly string[]): Promise<void> {
  const args = shieldDashes(commandLine);
  const suggestions = new Suggestions(
    COMMANDS.map(({ command }) => String(command).split(" ")[0] ?? ""),
    args,
  );
  try {
    refuseCompletionOf(args);
    await globalOptions(yargs(args))
      .scriptName("drparity")
      .usage(
        "$0 COMMAND\n\nKeeps a disaster-recovery region honest: finds where DR has diverged from primary.",
      )
      .command(COMMANDS as never)
      .completion("completion", "print a script that completes commands and options in bash or zsh")
      .middleware([suggestions.remember, refuseGivenTwice(args)], true)
      .demandCommand(1, "Name a command.")
      .strict()
      .version(TOOL_VERSION)
      .help()
      .alias("help", "h")
      .wrap(Math.min(110, process.stdout.columns || 110))
      .fail((message, error) => {
        // yargs' own errors (YError) tell of the command line, too.
        if (error && error.name !== "YError") throw error;
        throw new UsageError(suggestions.complete(message.replace(/\s+/g, " ")));
      })
      .parseAsync();
  } catch (error) {
    process.exitCode = EXIT_ERROR;
    // It knows secrets by a hundred names, which nobody needs where all goes well.
    const { tell } = await import("../base/stderr");
    tell(describe(error));
  }
}

/** yargs answers this command itself, whatever follows. @throws UsageError for another shell's name */
function refuseCompletionOf([command, name]: readonly string[]): void {
  if (command !== "completion" || name === undefined || name.startsWith("-")) return;
  throw new UsageError("completion takes no name: it prints zsh's script where SHELL is zsh, else bash's.");
}

/** One or two lines, never a stack trace unless DRPARITY_DEBUG is set. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return printable(String(error));
  const debug = process.env.DRPARITY_DEBUG ? `\n${error.stack ?? ""}` : "";
  if (error instanceof InputError) return error.message + debug;
  if (error instanceof UsageError) return `${printable(error.message)}\nSee drparity --help.${debug}`;
  return `${printable(error.message)}\nThis is a fault of drparity; set DRPARITY_DEBUG=1 for its origin.${debug}`;
}
