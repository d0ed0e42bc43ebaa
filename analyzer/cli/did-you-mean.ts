import type { MiddlewareFunction } from "yargs";
import { nearest } from "../judge/policy/file/suggest";

/** What yargs knows of a command's options; its own types do not tell of it. */
interface KnownOptions {
  getOptions(): { readonly key: Readonly<Record<string, unknown>> };
}

/**
 * Says what was perhaps meant by a command or an option that does not exist. A command's options are known while it is parsed and
 * no longer when it has failed, so `remember` is a check for yargs that runs before its own.
 */
export class Suggestions {
  private known: readonly string[] = [];

  /**
   * @param commands their names
   * @param args the command line
   */
  constructor(
    private readonly commands: readonly string[],
    private readonly args: readonly string[],
  ) {}

  readonly remember = ((_argv: unknown, yargs: KnownOptions): void => {
    this.known = Object.keys(yargs.getOptions().key).filter((key) => key.length > 1);
  }) as MiddlewareFunction; // whose type leaves out the second argument

  /** A message of yargs' about the command line, with what was perhaps meant. */
  complete(message: string): string {
    const [, given] = /^Unknown arguments?: (.*)$/s.exec(message) ?? [];
    const word = this.args.find((arg) => !arg.startsWith("-"));
    if (given === undefined) return word === undefined ? this.withoutCommand(message) : message;
    const names = given.split(", ").map(kebab);
    const [first = ""] = names;
    if (word !== undefined && !this.commands.includes(word) && names.includes(word))
      return unknown(message, "command", word, nearest(word, this.commands) ?? this.optionOf(word));
    const files = this.args.slice(1).filter((arg) => names.includes(kebab(arg)) && !arg.startsWith("-"));
    if (files.length === 2 && files.length === new Set(names).size && this.known.includes("primary"))
      return `Sources are named by options: --primary ${files.join(" --dr ")}.`;
    const option = names.map((name) => this.optionOf(name)).find((name) => name !== undefined);
    return unknown(message, "argument", first, option);
  }

  /** yargs asks for a command before it looks at options. */
  private withoutCommand(message: string): string {
    const option = this.args.find((arg) => /^--[a-z]/i.test(arg))?.slice(2);
    if (option === undefined) return message;
    return unknown(message, "argument", option, this.optionOf(option));
  }

  private optionOf(name: string): string | undefined {
    const option = nearest(name, [...this.known, "version", "help"]);
    return option && `--${option}`;
  }
}

function unknown(message: string, what: string, given: string, meant: string | undefined): string {
  return meant === undefined ? message : `Unknown ${what}: ${given}. Did you mean ${meant}?`;
}

/** yargs names `--fail-onn` a second time as `failOnn`. */
function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
