import { existsSync } from "node:fs";
import { open, stat } from "node:fs/promises";
import path from "node:path";
import { InputError } from "../../base/errors";
import { own } from "../../base/json";
import { withPrivateDirectory } from "../../base/process/private-directory";
import type { GroupEnd } from "../../base/process/process-group";
import { Redactor } from "../../base/secrets/redact";
import { environmentSecrets } from "../../base/secrets/environment";
import { oneLine } from "../../render/value";
import { readContent } from "../../read/sources/content";
import type { SourceDocument } from "../../read/sources/document";
import { MAX_CONTENT_BYTES } from "../../read/sources/limits";
import { errorLine } from "../../read/sources/terraform-command";
import { PlanLog, type PlanError } from "./plan-log";
import type { PlanTarget } from "./target";
import { runTerraform, type TerraformOptions } from "./terraform";

/** What is being done in a workspace, in this order. */
export type PlanStep = "init" | "plan" | "read";

/** Told now and then while a workspace is planned. */
export type OnProgress = (step: PlanStep, refreshed: number) => void;

/** As much of a message of Terraform's as is shown. */
const MAX_MESSAGE = 300;
const MAX_MESSAGES = 3;

/** How Terraform says that somebody else holds the state's lock. */
const LOCKED = /acquiring the state lock/i;

/**
 * Plans one workspace, refreshed, and gives the plan as `terraform show -json` prints it. A plan that failed, however far
 * it came, is an error: what it lacks proves nothing.
 *
 * @throws InputError when Terraform fails, hangs, or writes no plan
 */
export async function planWorkspace(
  target: PlanTarget,
  options: TerraformOptions,
  onProgress: OnProgress,
): Promise<SourceDocument> {
  return withSavedPlan(target, options, [], ({ document }) => Promise.resolve(document), onProgress);
}

/** A plan on disk, which `terraform apply` takes, and what it says. */
export interface PlanFile {
  readonly document: SourceDocument;
  /** Applies exactly this plan. @throws InputError when Terraform fails, or the state has moved on since */
  apply(): Promise<void>;
}

/**
 * Plans one workspace and hands over the saved plan, which is removed once `use` has ended.
 *
 * @param addresses the only resources to be planned, with what they depend on; all where there are none
 * @throws InputError when Terraform fails, hangs, or writes no plan
 */
export async function withSavedPlan<T>(
  target: PlanTarget,
  options: TerraformOptions,
  addresses: readonly string[],
  use: (plan: PlanFile) => Promise<T>,
  onProgress: OnProgress = () => undefined,
): Promise<T> {
  await assertWorkspaceExists(target, options);
  return withPrivateDirectory(async (directory) => {
    const file = path.join(directory, "plan");
    await savePlan(target, file, options, addresses, onProgress);
    onProgress("read", 0);
    const document = await readSavedPlan(target, file, options);
    return use({ document, apply: () => applySavedPlan(target, file, options) });
  });
}

/**
 * Plans one workspace into a file, which only the current user may read.
 *
 * @param addresses as of {@link withSavedPlan}
 * @throws InputError when Terraform fails, hangs, or writes no plan; the system's error where the file is there already
 */
export async function savePlan(
  target: PlanTarget,
  file: string,
  options: TerraformOptions,
  addresses: readonly string[] = [],
  onProgress: OnProgress = () => undefined,
): Promise<void> {
  const targets = addresses.map((address) => `-target=${address}`);
  await plan(target, await emptyFile(file), { ...options, targets }, onProgress);
}

/** What a saved plan says. @throws InputError when Terraform cannot read it, or when planning failed on the way */
export async function readSavedPlan(
  target: PlanTarget,
  file: string,
  options: TerraformOptions,
): Promise<SourceDocument> {
  const { label } = target;
  const { kind, document } = await readContent(await show(target, file, options), label);
  if (own(document, "errored") === true) throw failed(target, "plan", undefined);
  return { label, kind, document };
}

/**
 * Of a Terraform workspace that is not there, a plan shows everything as new, which may look like parity; and the backend
 * makes the workspace. Where they cannot be listed, the plan tells why.
 */
async function assertWorkspaceExists(target: PlanTarget, options: TerraformOptions): Promise<void> {
  const { label, directory, workspace } = target;
  if (workspace === undefined || workspace === "default") return;
  let listed = "";
  const end = await runTerraform(target, ["workspace", "list", "-no-color"], options, (chunk) => {
    listed += chunk.toString();
    return listed.length <= MAX_CONTENT_BYTES;
  });
  const names = listed.split("\n").map((line) => line.replace(/^\*/, "").trim());
  if (end.status !== 0 || names.includes(workspace)) return;
  throw new InputError({
    where: label,
    what: "There is no such Terraform workspace.",
    fix: `Run \`terraform workspace list\` in ${directory} to see which there are.`,
  });
}

/**
 * Applies exactly this plan.
 *
 * @param onChange told how many resources were changed so far
 * @throws InputError when Terraform fails, or the state has moved on since
 */
export async function applySavedPlan(
  target: PlanTarget,
  file: string,
  options: TerraformOptions,
  onChange: (changed: number) => void = () => undefined,
): Promise<void> {
  const lock = options.lockTimeout === undefined ? [] : [`-lock-timeout=${options.lockTimeout}`];
  const log = new PlanLog();
  const end = await runTerraform(
    target,
    ["apply", "-json", "-input=false", ...lock, file],
    options,
    (chunk) => {
      log.push(chunk);
      onChange(log.changed);
      return true;
    },
  );
  const told = log.errors.map(errorText);
  if (end.status !== 0 || told.length > 0) throw failed(target, "apply", told.length > 0 ? told : said(end));
}

/** Terraform keeps the mode of a file that is there. */
async function emptyFile(file: string): Promise<string> {
  const handle = await open(file, "wx", 0o600);
  await handle.close();
  return file;
}

async function plan(
  target: PlanTarget,
  file: string,
  options: TerraformOptions & { readonly targets: readonly string[] },
  onProgress: OnProgress,
): Promise<void> {
  const log = new PlanLog();
  onProgress("plan", 0);
  const end = await runTerraform(target, planArguments(target, file, options), options, (chunk) => {
    log.push(chunk);
    onProgress("plan", log.refreshed);
    return true;
  });
  const told = log.errors.map(errorText);
  if (end.status !== 0 || told.length > 0) throw failed(target, "plan", told.length > 0 ? told : said(end));
  if ((await stat(file)).size === 0) throw failed(target, "plan", ["it wrote no plan"]);
}

function planArguments(
  { varFiles }: PlanTarget,
  file: string,
  { lockTimeout, targets }: TerraformOptions & { readonly targets: readonly string[] },
): readonly string[] {
  return [
    "plan",
    "-json",
    "-input=false",
    // A plan changes no state. A lock would make a deployment wait for this job, or outlive it when it is killed.
    ...(lockTimeout === undefined ? ["-lock=false"] : [`-lock-timeout=${lockTimeout}`]),
    `-out=${file}`,
    ...varFiles.map((name) => `-var-file=${path.resolve(name)}`),
    ...targets,
  ];
}

async function show(target: PlanTarget, file: string, options: TerraformOptions): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  const end = await runTerraform(target, ["show", "-json", "-no-color", file], options, (chunk) => {
    chunks.push(chunk);
    return (size += chunk.length) <= MAX_CONTENT_BYTES;
  });
  if (end.status !== 0) throw failed(target, "show", said(end));
  return Buffer.concat(chunks, size);
}

/**
 * Runs `terraform init` where nobody did. With a lock file it takes the providers that are locked and no others: a job
 * with credentials is not the place to try new ones.
 *
 * @throws InputError when it fails or hangs
 */
export async function initialise(target: PlanTarget, options: TerraformOptions): Promise<void> {
  const data = path.resolve(target.directory, options.env.TF_DATA_DIR || ".terraform");
  if (!existsSync(data)) await initialiseAnew(target, options);
}

/** Runs `terraform init` as {@link initialise} does, also where somebody did before: what is to be had may have changed. */
export async function initialiseAnew(target: PlanTarget, options: TerraformOptions): Promise<void> {
  const locked = existsSync(path.join(target.directory, ".terraform.lock.hcl"));
  const args = ["init", "-input=false", "-no-color", ...(locked ? ["-lockfile=readonly"] : [])];
  const end = await runTerraform(target, args, options);
  if (end.status !== 0) throw failed(target, "init", said(end));
}

function said({ status, stderr }: GroupEnd): readonly string[] {
  if (status === null) return ["it was killed, perhaps for want of memory"];
  const line = errorLine(stderr);
  return line === undefined ? [] : [line.replace(/^Error: /, "")];
}

function errorText({ address, summary }: PlanError): string {
  return address === undefined ? summary : `${address}: ${summary}`;
}

function failed(
  target: PlanTarget,
  command: "init" | "plan" | "show" | "apply",
  messages: readonly string[] = [],
): InputError {
  const redactor = new Redactor(environmentSecrets(process.env));
  const shown = messages
    .slice(0, MAX_MESSAGES)
    .map((message) => oneLine(redactor.text(message.split("\n")[0] ?? ""), MAX_MESSAGE));
  const more = messages.length > MAX_MESSAGES ? ` (and ${String(messages.length - MAX_MESSAGES)} more)` : "";
  return new InputError({
    where: target.label,
    what: `\`terraform ${command}\` failed: ${shown.join("; ") || "it said nothing"}${more}.`,
    fix: messages.some((message) => LOCKED.test(message))
      ? "Wait for whoever holds the lock, allow more with --lock-timeout, or see `terraform force-unlock`."
      : `Run \`terraform ${command}\` there to see all that it says.`,
  });
}
