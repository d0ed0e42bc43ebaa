import type { MiddlewareFunction } from "yargs";
import { unshielded } from "./sources-options";
import { UsageError } from "./usage-error";

/** What yargs knows of a command's options, as far as it is asked here; its own types do not tell of it. */
interface KnownOptions {
  getOptions(): {
    readonly array: readonly string[];
    readonly alias: Readonly<Record<string, readonly string[]>>;
  };
}

/**
 * A check for yargs: an option that takes one value stands once on the command line. yargs would make an array of two,
 * and `--fail-on info --fail-on info`, which is neither "info" nor anything else that a gate knows, opened it.
 *
 * @param args the command line, before yargs has read it, its dashes shielded
 */
export function refuseGivenTwice(args: readonly string[]): MiddlewareFunction {
  const check = (_argv: unknown, yargs: KnownOptions): void => {
    const { array, alias } = yargs.getOptions();
    const lists = new Set(array);
    const given = valuesByOption(args, longNames(alias));
    for (const [name, values] of given) {
      if (values.length < 2 || lists.has(name)) continue;
      const all = values.map((value) => (value === undefined ? `--${name}` : `--${name} ${value}`));
      throw new UsageError(`${all.join(" and ")}: the option stands more than once. Keep one.`);
    }
  };
  return check as MiddlewareFunction; // whose type leaves out the second argument
}

/** Every option with its values, in order; undefined for one that stands without. */
function valuesByOption(
  args: readonly string[],
  longNames: ReadonlyMap<string, string>,
): Map<string, (string | undefined)[]> {
  const end = args.indexOf("--");
  const options = args.slice(0, end < 0 ? args.length : end);
  const given = new Map<string, (string | undefined)[]>();
  for (const [index, text] of options.entries()) {
    const [, long, short, inline] = /^-(?:-([^=]+)|([A-Za-z]))(?:=(.*))?$/s.exec(text) ?? [];
    const written = long ?? (short === undefined ? undefined : longNames.get(short));
    if (written === undefined) continue;
    const next = options[index + 1];
    const value = inline ?? (next?.startsWith("-") === false ? unshielded(next) : undefined);
    const name = kebab(written);
    given.set(name, [...(given.get(name) ?? []), value]);
  }
  return given;
}

/** The option's name for each letter that stands for one. */
function longNames(aliases: Readonly<Record<string, readonly string[]>>): Map<string, string> {
  return new Map(
    Object.entries(aliases).flatMap(([name, others]) =>
      name.length > 1 ? others.filter((one) => one.length === 1).map((one) => [one, name] as const) : [],
    ),
  );
}

/** yargs takes `--failOn` and `--no-fail-on` for `--fail-on`. */
function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/^no-/, "");
}
