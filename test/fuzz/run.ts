import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import yargs from "yargs";
import type { Message, Task } from "./worker";

/** Longer than this an input must not take, in milliseconds. */
const HANG_MS = 10_000;
/** More than this a thread's heap must not hold, in MiB. */
const MOST_MEMORY = 1024;

/** An input that was neither read nor refused. */
interface Fault {
  readonly index: number;
  readonly what: string;
  readonly input?: string;
}

class Tally {
  read = 0;
  refused = 0;
  slowest = 0;
  readonly faults: Fault[] = [];
}

/** Tries inputs that nobody would write, and says how many were read, refused, or neither: `npm run fuzz`. */
async function main(): Promise<void> {
  const options = yargs(process.argv.slice(2))
    .scriptName("fuzz")
    .option("seed", { type: "number", default: 1, describe: "chooses the inputs" })
    .option("inputs", { type: "number", default: 1000, describe: "how many to try" })
    .option("only", { type: "number", describe: "the number of the one input to try" })
    .option("seconds", { type: "number", default: Infinity, describe: "stop after this time" })
    .option("workers", { type: "number", default: availableParallelism(), describe: "threads" })
    .option("output", {
      type: "string",
      default: path.join(tmpdir(), "drparity-fuzz"),
      describe: "a directory for what is found",
    })
    .strict()
    .parseSync();
  const { seed, only } = options;
  const tally = new Tally();
  const started = performance.now();
  const until = started + options.seconds * 1000;
  const step = only === undefined ? options.workers : 1;
  const count = only === undefined ? options.inputs : only + 1;
  const first = only ?? 0;
  await Promise.all(
    Array.from({ length: step }, (_, i) => runFrom({ seed, from: first + i, step, count }, tally, until)),
  );
  for (const fault of tally.faults) keep(fault, seed, options.output);
  const { read, refused, faults, slowest } = tally;
  const seconds = String(Math.round((performance.now() - started) / 1000));
  console.log(
    `seed ${String(seed)}: ${String(read + refused + faults.length)} inputs in ${seconds} s, ${String(read)} read, ` +
      `${String(refused)} refused, ${String(faults.length)} faults, slowest ${String(Math.round(slowest))} ms`,
  );
  process.exitCode = faults.length > 0 || read === 0 ? 1 : 0;
}

/** A thread, and another one behind the input that it hung or died on. */
async function runFrom(task: Task, tally: Tally, until: number): Promise<void> {
  for (let next: number | undefined = task.from; next !== undefined && next < task.count;) {
    next = await runThread({ ...task, from: next }, tally, until);
  }
}

/** @returns the input to go on with; undefined when all are done, or the time is up */
function runThread(task: Task, tally: Tally, until: number): Promise<number | undefined> {
  const files = [require.resolve("tsx/cjs"), path.join(__dirname, "worker.ts")];
  const script = files.map((file) => `require(${JSON.stringify(file)});`).join("\n");
  const worker = new Worker(script, {
    eval: true,
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
  });
  return new Promise((resolve) => {
    let current: number | undefined;
    let since = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const end = (next: number | undefined) => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(next);
    };
    const fault = (what: string) => {
      if (current === undefined) throw new Error(what);
      tally.faults.push({ index: current, what });
      end(current + task.step);
    };
    worker.on("message", (message: Message) => {
      clearTimeout(timer);
      if (message.kind === "begun") {
        if (performance.now() > until) return end(undefined);
        current = message.index;
        since = performance.now();
        timer = setTimeout(() => fault(`took more than ${String(HANG_MS)} ms`), HANG_MS);
        return;
      }
      tally.slowest = Math.max(tally.slowest, performance.now() - since);
      if (message.kind === "crash") tally.faults.push({ ...message, what: message.error });
      else tally[message.kind]++;
    });
    worker.once("error", (error) => fault(error.stack ?? error.message));
    worker.once("exit", () => end(undefined));
  });
}

function keep({ index, what, input }: Fault, seed: number, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${String(seed)}-${String(index)}.json`);
  if (input !== undefined) writeFileSync(file, input);
  console.log(
    `--seed ${String(seed)} --only ${String(index)}: ${told(what)}\n  ${input === undefined ? "" : file}`,
  );
}

/** What of an error a person needs: some quote the input. */
function told(what: string): string {
  const lines = what.split("\n").slice(0, 4);
  return lines.map((line) => (line.length > 200 ? `${line.slice(0, 200)}…` : line)).join("\n");
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
