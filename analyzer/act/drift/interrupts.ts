import { endBy, heedSignals } from "../../base/process/signals";

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
 * @param onKill told before the second signal kills
 * @throws Interrupted when a signal came, once `run` has ended
 */
export async function interruptible<T>(
  run: (signal: AbortSignal) => Promise<T>,
  onKill: () => void = () => undefined,
): Promise<T> {
  const controller = new AbortController();
  let interrupted: Interrupted | undefined;
  const heedNoMore = heedSignals((signal) => {
    if (interrupted !== undefined) {
      onKill();
      return endBy(signal);
    }
    interrupted = new Interrupted(signal);
    controller.abort();
  });
  try {
    const result = await run(controller.signal).catch((error: unknown) => {
      throw interrupted ?? error;
    });
    if (interrupted !== undefined) throw interrupted;
    return result;
  } finally {
    heedNoMore();
  }
}
