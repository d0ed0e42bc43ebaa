import { isOwnPattern } from "../../own-rules/own-rule-id";
import { fitsGlob } from "../glob";
import { type Field, Problem, shared, text } from "./field";
import { nearest } from "./suggest";

/** A rule's id, or a pattern with `*` that fits one of the known rules at least. */
export function rulePattern(known: readonly string[], what = "is no rule."): Field<string> {
  return {
    read: (value, file) => {
      const given = text.read(value, file);
      if (given instanceof Problem || isOwnPattern(given) || known.some((id) => fitsGlob(given, id)))
        return given;
      const suggestion = nearest(given, known);
      return new Problem(
        what,
        suggestion === undefined ? "drparity explain lists all rules." : `Did you mean "${suggestion}"?`,
      );
    },
    schema: shared("rule"),
    words: "a rule's id, or a pattern with `*`",
  };
}
