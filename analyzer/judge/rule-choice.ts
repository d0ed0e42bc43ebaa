import { InputError } from "../base/errors";
import { isOwnPattern } from "./own-rules/own-rule-id";
import { fitsGlob } from "./policy/glob";
import { nearest } from "./policy/file/suggest";
import { ALL_RULES } from "./policy/known-rules";

/**
 * Which rules are asked about: those that a pattern of `only` fits, all where there is none, less those that one of `skip` fits.
 *
 * @returns undefined where all are
 * @throws InputError for a pattern that fits no rule
 */
export function ruleChoice(
  only: readonly string[] = [],
  skip: readonly string[] = [],
): ((rule: string) => boolean) | undefined {
  for (const pattern of only) checkPattern(pattern, "--rule");
  for (const pattern of skip) checkPattern(pattern, "--skip-rule");
  if (only.length + skip.length === 0) return undefined;
  const fits = (rule: string) => (pattern: string) => fitsGlob(pattern, rule);
  const asks = (rule: string) => (only.length === 0 || only.some(fits(rule))) && !skip.some(fits(rule));
  if (!ALL_RULES.some(asks) && !only.some(isOwnPattern)) {
    const what = "This leaves no rule to ask about.";
    throw new InputError({ where: "--skip-rule", what, fix: "Leave out fewer." });
  }
  return asks;
}

function checkPattern(pattern: string, option: string): void {
  if (isOwnPattern(pattern) || ALL_RULES.some((rule) => fitsGlob(pattern, rule))) return;
  const suggestion = nearest(pattern, ALL_RULES);
  throw new InputError({
    where: `${option} ${pattern}`,
    what: "There is no such rule.",
    fix: suggestion === undefined ? "drparity explain lists all rules." : `Did you mean ${suggestion}?`,
  });
}
