/** An error as Amazon States Language knows it: a name that retriers and catchers go by, and a text. */
export class Failure extends Error {
  /** @param error such as `States.Timeout` */
  constructor(
    readonly error: string,
    readonly text = "",
  ) {
    super(`${error}: ${text}`);
  }

  static of(thrown: unknown): Failure {
    return thrown instanceof Failure ? thrown : new Failure("States.TaskFailed", String(thrown));
  }
}

/** Cannot be caught by `States.ALL`, in either list of the specification and of Step Functions. */
const TERMINAL = new Set(["States.DataLimitExceeded", "States.Runtime"]);

/** Whether a retrier's or catcher's names cover an error. */
export function covers(names: readonly string[], error: string): boolean {
  if (names.includes(error)) return true;
  if (TERMINAL.has(error)) return false;
  return names.includes("States.ALL") || (names.includes("States.TaskFailed") && error !== "States.Timeout");
}
