import type { CommandModule } from "yargs";

/** What `drparity init` is told; what is left out is detected, or has a default. */
export interface InitArguments {
  directory?: string;
  style?: "terraform" | "cdktf";
  name?: string;
  primary?: string;
  dr?: string;
  primaryRegion?: string;
  drRegion?: string;
  strategy: "pilot-light" | "warm-standby" | "active-active";
  pipeline?: "github" | "gitlab" | "none";
}

/** `drparity init`: scaffolds a pair. */
export const initCommand: CommandModule<object, InitArguments> = {
  command: "init [directory]",
  describe: "scaffold a pair: policy file and pipelines, and a CDKTF project where there is no Terraform yet",
  builder: (argv) => {
    const text = { type: "string", requiresArg: true } as const;
    return argv
      .positional("directory", { type: "string", desc: "the project's directory (default: this one)" })
      .option("style", {
        choices: ["terraform", "cdktf"] as const,
        desc: "for Terraform that exists, or a new CDKTF project (default: what is there)",
      })
      .option("name", { ...text, desc: "the pair's name (default: the directory's)" })
      .option("primary", { ...text, desc: "Terraform directory of the primary side (default: detected)" })
      .option("dr", { ...text, desc: "Terraform directory of the DR side (default: detected)" })
      .option("primary-region", { ...text, desc: "AWS region of primary (default: detected)" })
      .option("dr-region", { ...text, desc: "AWS region of DR (default: detected)" })
      .option("strategy", {
        choices: ["pilot-light", "warm-standby", "active-active"] as const,
        default: "warm-standby" as const,
        desc: "what runs in DR before a failover",
      })
      .option("pipeline", {
        choices: ["github", "gitlab", "none"] as const,
        desc: "whose pipelines to write (default: what is there, else github)",
      })
      .epilogue("A file that is there already is kept. Exit status: 0 done, 1 an error.");
  },
  handler: async (args) => {
    const { runInit } = await import("./run-init");
    await runInit(args);
  },
};
