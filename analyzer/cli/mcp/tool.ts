import type { Reach } from "./reach";

/** What an assistant may ask for. It changes nothing. */
export interface Tool<Arguments = never> {
  readonly name: string;
  readonly title: string;
  /** For the assistant, which chooses by it. */
  readonly description: string;
  /** The arguments, by their names, as JSON Schemas. */
  readonly properties: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
  /** @throws InputError for what cannot be used, which the assistant is told */
  readonly call: (args: Arguments, reach: Reach) => Promise<object>;
}
