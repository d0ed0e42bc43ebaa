import { terminalText } from "./runner-commands";
import { withoutEnvironmentSecrets } from "./secrets/environment";

/**
 * Says something on standard error, the one way there: each line visible, without commands for a pipeline and without
 * what the environment holds of secrets. Line breaks are the caller's own: parts from outside have none that count.
 */
export function tell(message: string): void {
  const lines = withoutEnvironmentSecrets(`drparity: ${message}`, process.env).split("\n");
  process.stderr.write(`${lines.map(terminalText).join("\n")}\n`);
}
