import { readdir } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { PairContext } from "../../compare/context";
import { InputError } from "../../base/errors";
import { isInCheckout, mayName, TRUST_VARIABLE, trustsCheckout } from "../../base/process/checkout";
import { fitsGlob } from "../policy/glob";
import type { ReadinessRule, Verdict } from "../rules/rule";
import { isOwnRule } from "./own-rule-id";
import { TOOLKIT, type Toolkit } from "./toolkit";

type Import = (url: string) => Promise<unknown>;

/**
 * Node's own `import()`. The build would make a `require` of it, which knows no ES modules in all versions of Node.js; the build as
 * one file brings its own (`scripts/bundle.mjs`).
 */
const importModule: Import =
  (globalThis as { readonly DRPARITY_IMPORT?: Import }).DRPARITY_IMPORT ??
  (new Function("url", "return import(url);") as Import);

/** A team's own rule: as a built-in one, with what those import as a second argument. */
type OwnRule = Omit<ReadinessRule, "evaluate"> & {
  readonly evaluate: (pair: PairContext, toolkit: Toolkit) => Iterable<Verdict>;
};

const TEXTS = ["id", "title", "checks", "impact", "remediation"] as const;
const SEVERITIES = ["critical", "warning", "info"];

/**
 * Loads a team's own rules: modules that export `rule`, a list `rules`, or either by default. A module is code, which runs with all
 * that this process may do; one that lies in the checkout is loaded only where the environment says that the checkout may be
 * trusted, since in a pull request anybody may have written it.
 *
 * @param patterns files; the last part of a path may hold `*`
 * @throws InputError for a file that is not there, may not be loaded, or holds no rule
 */
export async function loadOwnRules(
  patterns: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<ReadinessRule[]> {
  const rules: ReadinessRule[] = [];
  for (const pattern of patterns) {
    for (const file of await filesOf(pattern)) {
      if (!trustsCheckout(env) && comesFromCheckout(file, env)) throw untrusted(file);
      rules.push(...(await rulesIn(file)));
    }
  }
  const ids = rules.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) < i);
  if (twice !== undefined) throw problem(twice, "Two rules have this id.", "Give each an id of its own.");
  return rules;
}

/** Whether a file lies in the checkout, or a link that does leads to it. */
function comesFromCheckout(file: string, env: NodeJS.ProcessEnv): boolean {
  return isInCheckout(file) || isInCheckout(path.dirname(file)) || !mayName(file, file, env);
}

async function filesOf(pattern: string): Promise<string[]> {
  const [directory, name] = [path.dirname(pattern), path.basename(pattern)];
  if (!name.includes("*")) return [pattern];
  const names = await readdir(directory).catch(() => []);
  const found = names.filter((one) => fitsGlob(name, one)).sort();
  if (found.length === 0) throw problem(pattern, "No file fits this.", "Check the path of the rules.");
  return found.map((one) => path.join(directory, one));
}

async function rulesIn(file: string): Promise<ReadinessRule[]> {
  let module: unknown;
  try {
    module = await importModule(pathToFileURL(path.resolve(file)).href);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw problem(
      file,
      `It cannot be loaded: ${why}`,
      "It has to be a JavaScript module that Node.js can import.",
    );
  }
  const exported = exportsOf(module);
  if (exported.length === 0) throw problem(file, "It exports no rule.", "Export `rule`, or a list `rules`.");
  return exported.map((one) => asRule(one, file));
}

function exportsOf(module: unknown): unknown[] {
  const { rule, rules, default: other } = (module ?? {}) as Readonly<Record<string, unknown>>;
  if (rule !== undefined) return [rule];
  if (Array.isArray(rules)) return rules as unknown[];
  // What a CommonJS file sets as its exports comes as the default.
  if (typeof other === "object" && other !== null && ("rule" in other || "rules" in other))
    return exportsOf(other);
  return other === undefined ? [] : Array.isArray(other) ? (other as unknown[]) : [other];
}

function asRule(value: unknown, file: string): ReadinessRule {
  const rule = (typeof value === "object" && value !== null ? value : {}) as Readonly<
    Record<string, unknown>
  >;
  const missing = TEXTS.find((name) => typeof rule[name] !== "string" || rule[name] === "");
  if (missing !== undefined)
    throw problem(file, `A rule has no ${missing}.`, `Set ${TEXTS.join(", ")}, severity and evaluate.`);
  if (!isOwnRule(String(rule.id)))
    throw problem(
      file,
      "A rule's id does not begin with own-.",
      "Call it own-, and what it states in words with hyphens.",
    );
  if (typeof rule.evaluate !== "function")
    throw problem(file, "A rule has no function evaluate.", "See docs/own-rules.md.");
  const levels =
    typeof rule.severity === "object" && rule.severity !== null
      ? Object.values(rule.severity)
      : [rule.severity];
  if (!levels.every((level) => SEVERITIES.includes(String(level))))
    throw problem(
      file,
      "A rule's severity is not known.",
      'Set "critical", "warning" or "info", or one for each strategy.',
    );
  const own = rule as unknown as OwnRule;
  return {
    ...own,
    references: own.references ?? [],
    replacesArc: [],
    evaluate: (pair) => own.evaluate(pair, TOOLKIT),
  };
}

function untrusted(file: string): InputError {
  return problem(
    file,
    "A rule is code, and this one lies in the checkout, whose author does not decide what is run.",
    `Keep rules in a place of their own, or set ${TRUST_VARIABLE}=1 where the checkout can be trusted.`,
  );
}

function problem(where: string, what: string, fix: string): InputError {
  return new InputError({ where, what, fix });
}
