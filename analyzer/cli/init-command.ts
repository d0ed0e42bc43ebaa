import type { CommandModule } from "yargs";
import { type InitArguments, initOptions } from "./init-options";

/** `drparity init`: scaffolds a pair. */
export const initCommand: CommandModule<object, InitArguments> = {
  command: "init [directory]",
  describe: "scaffold a pair: policy file and pipelines, and a CDKTF project where there is no Terraform yet",
  builder: initOptions as never,
  handler: async (args) => {
    const { runInit } = await import("./run-init");
    await runInit(args);
  },
};
