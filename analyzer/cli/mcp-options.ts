import type { Argv } from "yargs";
import type { ArgumentsOf } from "./sources-options";

/** What `drparity mcp` can be told. */
export function mcpOptions(argv: Argv) {
  return argv.option("allow-network", {
    type: "boolean",
    default: false,
    desc: "read s3:// and hcp:// sources and remote states too",
  });
}

/** What `drparity mcp` is told. */
export type McpArguments = ArgumentsOf<typeof mcpOptions>;
