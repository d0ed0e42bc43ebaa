import { InputError } from "../base/errors";
import { toJsonText } from "../base/json-text";
import { nearest } from "../judge/policy/file/suggest";
import { RULE_TEXTS, ruleText } from "../judge/rule-texts";
import type { RuleText } from "../judge/rules/rule";
import type { ExplainArguments } from "./explain-options";
import { wrap } from "../render/wrap";
import { ruleInJson, ruleInWords } from "./explain-rule";
import { layoutFor } from "./layout";
import { writeOutput } from "./output";

/** How a finding's id looks; a beginning as long as Git's shortest names will do. */
const ID = /^[0-9a-f]{6,64}$/;

/** Runs `explain`. @throws InputError for what is neither a rule nor a finding */
export async function runExplain(args: ExplainArguments): Promise<void> {
  const { what, format } = args;
  if (what === undefined) return writeOutput(format === "json" ? listInJson() : list(), undefined);
  const rule = ruleText(what);
  if (rule !== undefined) {
    return writeOutput(
      format === "json"
        ? toJsonText({ schemaVersion: "1.0", rule: ruleInJson(rule) })
        : ruleInWords(rule, layoutFor(undefined)),
      undefined,
    );
  }
  if (ID.test(what) || args.report !== undefined) {
    // What analyzes is loaded for those who ask of a finding.
    const { explainFinding } = await import("./explain-finding");
    return writeOutput(await explainFinding(what, args), undefined);
  }
  throw unknown(what);
}

/** A line for each rule; on a terminal its title keeps to its column. */
function list(): string {
  const { width = Infinity } = layoutFor(undefined);
  const column = Math.max(...RULE_TEXTS.map(({ id }) => id.length)) + 2;
  const lines = RULE_TEXTS.flatMap(({ id, title }) => {
    const [first = "", ...rest] = wrap(title, width, " ".repeat(column));
    return [id.padEnd(column) + first.slice(column), ...rest];
  });
  return `${lines.join("\n")}\n`;
}

function listInJson(): string {
  return toJsonText({ schemaVersion: "1.0", rules: RULE_TEXTS.map(ruleInJson) });
}

/** @throws InputError where there is no such rule */
export function ruleNamed(id: string): RuleText {
  const rule = ruleText(id);
  if (rule === undefined) throw unknown(id);
  return rule;
}

function unknown(what: string): InputError {
  const meant = nearest(
    what,
    RULE_TEXTS.map(({ id }) => id),
  );
  return new InputError({
    where: what,
    what: "There is no such rule.",
    fix: meant === undefined ? "drparity explain lists all rules." : `Did you mean ${meant}?`,
  });
}
