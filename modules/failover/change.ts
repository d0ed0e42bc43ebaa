import { expression, type State, type States } from "./language";

export interface ChangeProps {
  /** The call that changes something. */
  readonly call: State;
  /** The call that looks, whose answer is `$seen`. */
  readonly look: State;
  /** JSONata over `$seen`: whether it is so already, or will be. */
  readonly isUnderWay: string;
  /** State that waits for it. */
  readonly then: string;
}

/**
 * States that ask for something which the service refuses to be asked for twice. A first call that was heard and whose answer was lost makes the
 * second one fail; so after a failure a look decides whether it is under way, or is told as it came.
 * @param name of the first, and the beginning of the others' names
 */
export function change(name: string, { call, look, isUnderWay, then }: ChangeProps): States {
  return {
    [name]: {
      ...call,
      Catch: [
        {
          ErrorEquals: ["States.ALL"],
          Assign: { failed: expression("$states.errorOutput") },
          Next: `${name} look`,
        },
      ],
      Next: then,
    },
    [`${name} look`]: {
      ...look,
      Assign: { seen: expression("$states.result") },
      Next: `${name} under way?`,
    },
    [`${name} under way?`]: {
      Type: "Choice",
      Choices: [{ Condition: expression(`(${isUnderWay}) ? true : false`), Next: then }],
      Default: "failed",
    },
  };
}
