/** What a state takes and gives. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A state machine in Amazon States Language, in JSONata: https://states-language.net/spec.html. */
export interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
  readonly QueryLanguage?: "JSONata";
  /** Of the whole execution. */
  readonly TimeoutSeconds?: number;
}

export interface State {
  readonly Type: "Pass" | "Task" | "Choice" | "Wait" | "Succeed" | "Fail" | "Parallel";
  readonly Next?: string;
  readonly End?: boolean;
  readonly Output?: Json;
  readonly Assign?: Assignments;
  readonly Arguments?: Json;
  readonly Resource?: string;
  readonly TimeoutSeconds?: number;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
  readonly Choices?: readonly Rule[];
  readonly Default?: string;
  readonly Seconds?: number | string;
  readonly Timestamp?: string;
  readonly Error?: string;
  readonly Cause?: string;
  readonly Branches?: readonly Machine[];
}

export type Assignments = Readonly<Record<string, Json>>;

/** One choice of a Choice state. */
export interface Rule {
  readonly Condition: boolean | string;
  readonly Next: string;
  readonly Output?: Json;
  readonly Assign?: Assignments;
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly Output?: Json;
  readonly Assign?: Assignments;
}
