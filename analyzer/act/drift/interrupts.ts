import { removePrivateDirectories } from "./private-directory";
import { killAll } from "./process-group";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The process was asked to end, and what it had begun is undone. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";

  constructor(readonly signal: NodeJS.Signals) {
    super(`interrupted by ${signal}`);
  }
}

/**
 * Runs something that a signal can end. The first signal aborts it, so that every Terraform gets its own and may end
 * well; the second kills them all and this process at once.
 *
 * @throws Interrupted when a signal came, once `run` has ended
 */
export async function interruptible<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let interrupted: Interrupted | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    if (interrupted === undefined) {
      interrupted = new Interrupted(signal);
      controller.abort();
      return;
    }
    killAll();
    removePrivateDirectories();
    endBy(signal);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  try {
    const result = await run(controller.signal).catch((error: unknown) => {
      throw interrupted ?? error;
    });
    if (interrupted !== undefined) throw interrupted;
    return result;
  } finally {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
}

/** Ends this process as the signal would have, so that whoever started it sees that it was interrupted. */
export function endBy(signal: NodeJS.Signals): void {
  for (const one of SIGNALS) process.removeAllListeners(one);
  process.kill(process.pid, signal);
}
