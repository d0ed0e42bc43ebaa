import { InputError } from "../../base/errors";
import { tell } from "../../base/stderr";
import { runGroup, type GroupEnd, type GroupOptions } from "../../base/process/process-group";
import { quietEnvironment, terraformCommand } from "../../read/sources/terraform-command";
import type { PlanTarget } from "./target";

/** How Terraform is run in every workspace. */
export interface TerraformOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds that each of `init`, `plan` and `show` may take. */
  readonly timeoutMs: number;
  /** How long a plan waits for the state's lock, as Terraform takes it (`5m`); undefined: it takes no lock. */
  readonly lockTimeout?: string;
  readonly signal: AbortSignal;
  /** For tests; see {@link GroupOptions}. */
  readonly graceMs?: number;
}

/**
 * Runs a Terraform command (or OpenTofu's, where there is no Terraform) in a workspace's directory.
 * @throws InputError when there is no such command, or when it was stopped from here
 */
export async function runTerraform(
  target: PlanTarget,
  args: readonly string[],
  options: TerraformOptions,
  onOutput: GroupOptions["onOutput"] = () => true,
): Promise<GroupEnd> {
  const { timeoutMs, signal, graceMs } = options;
  const workspace = target.workspace === undefined ? {} : { TF_WORKSPACE: target.workspace };
  const env = { ...quietEnvironment(options.env), ...workspace };
  const command = terraformCommand(env, "to plan");
  if (!("file" in command)) {
    throw new InputError({
      where: target.label,
      what: command.what,
      fix: `${command.fix}, or give states and --no-plan.`,
    });
  }
  const group = { cwd: target.directory, env, timeoutMs, signal, onOutput };
  const end = await runGroup(command.file, args, graceMs === undefined ? group : { ...group, graceMs });
  if (end?.stopped !== undefined) {
    const locks = args[0] === "apply" || (args[0] === "plan" && options.lockTimeout !== undefined);
    const stopped = wasStopped(target, args[0] ?? "", end.stopped, timeoutMs);
    if (!end.killed || !locks) throw stopped;
    const told = withLockTold(stopped);
    // The interrupt ends whatever would tell it later.
    if (end.stopped === "interrupt") tell(`${told.where}: ${told.what}`);
    throw told;
  }
  if (end !== undefined) return end;
  throw new InputError({
    where: target.label,
    what: `${command.file}, which is needed to plan, cannot be run.`,
    fix: "Check the file that TERRAFORM_BINARY_NAME or the PATH names.",
  });
}

/** Killed, Terraform releases no lock, and the next run would wait for it without knowing why. */
function withLockTold({ where, what, fix }: InputError): InputError {
  const lock = "It had to be killed: the state may be locked still, see `terraform force-unlock`.";
  return new InputError({ where, what: `${what} ${lock}`, fix });
}

/** Said when Terraform cannot release what it may hold. */
export function tellOfLocks(): void {
  tell("killed at once: states that were being locked may be locked still, see `terraform force-unlock`.");
}

function wasStopped(
  target: PlanTarget,
  command: string,
  why: NonNullable<GroupEnd["stopped"]>,
  timeoutMs: number,
): InputError {
  const where = target.label;
  if (why === "interrupt") {
    const what = `\`terraform ${command}\` was interrupted.`;
    return new InputError({ where, what, fix: "Run it again; nothing was recorded." });
  }
  if (why === "output") {
    const what = `\`terraform ${command}\` prints more than can be analyzed.`;
    return new InputError({ where, what, fix: "Split the workspace." });
  }
  const seconds = String(Math.round(timeoutMs / 1000));
  return new InputError({
    where,
    what: `\`terraform ${command}\` did not end within ${seconds} s and was stopped.`,
    fix: "Plan there by hand to see what it waits for, or allow more with --timeout.",
  });
}
