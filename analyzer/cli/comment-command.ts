import type { CommandModule } from "yargs";

/** `drparity comment`: a report as the one comment of a pull or merge request. */
export const commentCommand: CommandModule<object, { file: string; key: string; failed: boolean }> = {
  command: "comment <file>",
  describe: "write a markdown report as a comment on the pull or merge request, updating the earlier one",
  builder: (argv) =>
    argv
      .positional("file", { type: "string", demandOption: true, desc: "what --format markdown wrote" })
      .option("key", {
        type: "string",
        default: "pair",
        requiresArg: true,
        desc: "tells several pairs' comments on one request apart",
      })
      .option("failed", {
        type: "boolean",
        default: false,
        desc: "FILE holds what analyze said on standard error: say instead of the report that there is none",
      })
      .epilogue(
        "Knows GitHub Actions, GitLab CI, Bitbucket and Azure Pipelines by their environment; needs GITHUB_TOKEN, GITLAB_TOKEN,\nBITBUCKET_TOKEN or SYSTEM_ACCESSTOKEN.\n" +
          "Exit status: 0 written, 1 an error.",
      ),
  handler: async ({ file, key, failed }) => {
    const { runComment } = await import("./run-comment");
    await runComment(file, key, failed);
  },
};
