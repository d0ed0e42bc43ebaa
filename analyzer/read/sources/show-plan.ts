import { spawn, type ChildProcessByStdio } from "node:child_process";
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { InputError } from "../../base/errors";
import type { ByteStream } from "./bytes";
import { SHOW_TIMEOUT_MS } from "./limits";
import { errorLine, messageLines, quietEnvironment, terraformCommands } from "./terraform-command";

type Show = ChildProcessByStdio<null, Readable, Readable>;

/** For tests. */
export interface ShowOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
}

/** How Terraform 1.x and OpenTofu say that a provider is missing; lines are joined, since they wrap anywhere. */
const NOT_INITIALISED =
  /(?:terraform|tofu) init\b|there is no package for|unavailable provider|plugins are not installed/i;

/** More of an error message than this is never needed. */
const MAX_STDERR = 64 * 1024;

/**
 * What `terraform show -json` (or `tofu`, where there is no Terraform; or TERRAFORM_BINARY_NAME, as for cdktf) prints of
 * a saved plan. It runs where `terraform init` was run: the plan's directory, or the nearest one above it.
 *
 * @throws InputError when neither command is there, when it fails, or when it takes too long
 */
export async function* showPlan(path: string, where: string, options: ShowOptions = {}): ByteStream {
  const env = options.env ?? process.env;
  const directory = workingDirectory(path);
  const child = await startFirst(terraformCommands(env), path, directory, env, where);
  const timer = setTimeout(() => stop(child, timedOut(where)), options.timeoutMs ?? SHOW_TIMEOUT_MS);
  const ended = endOf(child);
  try {
    yield* child.stdout;
    const { status, stderr } = await ended;
    if (status !== 0) throw failed(where, directory, stderr);
  } finally {
    clearTimeout(timer);
    stop(child);
  }
}

function workingDirectory(path: string): string {
  const own = dirname(path);
  for (let directory = own; ; directory = dirname(directory)) {
    if (existsSync(join(directory, ".terraform"))) return directory;
    if (directory === dirname(directory)) return own;
  }
}

async function startFirst(
  candidates: readonly string[],
  path: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
  where: string,
): Promise<Show> {
  for (const command of candidates) {
    const child = await start(command, path, cwd, env);
    if (child) return child;
  }
  throw notInstalled(where, candidates);
}

/** The running command, or undefined when it is not on the PATH. */
function start(
  command: string,
  path: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<Show | undefined> {
  const child = spawn(command, ["show", "-json", "-no-color", path], {
    cwd,
    env: quietEnvironment(env),
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  return new Promise((resolve, reject) => {
    child.once("spawn", () => resolve(child));
    child.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "ENOENT" || error.code === "EACCES" ? resolve(undefined) : reject(error),
    );
  });
}

async function endOf(child: Show): Promise<{ status: number | null; stderr: string }> {
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    if (stderr.length < MAX_STDERR) stderr += text;
  });
  const status = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { status, stderr };
}

/** Ends the command and its pipes: a process that it started could otherwise hold them open. */
function stop(child: Show, reason?: InputError): void {
  child.kill("SIGKILL");
  child.stdout.destroy(reason);
  child.stderr.destroy();
}

function notInstalled(where: string, candidates: readonly string[]): InputError {
  return new InputError({
    where,
    what: `This is a saved plan, and ${candidates.join(" or ")}, which is needed to read it, is not on the PATH.`,
    fix: "Install it, or give the output of `terraform show -json FILE`.",
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
