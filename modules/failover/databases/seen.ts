import { branch } from "../branch";
import { expression, type Machine, type State } from "../language";

/** How a database is judged before anything is changed. */
export interface SeenProps {
  /** The call that tells its part in the replication. */
  readonly look: State;
  /** JSONata over `$states.result`: whether it is the writer already, and the rest of no interest. */
  readonly isDone: string;
  /** Leads to `judge`. */
  readonly lag: State;
  /** JSONata: whether the primary still answers. */
  readonly answers: string;
  /** JSONata: how it stands. */
  readonly facts: string;
  /** JSONata: a list of `{ gate, text }`. */
  readonly problems: string;
}

/** A look that fails is a finding too: who decides hears of all of them at once. */
export function gateBranch(id: string, { look, isDone, lag, answers, facts, problems }: SeenProps): Machine {
  const unseen = [
    {
      ErrorEquals: ["States.ALL"],
      Assign: { failed: expression("$states.errorOutput.Error & ' ' & $states.errorOutput.Cause") },
      Next: "unseen",
    },
  ];
  return branch(`Look at ${id}`, {
    part: { ...look, Assign: { isDone: expression(isDone) }, Catch: unseen, Next: "done?" },
    "done?": {
      Type: "Choice",
      Choices: [{ Condition: expression("$isDone"), Next: "done" }],
      Default: "lag",
    },
    done: {
      Type: "Pass",
      Output: { facts: `${id} writes here already`, answers: false, problems: [] },
      End: true,
    },
    lag: lag.Type === "Task" ? { ...lag, Catch: unseen } : lag,
    judge: {
      Type: "Pass",
      Output: {
        facts: expression(facts),
        answers: expression(answers),
        problems: expression(`[${problems}]`),
      },
      End: true,
    },
    unseen: {
      Type: "Pass",
      Output: {
        facts: expression(`'${id}: ' & $failed`),
        answers: false,
        problems: [{ gate: "health", text: expression(`'${id} cannot be looked at: ' & $failed`) }],
      },
      End: true,
    },
  });
}
