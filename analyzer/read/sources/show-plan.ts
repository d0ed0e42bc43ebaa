import { existsSync } from "node:fs";
import { copyFile, mkdir, realpath, symlink } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { InputError } from "../../base/errors";
import { TRUST_VARIABLE, trustsCheckout } from "../../base/process/checkout";
import { withPrivateDirectory } from "../../base/process/private-directory";
import { runGroup, type GroupEnd } from "../../base/process/process-group";
import { tooLarge } from "./bytes";
import { isCommitted } from "./committed";
import { MAX_CONTENT_BYTES, SHOW_TIMEOUT_MS } from "./limits";
import { errorLine, messageLines, quietEnvironment, terraformCommand } from "./terraform-command";

/** For tests. */
export interface ShowOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
  readonly limit?: number;
}

/** How Terraform 1.x and OpenTofu say that a provider is missing; lines are joined, since they wrap anywhere. */
const NOT_INITIALISED =
  /(?:terraform|tofu) init\b|there is no package for|unavailable provider|plugins are not installed/i;

/**
 * What `terraform show -json` (or `tofu`, where there is no Terraform; or TERRAFORM_BINARY_NAME, as for cdktf) prints of
 * a saved plan. It runs in a scratch directory, which holds nothing of the plan's own but the providers that `terraform
 * init` installed in that directory or in the nearest one above it: Terraform runs them to read the plan.
 *
 * @throws InputError when neither command is there, when it fails, when it takes too long, or when the providers came with
 *   the checkout
 */
export async function showPlan(path: string, where: string, options: ShowOptions = {}): Promise<Buffer> {
  const { env = process.env, limit = MAX_CONTENT_BYTES } = options;
  const directory = workingDirectory(path);
  return withPrivateDirectory(async (scratch) => {
    await lendProviders(directory, scratch, env, where);
    const chunks: Buffer[] = [];
    let size = 0;
    const end = await runShow(path, where, {
      cwd: scratch,
      // What they name lies in the plan's directory, or is selected there.
      env: { ...quietEnvironment(env), TF_DATA_DIR: undefined, TF_WORKSPACE: undefined },
      timeoutMs: options.timeoutMs ?? SHOW_TIMEOUT_MS,
      graceMs: 0,
      onOutput: (chunk) => {
        chunks.push(chunk);
        return (size += chunk.length) <= limit;
      },
    });
    if (end.stopped === "timeout") throw timedOut(where);
    if (end.stopped === "output") throw tooLarge(where, limit);
    if (end.status !== 0) throw failed(where, directory, end.stderr);
    return Buffer.concat(chunks, size);
  });
}

function workingDirectory(path: string): string {
  const own = dirname(path);
  for (let directory = own; ; directory = dirname(directory)) {
    if (existsSync(join(directory, ".terraform"))) return directory;
    if (directory === dirname(directory)) return own;
  }
}

/** Lays a link to the providers of a working directory into the scratch one, with the lock that Terraform holds them to. */
async function lendProviders(
  directory: string,
  scratch: string,
  env: NodeJS.ProcessEnv,
  where: string,
): Promise<void> {
  const providers = join(resolve(directory, env.TF_DATA_DIR || ".terraform"), "providers");
  if (!existsSync(providers)) return;
  const real = await realpath(providers);
  if (!trustsCheckout(env) && (await isCommitted(real, env))) throw committedProviders(where);
  await mkdir(join(scratch, ".terraform"));
  await symlink(real, join(scratch, ".terraform/providers"));
  const lock = ".terraform.lock.hcl";
  if (existsSync(join(directory, lock))) await copyFile(join(directory, lock), join(scratch, lock));
}

async function runShow(
  path: string,
  where: string,
  options: Parameters<typeof runGroup>[2],
): Promise<GroupEnd> {
  const command = terraformCommand(options.env, "to read it");
  const run = "file" in command ? command : undefined;
  const end = run && (await runGroup(run.file, ["show", "-json", "-no-color", path], options));
  if (end !== undefined) return end;
  const { what, fix } =
    "what" in command ? command : { what: `${command.file} cannot be run.`, fix: "Check it" };
  throw new InputError({
    where,
    what: `This is a saved plan, and ${what}`,
    fix: `${fix}, or give the output of \`terraform show -json FILE\`.`,
  });
}

function committedProviders(where: string): InputError {
  return new InputError({
    where,
    what: "This is a saved plan, and the providers that would be run to read it came with the checkout.",
    fix:
      "Take .terraform out of git and run `terraform init`, or give the output of `terraform show -json`; " +
      `where the checkout can be trusted, set ${TRUST_VARIABLE}=1.`,
  });
}

function timedOut(where: string): InputError {
  return new InputError({
    where,
    what: "`terraform show -json` did not finish in time.",
    fix: "Run it yourself in the plan's directory, and give the JSON that it writes.",
  });
}

function failed(where: string, directory: string, stderr: string): InputError {
  if (NOT_INITIALISED.test(messageLines(stderr).join(" "))) return notInitialised(where, directory);
  const message = errorLine(stderr) ?? "it said nothing.";
  return new InputError({
    where,
    what: `\`terraform show -json\` failed: ${message.slice(0, 300)}`,
    fix: `Run \`terraform show -json ${basename(where)}\` where the plan was made, with the Terraform that made it.`,
  });
}

function notInitialised(where: string, directory: string): InputError {
  return new InputError({
    where,
    what: "This is a saved plan, and its directory is not initialised, so Terraform cannot read it.",
    fix: `Run \`terraform init\` in ${directory}, or give the output of \`terraform show -json\`.`,
  });
}
