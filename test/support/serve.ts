import { Console } from "node:console";
import { readSync, writeFileSync } from "node:fs";
import { Writable } from "node:stream";

/** What a run of a program left behind. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a run is to be given. */
export interface Request {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A run, and whether the process that did it ends with it. */
export interface Answer extends Run {
  readonly last: boolean;
}

/** Where requests are read from and answers written to. */
const [REQUESTS, ANSWERS] = [3, 4];

/**
 * Runs a program again and again in this process, each time as if it were the first: a request is read when nothing is left
 * to be done of the one before, which is when a process of its own would have ended. Ends when nobody can ask any more.
 * A run that ends the process is answered, too; it is up to whoever asks to start another one.
 */
export function serve(run: (args: readonly string[]) => Promise<void>): void {
  let running: readonly [Output, Output] | undefined;
  const answer = (last: boolean) => {
    if (running === undefined) return;
    const [stdout, stderr] = running.map(String) as [string, string];
    running = undefined;
    const done: Answer = { status: Number(process.exitCode ?? 0), stdout, stderr, last };
    writeFileSync(ANSWERS, `${JSON.stringify(done)}\n`);
  };
  process.on("beforeExit", () => {
    answer(false);
    const line = readLine(REQUESTS);
    if (line === undefined) return;
    const request = JSON.parse(line) as Request;
    running = begin(request);
    setImmediate(() => void run(request.args));
  });
  process.on("uncaughtExceptionMonitor", ({ stack }) => process.stderr.write(`${stack ?? ""}\n`));
  process.on("exit", () => {
    answer(true);
  });
}

/** Makes this process what one would be that was just started. */
function begin({ cwd, env }: Request): readonly [Output, Output] {
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, env);
  process.exitCode = undefined;
  const [stdout, stderr] = [new Output(), new Output()];
  Object.defineProperty(process, "stdout", { value: stdout, configurable: true });
  Object.defineProperty(process, "stderr", { value: stderr, configurable: true });
  globalThis.console = new Console(stdout, stderr);
  return [stdout, stderr];
}

/** What goes to standard output or standard error, as to a pipe. */
class Output extends Writable {
  private readonly chunks: Buffer[] = [];

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.chunks.push(chunk);
    done();
  }

  override toString(): string {
    return Buffer.concat(this.chunks).toString("utf8");
  }
}

/** Waits for a line; each is only sent when the one before was answered. Undefined when there will be none. */
export function readLine(from: number): string | undefined {
  const chunks: Buffer[] = [];
  for (;;) {
    const chunk = Buffer.alloc(1 << 16);
    const length = readSync(from, chunk);
    if (length === 0) return undefined;
    chunks.push(chunk.subarray(0, length));
    if (chunk[length - 1] === 0x0a) return Buffer.concat(chunks).toString("utf8");
  }
}
