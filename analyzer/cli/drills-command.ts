import type { CommandModule } from "yargs";
import { type DrillsArguments, drillsOptions } from "./drills-options";

/** `drparity drills`: how the rehearsals of the failover went. */
export const drillsCommand: CommandModule<object, DrillsArguments> = {
  command: "drills [location]",
  describe: "show the drills of the failover against their targets",
  builder: drillsOptions as never,
  handler: async (args) => {
    const { runDrills } = await import("./run-drills");
    await runDrills(args);
  },
};
