/** The commands to try, in this order: what TERRAFORM_BINARY_NAME names (as for cdktf), else `terraform`, then `tofu`. */
export function terraformCommands(env: NodeJS.ProcessEnv): string[] {
  return env.TERRAFORM_BINARY_NAME ? [env.TERRAFORM_BINARY_NAME] : ["terraform", "tofu"];
}

/** An environment in which Terraform asks nothing at a prompt, prints no log between its messages, and does not call home. */
export function quietEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, TF_IN_AUTOMATION: "1", TF_INPUT: "0", TF_LOG: "", CHECKPOINT_DISABLE: "1" };
}

/** A colour of the terminal. What else a message may hold of control characters, InputError makes visible. */
// eslint-disable-next-line no-control-regex -- an escape is what it starts with
const COLOUR = /\u001b\[[0-9;]*m/g;

/** What a failed command says on standard error, in a line: its error, without the box that Terraform draws around it. */
export function errorLine(stderr: string): string | undefined {
  const lines = messageLines(stderr);
  // Warnings come before the error.
  return lines.find((line) => line.startsWith("Error:")) ?? lines[0];
}

/** The lines of a message, out of its box. */
export function messageLines(stderr: string): string[] {
  const lines = stderr.replace(COLOUR, "").split(/\r?\n/);
  return lines.map((line) => line.replace(/^[\s╷│╵|]+/, "").trim()).filter((line) => line !== "");
}
