import jsonata from "jsonata";
import type { Clock } from "./clock";
import { Failure } from "./failure";
import type { Json } from "./language";

/** What an expression sees: `$states` and the variables. */
export type Bindings = Readonly<Record<string, unknown>>;

const COMPILED = new Map<string, jsonata.Expression>();

/** Replaces every text of the form `{% EXPRESSION %}` in a value. @throws Failure `States.QueryEvaluationError` */
export async function evaluate(value: Json, bindings: Bindings, clock: Clock): Promise<Json> {
  if (typeof value === "string") return expressionIn(value, bindings, clock);
  if (Array.isArray(value)) return Promise.all(value.map((one: Json) => evaluate(one, bindings, clock)));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(
    async ([key, one]) => [key, await evaluate(one as Json, bindings, clock)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function expressionIn(text: string, bindings: Bindings, clock: Clock): Promise<Json> {
  const source = /^\{%(.*)%\}$/s.exec(text)?.[1];
  if (source === undefined) return text;
  const result: unknown = await compile(source)
    .evaluate(undefined, { ...ofStepFunctions(clock), ...bindings })
    .catch((problem: { message: string }) => {
      throw new Failure("States.QueryEvaluationError", `${source.trim()}: ${problem.message}`);
    });
  if (result === undefined)
    throw new Failure("States.QueryEvaluationError", `${source.trim()} returned nothing (undefined)`);
  // JSONata marks its sequences; outside it they are plain arrays.
  return JSON.parse(JSON.stringify(result)) as Json;
}

function compile(source: string): jsonata.Expression {
  const known = COMPILED.get(source);
  if (known !== undefined) return known;
  const compiled = jsonata(source);
  COMPILED.set(source, compiled);
  return compiled;
}

/** Functions that Step Functions adds, and the time. */
function ofStepFunctions(clock: Clock): Bindings {
  return {
    parse: (text: string): unknown => JSON.parse(text),
    millis: () => clock.now,
    now: () => new Date(clock.now).toISOString(),
  };
}
