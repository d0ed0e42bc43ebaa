import type { Mutator } from "./change";

/** Flips a boolean, also one that is kept as a string. */
export const flipBoolean: Mutator = function* ({ value }) {
  if (typeof value === "boolean") yield { kind: "boolean", to: !value };
  else if (value === "true" || value === "false")
    yield { kind: "boolean", to: value === "true" ? "false" : "true" };
};
