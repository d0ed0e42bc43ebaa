/** A value that is written into a state machine. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A state of Amazon States Language in JSONata: https://states-language.net/spec.html. */
export interface State {
  readonly Type: "Pass" | "Task" | "Choice" | "Wait" | "Succeed" | "Fail" | "Parallel";
  readonly Next?: string;
  readonly End?: true;
  readonly Output?: Json;
  readonly Assign?: Readonly<Record<string, Json>>;
  readonly Default?: string;
  readonly Choices?: readonly Rule[];
  readonly Catch?: readonly Catcher[];
  readonly Branches?: readonly Machine[];
  /** What a Task calls, without the beginning of its ARN, which `inPartition` puts before it: `aws-sdk:rds:describeDBClusters`. */
  readonly Resource?: string;
  readonly [field: string]: unknown;
}

export interface Rule {
  readonly Condition: string;
  readonly Next: string;
  readonly Assign?: Readonly<Record<string, Json>>;
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly Output?: Json;
  readonly Assign?: Readonly<Record<string, Json>>;
}

export type States = Readonly<Record<string, State>>;

/** A machine, or a branch of one. */
export interface Machine {
  readonly StartAt: string;
  readonly States: States;
}

/** Of one call to AWS, in seconds. All of them answer within one or two, or not at all. */
const CALL_TIMEOUT = 60;

/** What looks or sets may be made twice. What a service refuses to hear twice is made by `change`. */
const AGAIN = [{ ErrorEquals: ["States.TaskFailed"], IntervalSeconds: 5, MaxAttempts: 2, BackoffRate: 2 }];

/** A machine as Step Functions of a partition reads it: with whole ARNs of what its tasks call, in branches too. */
export function inPartition<T extends Machine>(partition: string, machine: T): T {
  const whole = ({ Resource, Branches, ...state }: State): State => ({
    ...state,
    ...(Resource === undefined ? {} : { Resource: `arn:${partition}:states:::${Resource}` }),
    ...(Branches === undefined ? {} : { Branches: Branches.map((one) => inPartition(partition, one)) }),
  });
  const states = Object.entries(machine.States).map(([name, state]) => [name, whole(state)]);
  return { ...machine, States: Object.fromEntries(states) as States };
}

/** An expression in JSONata. */
export function expression(source: string): string {
  return `{% ${source} %}`;
}

/** A text as JSONata writes it: without a quotation mark, which would have to be escaped once more in JSON, and again in Terraform. */
export function quoted(text: string): string {
  const inside = JSON.stringify(text).slice(1, -1);
  return `'${inside.replaceAll('\\"', "\\u0022").replaceAll("'", "\\u0027")}'`;
}

/**
 * A call of an API by Step Functions itself, again where it fails.
 * @param api as Step Functions spells it: `rds:describeDBClusters`. Of the DR region: Step Functions calls no other
 */
export function call(api: string, args: Json, more: Partial<State> = {}): State {
  return {
    Type: "Task",
    Resource: `aws-sdk:${api}`,
    Arguments: args,
    TimeoutSeconds: CALL_TIMEOUT,
    Retry: AGAIN,
    ...more,
  };
}

/** A message to whoever is subscribed. @param message JSONata or text */
export function publish(
  topicArn: string,
  subject: string,
  message: string,
  more: Partial<State> = {},
): State {
  return {
    Type: "Task",
    Resource: "sns:publish",
    Arguments: { TopicArn: topicArn, Subject: subject, Message: message },
    TimeoutSeconds: CALL_TIMEOUT,
    ...more,
  };
}

/** Fails the branch, and with it the wave. */
export function fail(error: string, cause: string): State {
  return { Type: "Fail", Error: error, Cause: cause };
}

/** Goes on to a state whatever error there is: of a step that a failover must not wait for. */
export function anyway(next: string): readonly Catcher[] {
  return [
    { ErrorEquals: ["States.DataLimitExceeded"], Next: next },
    { ErrorEquals: ["States.ALL"], Next: next },
  ];
}
