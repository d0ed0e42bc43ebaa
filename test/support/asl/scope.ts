import type { Json } from "./language";

/**
 * Variables: a branch reads the machine's, and has others of its own, under other names: "a variable assigned in an inner scope cannot have the
 * same name as one assigned in an outer scope".
 * Source: https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
 */
export class Scope {
  private values: Readonly<Record<string, Json>> = {};

  constructor(private readonly outer?: Scope) {}

  all(): Readonly<Record<string, Json>> {
    return { ...this.outer?.all(), ...this.values };
  }

  /** @throws Error for a name of an outer scope's: such a machine cannot be created */
  assign(values: Readonly<Record<string, Json>>): void {
    const outer = this.outer?.all() ?? {};
    const taken = Object.keys(values).find((name) => name in outer);
    if (taken !== undefined)
      throw new Error(`a branch assigns "${taken}", which an outer scope has assigned`);
    this.values = { ...this.values, ...values };
  }
}
