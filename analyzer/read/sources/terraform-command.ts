import path from "node:path";
import { TRUST_VARIABLE } from "../../base/process/checkout";
import { findCommand } from "../../base/process/find-command";

/** Terraform as it is to be run, or what to tell of where it was looked for. */
export type TerraformCommand = { readonly file: string } | { readonly what: string; readonly fix: string };

/**
 * The program to run: what TERRAFORM_BINARY_NAME names (as for cdktf), else `terraform`, else `tofu`.
 * @param purpose such as `to plan`
 */
export function terraformCommand(env: NodeJS.ProcessEnv, purpose: string): TerraformCommand {
  const named = env.TERRAFORM_BINARY_NAME;
  const names = named ? [named] : ["terraform", "tofu"];
  const found = names.map((name) => findCommand(name, env));
  const file = found.find((one) => one.file !== undefined)?.file;
  if (file !== undefined) return { file };
  const passedOver = found.find((one) => one.passedOver !== undefined)?.passedOver;
  if (passedOver === undefined) {
    return {
      what: `${names.join(" or ")}, which is needed ${purpose}, is not on the PATH.`,
      fix: "Install it",
    };
  }
  return {
    what: `${passedOver}, which is needed ${purpose}, lies in the checkout, and nothing from there is run.`,
    fix: `Name it by its path in TERRAFORM_BINARY_NAME, or set ${TRUST_VARIABLE}=1, where the checkout can be trusted`,
  };
}

/**
 * An environment in which Terraform asks nothing at a prompt, prints no log between its messages, and does not call home.
 * A configuration of its command line that is named by a relative path is the one seen from here: it runs elsewhere, in
 * directories whose content others may have written.
 */
export function quietEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const config = env.TF_CLI_CONFIG_FILE ? { TF_CLI_CONFIG_FILE: path.resolve(env.TF_CLI_CONFIG_FILE) } : {};
  return { ...env, ...config, TF_IN_AUTOMATION: "1", TF_INPUT: "0", TF_LOG: "", CHECKPOINT_DISABLE: "1" };
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
