import { execute } from "./execute";
import { Failure } from "./failure";
import type { Machine, State } from "./language";

/** A machine of one state, and ends for it. */
const one = (state: State): Machine => ({
  StartAt: "State",
  States: {
    State: state,
    ...Object.fromEntries(["Public", "ValueIsZero", "ValueInTwenties", "RecordEvent", "Y", "Z"].map(pass)),
  },
});
const pass = (name: string): [string, State] => [name, { Type: "Pass", Output: name, End: true }];

/** Answers with one error after the other, then with "done". */
const failing = (...errors: string[]) => {
  const left = [...errors];
  return () => {
    const error = left.shift();
    if (error !== undefined) throw new Failure(error);
    return "done";
  };
};

// The examples are those of https://states-language.net/spec.html, in JSONata, and of Step Functions' guide.
describe("the interpreter of Amazon States Language", () => {
  it("passes on what a Pass state says", async () => {
    const Output = { "x-datum": 0.381018, "y-datum": 622.2269926397355 };
    const { output } = await execute(one({ Type: "Pass", Output, End: true }), { coords: {} });
    expect(output).toEqual(Output);
    expect((await execute(one({ Type: "Pass", End: true }), { a: 1 })).output).toEqual({ a: 1 });
  });

  it.each([
    [{ type: "Public" }, "Public"],
    [{ type: "Private", value: 0 }, "ValueIsZero"],
    [{ type: "Private", value: 22 }, "ValueInTwenties"],
    [{ type: "Private", value: 30 }, "RecordEvent"],
  ])("chooses the first rule that holds, or the default: %j", async (input, expected) => {
    const choice = one({
      Type: "Choice",
      Choices: [
        { Condition: "{% $states.input.type != 'Private' %}", Next: "Public" },
        { Condition: "{% $states.input.value = 0 %}", Next: "ValueIsZero" },
        {
          Condition: "{% $states.input.value >= 20 and $states.input.value < 30 %}",
          Next: "ValueInTwenties",
        },
      ],
      Default: "RecordEvent",
    });
    expect((await execute(choice, input)).output).toBe(expected);
  });

  it("fails where no choice matches, where an expression gives nothing, and where a Fail state says so", async () => {
    const nothing = one({ Type: "Choice", Choices: [{ Condition: "{% false %}", Next: "Y" }] });
    expect(await execute(nothing, {})).toMatchObject({ status: "FAILED", error: "States.NoChoiceMatched" });
    const absent = one({ Type: "Pass", Output: "{% $states.input.absent %}", End: true });
    expect(await execute(absent, {})).toMatchObject({ error: "States.QueryEvaluationError" });
    const fail = one({ Type: "Fail", Error: "ErrorA", Cause: "{% 'Kaiju ' & $states.input.what %}" });
    expect(await execute(fail, { what: "attack" })).toMatchObject({ error: "ErrorA", cause: "Kaiju attack" });
  });

  it("waits for seconds and until a time, in no time", async () => {
    expect(
      (await execute(one({ Type: "Wait", Seconds: "{% $states.input.s %}", Next: "Y" }), { s: 3600 })).took,
    ).toBe(3600);
    const until = one({ Type: "Wait", Timestamp: "2026-11-30T03:10:00Z", Next: "Y" });
    expect((await execute(until, {})).took).toBe(600);
  });

  const retried = one({
    Type: "Task",
    Resource: "arn:aws:states:::aws-sdk:x:y",
    Retry: [
      { ErrorEquals: ["ErrorA", "ErrorB"], IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 2 },
      { ErrorEquals: ["ErrorC"], IntervalSeconds: 5 },
    ],
    Catch: [{ ErrorEquals: ["States.ALL"], Next: "Z" }],
    Next: "Y",
  });
  const answering = (...errors: string[]) => ({ handlers: { "aws-sdk:x:y": failing(...errors) } });

  it("retries as the specification's example: one, two and five seconds, then the first retrier is used up", async () => {
    const run = await execute(retried, {}, answering("ErrorA", "ErrorB", "ErrorC", "ErrorB"));
    expect(run).toMatchObject({ output: "Z", took: 8 });
    expect(await execute(retried, {}, answering("ErrorA", "ErrorC"))).toMatchObject({ output: "Y", took: 6 });
  });

  it("lets States.ALL catch everything but what is terminal", async () => {
    expect(await execute(retried, {}, answering("Rds.Whatever"))).toMatchObject({ output: "Z" });
    expect(await execute(retried, {}, answering("States.Runtime"))).toMatchObject({
      error: "States.Runtime",
    });
    const big = { handlers: { "aws-sdk:x:y": () => "x".repeat(300_000) } };
    expect(await execute(retried, {}, big)).toMatchObject({ error: "States.DataLimitExceeded" });
  });

  it("ends a task and an execution after their time", async () => {
    const handlers = { "aws-sdk:x:y": () => new Promise<never>(() => undefined) };
    const task = one({ ...retried.States.State, Type: "Task", Catch: [], TimeoutSeconds: 60 });
    expect(await execute(task, {}, { handlers })).toMatchObject({ error: "States.Timeout", took: 60 });
    const whole = { ...one({ Type: "Wait", Seconds: 90, End: true }), TimeoutSeconds: 30 };
    expect(await execute(whole, {})).toMatchObject({ status: "TIMED_OUT", took: 30 });
  });

  it("runs branches beside each other, as in the specification's FunWithMath", async () => {
    const branch = (expression: string): Machine => ({
      StartAt: "Math",
      States: { Math: { Type: "Pass", Output: expression, End: true } },
    });
    const math = one({
      Type: "Parallel",
      Branches: [branch("{% $sum($states.input) %}"), branch("{% $states.input[0] - $states.input[1] %}")],
      End: true,
    });
    expect((await execute(math, [3, 2])).output).toEqual([5, 1]);
  });

  it("stops the other branches when one fails", async () => {
    const calls: string[] = [];
    const parallel = one({
      Type: "Parallel",
      Branches: [
        { StartAt: "Bad", States: { Bad: { Type: "Fail", Error: "ErrorA" } } },
        {
          StartAt: "Slow",
          States: {
            Slow: { Type: "Wait", Seconds: 1, Next: "Call" },
            Call: { Type: "Task", Resource: "arn:aws:states:::aws-sdk:x:y", End: true },
          },
        },
      ],
      Catch: [{ ErrorEquals: ["ErrorA"], Next: "After" }],
      End: true,
    });
    const machine = {
      ...parallel,
      States: { ...parallel.States, After: { Type: "Wait", Seconds: 60, Next: "Z" } as const },
    };
    const run = await execute(machine, {}, { handlers: { "aws-sdk:x:y": () => calls.push("called") } });
    expect(run.output).toBe("Z");
    expect(calls).toEqual([]);
  });

  it("sets variables from the values of before, and keeps a branch's own in it", async () => {
    const machine: Machine = {
      StartAt: "Start",
      States: {
        Start: { Type: "Pass", Assign: { x: 3, a: 6 }, Next: "Swap" },
        Swap: { Type: "Pass", Assign: { x: "{% $a %}", nextX: "{% $x %}" }, Next: "Branch" },
        Branch: {
          Type: "Parallel",
          Branches: [
            {
              StartAt: "Set",
              States: {
                Set: { Type: "Pass", Assign: { inner: "{% $x + 1 %}" }, Next: "Use" },
                Use: { Type: "Pass", Output: "{% $inner %}", End: true },
              },
            },
          ],
          Next: "End",
        },
        End: {
          Type: "Pass",
          Output: {
            x: "{% $x %}",
            nextX: "{% $nextX %}",
            branch: "{% $states.input %}",
            inner: "{% $exists($inner) %}",
          },
          End: true,
        },
      },
    };
    expect((await execute(machine, {})).output).toEqual({ x: 6, nextX: 3, branch: [7], inner: false });
  });

  it("refuses a branch's variable by the name of one outside it", async () => {
    const machine = (inner: string): Machine => ({
      StartAt: "Outer",
      States: {
        Outer: { Type: "Pass", Assign: { x: 1 }, Next: "Branch" },
        Branch: {
          Type: "Parallel",
          Branches: [
            { StartAt: "Inner", States: { Inner: { Type: "Pass", Assign: { [inner]: 2 }, End: true } } },
          ],
          End: true,
        },
      },
    });
    await expect(execute(machine("x"), {})).rejects.toThrow('a branch assigns "x"');
    expect(await execute(machine("y"), {})).toMatchObject({ status: "SUCCEEDED" });
  });

  it("waits for a callback, and takes its output or its error", async () => {
    const waiting = one({
      Type: "Task",
      Resource: "arn:aws:states:::sns:publish.waitForTaskToken",
      Arguments: { Message: "{% $states.context.Task.Token %}" },
      End: true,
    });
    const run = (answer: (token: string) => void) => {
      const tokens: NonNullable<Parameters<typeof execute>[2]>["tokens"] = new Map();
      const handlers = {
        "sns:publish.waitForTaskToken": (args: unknown) => {
          answer((args as { Message: string }).Message);
          return {};
        },
      };
      return { tokens, handlers };
    };
    const yes: ReturnType<typeof run> = run((token) => yes.tokens.get(token)?.succeed({ approved: true }));
    expect(await execute(waiting, {}, yes)).toMatchObject({ output: { approved: true } });
    const no: ReturnType<typeof run> = run((token) => no.tokens.get(token)?.fail("Refused", "not now"));
    expect(await execute(waiting, {}, no)).toMatchObject({ error: "Refused", cause: "not now" });
  });
});
