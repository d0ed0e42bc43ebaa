import type { CommandModule } from "yargs";
import { type DeployArguments, deployOptions } from "./deploy-options";

/** `drparity deploy`: applies a generated pair by saved plans, one side after the other. */
export const deployCommand: CommandModule<object, DeployArguments> = {
  command: "deploy",
  describe: "apply a generated pair by saved plans, DR first, and go on or back after a failure",
  builder: deployOptions as never,
  handler: async (args) => {
    const { runDeploy } = await import("./run-deploy");
    process.exitCode = await runDeploy(args);
  },
};
