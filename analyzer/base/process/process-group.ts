import { spawn, type ChildProcessByStdio } from "node:child_process";
import type { Readable } from "node:stream";
import { undoneBySignals } from "./signals";

/** How a command is run. */
export interface GroupOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds until it is told to stop. */
  readonly timeoutMs: number;
  /** Tells it to stop when it aborts. */
  readonly signal?: AbortSignal;
  /** Milliseconds between the interrupt and the kill; default {@link GRACE_MS}. */
  readonly graceMs?: number;
  /** Takes what it prints; returning false ends it, because it is too much. */
  readonly onOutput: (chunk: Buffer) => boolean;
}

/** How a command ended. */
export interface GroupEnd {
  /** Exit status; null when a signal ended it. */
  readonly status: number | null;
  /** Why it was ended from here; undefined when it ended by itself. */
  readonly stopped?: "timeout" | "interrupt" | "output";
  /** Whether it did not heed the interrupt and was killed: what it held, it still holds. */
  readonly killed?: boolean;
  /** The beginning of what it said on standard error. */
  readonly stderr: string;
}

/** How long an interrupted Terraform may take to release its lock and its providers. */
const GRACE_MS = 10_000;

/** How long output may still arrive after the command and its group are gone. */
const DRAIN_MS = 1000;

/** More of an error message than this is never needed. */
const MAX_STDERR = 64 * 1024;

type Child = ChildProcessByStdio<null, Readable, Readable>;

/**
 * Runs a command in a process group of its own, so that whatever it started (Terraform starts a process per provider)
 * ends with it: at a timeout or an abort the group is interrupted, and killed when it does not end in time. A signal that
 * ends this process kills it.
 *
 * @returns undefined when there is no such command
 */
export async function runGroup(
  command: string,
  args: readonly string[],
  options: GroupOptions,
): Promise<GroupEnd | undefined> {
  if (options.signal?.aborted) return { status: null, stopped: "interrupt", stderr: "" };
  const { cwd, env } = options;
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const ended = undoneBySignals(() => signalGroup(child, "SIGKILL"));
  try {
    return (await hasStarted(child)) ? await attend(child, options) : undefined;
  } finally {
    ended();
  }
}

function hasStarted(child: Child): Promise<boolean> {
  return new Promise((resolve, reject) => {
    child.once("spawn", () => resolve(true));
    child.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "ENOENT" || error.code === "EACCES" ? resolve(false) : reject(error),
    );
  });
}

async function attend(child: Child, options: GroupOptions): Promise<GroupEnd> {
  let stderr = "";
  let stopped: GroupEnd["stopped"];
  let kill: NodeJS.Timeout | undefined;
  let killed = false;
  const stop = (why: NonNullable<GroupEnd["stopped"]>) => {
    if (stopped !== undefined) return;
    stopped = why;
    signalGroup(child, "SIGINT");
    kill = setTimeout(() => {
      killed = true;
      signalGroup(child, "SIGKILL");
    }, options.graceMs ?? GRACE_MS);
  };
  const interrupt = () => stop("interrupt");
  const timer = setTimeout(() => stop("timeout"), options.timeoutMs);
  options.signal?.addEventListener("abort", interrupt, { once: true });
  // Nobody tells of an abort that came while the command was being started.
  if (options.signal?.aborted) interrupt();
  child.stdout.on("data", (chunk: Buffer) => {
    if (stopped === undefined && !options.onOutput(chunk)) stop("output");
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    if (stderr.length < MAX_STDERR) stderr += text;
  });
  try {
    const status = await endOf(child);
    return { status, stderr, ...(stopped === undefined ? {} : { stopped, killed }) };
  } finally {
    clearTimeout(timer);
    clearTimeout(kill);
    options.signal?.removeEventListener("abort", interrupt);
  }
}

/** Waits for the command and its output. What it left running in its group is killed: it could hold the pipes open. */
async function endOf(child: Child): Promise<number | null> {
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const status = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  signalGroup(child, "SIGKILL");
  const drained = setTimeout(() => {
    child.stdout.destroy();
    child.stderr.destroy();
  }, DRAIN_MS);
  await closed;
  clearTimeout(drained);
  return status;
}

function signalGroup({ pid }: Child, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // Nobody is left in the group.
  }
}
