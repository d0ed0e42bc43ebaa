import type { Command, Known } from "./runbook";

/** A word of a command: a text of ours, a value from outside, or `raw`, which the shell is to expand. */
export type Word = string | Known | { readonly raw: string };

/** What needs no quotes. */
const PLAIN = /^[\w@%+=:,./-]+$/;

/** A command of words, each as the shell reads it. A value that is not known stands there as a text that no API accepts. */
export function command(...words: readonly Word[]): Command {
  return {
    line: words.map(quoted).join(" "),
    missing: words.flatMap((word) => (typeof word === "object" && "missing" in word ? [word.missing] : [])),
  };
}

/**
 * A call of AWS's command line in a region.
 * @param operation one or two words, as in `wait db-instance-available`
 */
export function aws(region: Known, service: string, operation: string, ...rest: readonly Word[]): Command {
  return command("aws", service, ...operation.split(" "), "--region", region, ...rest);
}

/** Sets a variable of the shell to what a command prints. */
export function capture(variable: string, { line, missing }: Command): Command {
  return { line: `${variable}=$(${line})`, missing };
}

function quoted(word: Word): string {
  if (typeof word === "object" && "raw" in word) return word.raw;
  const text = typeof word === "string" ? word : "value" in word ? word.value : `FILL IN: ${word.missing}`;
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
