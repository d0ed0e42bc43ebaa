import type { Clock } from "./clock";
import { evaluate } from "./expressions";
import type { Assignments, Json } from "./language";
import type { Scope } from "./scope";

/** How a resource is called. Throw a `Failure` for an error of AWS's. */
export type Handler = (args: Json, call: { readonly clock: Clock }) => Json | Promise<Json>;

/** What an execution and all of its branches have in common. */
export interface World {
  readonly clock: Clock;
  /** By what follows `arn:aws:states:::` in a Task's Resource: `aws-sdk:rds:describeDBClusters`. */
  readonly handlers: Readonly<Record<string, Handler>>;
  /** `$states.context.Execution` and the like. */
  readonly context: Readonly<Record<string, Json>>;
  readonly tokens: Tokens;
  /** Names of the states in the order in which they were entered. */
  readonly entered: string[];
}

/** Callbacks that tasks wait for. */
export type Tokens = Map<string, { succeed(output: Json): void; fail(error: string, cause: string): void }>;

/** One visit to a state. */
export class Frame {
  constructor(
    readonly world: World,
    readonly scope: Scope,
    readonly name: string,
    readonly input: Json,
    /** `$states.context.Task`. */
    private readonly task?: Json,
  ) {}

  withTask(token: string): Frame {
    return new Frame(this.world, this.scope, this.name, this.input, { Token: token });
  }

  /** @param more `result` or `errorOutput` */
  evaluate(value: Json, more: Readonly<Record<string, Json>> = {}): Promise<Json> {
    const context = {
      ...this.world.context,
      State: { Name: this.name },
      ...(this.task === undefined ? {} : { Task: this.task }),
    };
    const states = { input: this.input, context, ...more };
    return evaluate(value, { ...this.scope.all(), states }, this.world.clock);
  }

  /** Gives the output and sets the variables; all see the values from before. */
  async leave(
    { Output, Assign }: { readonly Output?: Json; readonly Assign?: Assignments },
    otherwise: Json,
    more: Readonly<Record<string, Json>> = {},
  ): Promise<Json> {
    const output = Output === undefined ? otherwise : await this.evaluate(Output, more);
    if (Assign !== undefined)
      this.scope.assign((await this.evaluate(Assign, more)) as Readonly<Record<string, Json>>);
    return output;
  }
}
