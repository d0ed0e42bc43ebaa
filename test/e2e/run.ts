import { spawn } from "node:child_process";
import { once } from "node:events";

export interface Outcome {
  readonly status: number;
  /** Standard output and standard error, as they came. */
  readonly output: string;
  readonly stdout: string;
}

/** Above what any single step takes; a step that hangs must fail by itself and say so. */
const LIMIT_IN_MS = 900_000;

/** The AWS provider reads its schema at every step: with more room between collections that takes a quarter less of a processor. */
const ROOMY = { GOGC: "400" };

/** Runs a program to its end, or to the limit. */
export async function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<Outcome> {
  const child = spawn(command, args, {
    cwd,
    env: { ...ROOMY, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: LIMIT_IN_MS,
  });
  let output = "";
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
  const [status, signal] = (await once(child, "close")) as [number | null, string | null];
  if (signal !== null)
    output += `\n${command} ${args.join(" ")} was ended after ${LIMIT_IN_MS / 1000} s (${signal})`;
  return { status: status ?? 1, output, stdout };
}
