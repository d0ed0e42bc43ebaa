import type { Json } from "./language";

/** Variables: those of a branch hide the machine's, which it reads and cannot change. */
export class Scope {
  private values: Readonly<Record<string, Json>> = {};

  constructor(private readonly outer?: Scope) {}

  all(): Readonly<Record<string, Json>> {
    return { ...this.outer?.all(), ...this.values };
  }

  assign(values: Readonly<Record<string, Json>>): void {
    this.values = { ...this.values, ...values };
  }
}
