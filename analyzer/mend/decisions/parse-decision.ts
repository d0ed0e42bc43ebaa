import { InputError } from "../../base/errors";
import { isOwnPattern } from "../../judge/own-rules/own-rule-id";
import { fitsGlob } from "../../judge/policy/glob";
import { date, attributePattern, type Field, Problem, text } from "../../judge/policy/file/field";
import { nearest } from "../../judge/policy/file/suggest";
import { FINDING_RULES } from "../../judge/policy/known-rules";
import type { SuppressionPolicy } from "../../judge/policy/policy";

const FORM = 'Write drparity:accept RULE until=2027-03-31 owner=TEAM reason="..."';
/** `name=value`, the value in quotation marks where it has blanks. */
const SETTING = /^([a-z]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))(?:\s+|$)/;
const SETTINGS = ["until", "owner", "reason", "attributes"] as const;

type Setting = (typeof SETTINGS)[number];

/** What a comment accepts, as a `suppress` block of the policy file would. */
export type Decision = Omit<SuppressionPolicy, "address">;

/**
 * Reads what follows `drparity:accept` in a comment: `RULE until=DATE owner=TEAM reason="..."`, and `attributes=a,b` where only
 * these are meant. What the policy file demands is demanded here: a known rule, an owner, a reason, a last day.
 *
 * @param place where it stands, as `infra/main.tf:12`
 * @throws InputError that names the place
 */
export function parseDecision(comment: string, place: string): Decision {
  const [, rule = "", rest = ""] = /^(\S*)\s*(.*)$/s.exec(comment) ?? [];
  checkRule(rule, place);
  const settings = readSettings(rest, place);
  const attributes = settings.get("attributes")?.split(",");
  return {
    place,
    rule,
    reason: checked(settings.get("reason"), "reason", text, place),
    owner: checked(settings.get("owner"), "owner", text, place),
    expires: checked(settings.get("until"), "until", date, place),
    ...(attributes === undefined
      ? {}
      : { attributes: attributes.map((one) => checked(one, "attributes", attributePattern, place)) }),
  };
}

function checkRule(rule: string, place: string): void {
  if (/^\*+$/.test(rule)) {
    throw new InputError({
      where: place,
      what: "A decision accepts every rule.",
      fix: "Name the rule whose finding is accepted; a policy file may accept all of a resource's.",
    });
  }
  if (isOwnPattern(rule) || FINDING_RULES.some((id) => fitsGlob(rule, id))) return;
  const suggestion = nearest(rule, FINDING_RULES);
  throw new InputError({
    where: place,
    what:
      rule === ""
        ? "A decision names no rule."
        : "A decision names a rule whose findings cannot be accepted.",
    fix: suggestion === undefined || rule === "" ? `${FORM}.` : `Did you mean "${suggestion}"?`,
  });
}

function readSettings(given: string, place: string): Map<Setting, string> {
  const settings = new Map<Setting, string>();
  for (let rest = given; rest !== "";) {
    const [whole = "", name, quoted, plain] = SETTING.exec(rest) ?? [];
    const known = SETTINGS.find((one) => one === name);
    if (known === undefined || settings.has(known)) {
      const what =
        name === undefined
          ? "A decision is not of the form that is known."
          : `A decision sets "${name}" twice, or it is not known.`;
      throw new InputError({ where: place, what, fix: `${FORM}.` });
    }
    settings.set(known, quoted?.replace(/\\(.)/g, "$1") ?? plain ?? "");
    rest = rest.slice(whole.length);
  }
  return settings;
}

function checked(value: string | undefined, name: string, field: Field<string>, place: string): string {
  if (value === undefined)
    throw new InputError({ where: place, what: `A decision lacks "${name}".`, fix: `${FORM}.` });
  const read = field.read({ kind: "value", value, line: 0 }, place);
  if (!(read instanceof Problem)) return read;
  throw new InputError({ where: place, what: `"${name}" of a decision ${read.what}`, fix: read.fix });
}
