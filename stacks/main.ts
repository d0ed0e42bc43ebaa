import { EXAMPLES } from "../examples";
import { App } from "../modules/pair/cdk";
import { ConfigurationError } from "../modules/pair/configuration-error";

/** The entry point of `cdktf.json`. DRPARITY_EXAMPLE chooses the application; put your own pair here. */
function main(): void {
  const name = process.env.DRPARITY_EXAMPLE ?? "warm-standby";
  const example = EXAMPLES[name];
  if (example === undefined) {
    throw new ConfigurationError(
      "DRPARITY_EXAMPLE",
      `there is no "${name}"`,
      `Use one of ${Object.keys(EXAMPLES).join(", ")}`,
    );
  }
  const app = new App();
  example(app);
  app.synth();
}

try {
  main();
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  // The message says which field and what to write; a stack trace would bury it.
  console.error(`drparity: ${error.message}`);
  process.exitCode = 1;
}
