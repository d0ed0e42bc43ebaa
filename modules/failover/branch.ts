import {
  type Catcher,
  expression,
  fail,
  type Machine,
  quoted,
  type Rule,
  type State,
  type States,
} from "./language";

/**
 * A branch of a wave: one database, fleet or name. Its states are called by short names, which get the branch's before them, since names
 * are unique in a whole machine. A call whose failure nobody handles fails the branch, with the branch's name before AWS's reason.
 * @param title such as `Promote orders`
 * @param states the first is where it begins
 */
export function branch(title: string, states: States): Machine {
  const full = (name: string) => `${title}: ${name}`;
  const failed = {
    failed: fail(
      expression("$failed.Error"),
      expression(`${quoted(`${title}: `)} & $failed.Error & ' ' & $failed.Cause`),
    ),
  };
  const onFailure = [
    { ErrorEquals: ["States.ALL"], Assign: { failed: expression("$states.errorOutput") }, Next: "failed" },
  ];
  const caught = Object.entries(states).map(([name, state]): [string, State] => [
    name,
    state.Type === "Task" && state.Catch === undefined ? { ...state, Catch: onFailure } : state,
  ]);
  const all = [
    ...caught,
    ...(caught.some(([, { Catch }]) => Catch === onFailure) ? Object.entries(failed) : []),
  ];
  const [first = ""] = Object.keys(states);
  return {
    StartAt: full(first),
    States: Object.fromEntries(all.map(([name, state]) => [full(name), redirected(state, full)])),
  };
}

function redirected(state: State, full: (name: string) => string): State {
  const onward = <T extends Rule | Catcher>(steps: readonly T[]) =>
    steps.map((one) => ({ ...one, Next: full(one.Next) }));
  return {
    ...state,
    ...(state.Next === undefined ? {} : { Next: full(state.Next) }),
    ...(state.Default === undefined ? {} : { Default: full(state.Default) }),
    ...(state.Choices === undefined ? {} : { Choices: onward(state.Choices) }),
    ...(state.Catch === undefined ? {} : { Catch: onward(state.Catch) }),
  };
}

/** The end of a branch. @param text what is so now */
export function done(text: string): State {
  return { Type: "Pass", Output: expression(quoted(text)), End: true };
}
