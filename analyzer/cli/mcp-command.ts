import type { CommandModule } from "yargs";
import { type McpArguments, mcpOptions } from "./mcp-options";

/** `drparity mcp`: the analyzer for assistants. */
export const mcpCommand: CommandModule<object, McpArguments> = {
  command: "mcp",
  describe: "serve assistants on standard input and output (Model Context Protocol), read-only",
  builder: mcpOptions as never,
  handler: async (args) => {
    const { runMcp } = await import("./mcp/run-mcp");
    await runMcp(args);
  },
};
