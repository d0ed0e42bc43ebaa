import fc from "fast-check";
import { parentPort, workerData } from "node:worker_threads";
import { inputs } from "./inputs";
import { digest } from "./subject";

/** Which of a seed's inputs a thread is to try: every `step`th from `from` on. */
export interface Task {
  readonly seed: number;
  readonly from: number;
  readonly step: number;
  readonly count: number;
}

/** What a thread tells: that it begins with an input, and what became of the one before. */
export type Message =
  | { readonly kind: "begun"; readonly index: number }
  | { readonly kind: "read" | "refused"; readonly index: number }
  | { readonly kind: "crash"; readonly index: number; readonly error: string; readonly input: string };

/** Far enough apart that no input of one seed is one of the next. */
const SPREAD = 1_000_003;

async function main({ seed, from, step, count }: Task): Promise<void> {
  const all = inputs();
  const tell = (message: Message) => parentPort?.postMessage(message);
  for (let index = from; index < count; index += step) {
    tell({ kind: "begun", index });
    const [input] = fc.sample(all, { seed: (seed * SPREAD + index) | 0, numRuns: 1 });
    if (input === undefined) continue;
    try {
      tell({ kind: await digest(input), index });
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      tell({ kind: "crash", index, error: text, input: JSON.stringify(input) });
    }
  }
}

void main(workerData as Task);
