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
    const [, given] = /^Unknown arguments?: (.*)$/.exec(message) ?? [];
    const names = (given ?? "").split(", ").map(kebab);
    const [first = ""] = names;
    if (given === undefined) return message;
    if (first === this.args.find((arg) => !arg.startsWith("-")))
      return unknown(message, "command", first, nearest(first, this.commands));
    const option = names.map((name) => nearest(name, this.known)).find((name) => name !== undefined);
    return unknown(message, "argument", first, option && `--${option}`);
  }
}

function unknown(message: string, what: string, given: string, meant: string | undefined): string {
  return meant === undefined ? message : `Unknown ${what}: ${given}. Did you mean ${meant}?`;
}

/** yargs names `--fail-onn` a second time as `failOnn`. */
function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
