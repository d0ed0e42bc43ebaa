const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** What must not outlive this process: children, scratch directories, half-written files. */
const leftovers = new Set<() => void>();

/** What a signal does instead of ending the process at once; see {@link heedSignals}. */
let heeded: ((signal: NodeJS.Signals) => void) | undefined;

/**
 * Undoes something should a signal end this process before it is undone anyhow. Only while there is something of the
 * kind is a signal caught at all: during a long calculation it ends the process at once, as it would any other.
 *
 * @param undo must not wait for anything
 * @returns to be called when it is undone
 */
export function undoneBySignals(undo: () => void): () => void {
  const leftover = () => undo();
  leftovers.add(leftover);
  listen();
  return () => {
    leftovers.delete(leftover);
    listen();
  };
}

/**
 * Has signals told to `onSignal` alone, which may end this process later or not at all.
 * @returns to be called when signals are to do again what they did before
 */
export function heedSignals(onSignal: (signal: NodeJS.Signals) => void): () => void {
  const before = heeded;
  heeded = onSignal;
  listen();
  return () => {
    heeded = before;
    listen();
  };
}

/** Undoes all that must not outlive this process, and ends it as the signal would have: whoever started it sees that. */
export function endBy(signal: NodeJS.Signals): void {
  for (const undo of leftovers) undo();
  for (const one of SIGNALS) process.removeAllListeners(one);
  process.kill(process.pid, signal);
}

/** A signal that was caught and waits for its turn is lost to a listener that comes anew: one that is there stays. */
function listen(): void {
  const wanted = heeded !== undefined || leftovers.size > 0;
  for (const signal of SIGNALS) {
    const listens = process.listeners(signal).includes(onSignal);
    if (wanted && !listens) process.on(signal, onSignal);
    if (!wanted && listens) process.off(signal, onSignal);
  }
}

function onSignal(signal: NodeJS.Signals): void {
  (heeded ?? endBy)(signal);
}
