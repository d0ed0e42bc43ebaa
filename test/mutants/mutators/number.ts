import type { Mutator } from "./change";

/** Makes a number another one, also one that is kept as a string. */
export const changeNumber: Mutator = function* ({ value }) {
  if (typeof value === "number") yield { kind: "number", to: another(value) };
  else if (typeof value === "string" && /^-?\d{1,10}$/.test(value)) {
    yield { kind: "number", to: String(another(Number(value))) };
  }
};

/** -1 stands for "all" or "no limit". */
function another(number: number): number {
  return number < 0 ? 443 : number + 1;
}
