import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";
import { isInCheckout, trustsCheckout } from "./checkout";

/** What a search for a command came to. */
export interface FoundCommand {
  /** The program's path; undefined when there is none that may be run. */
  readonly file?: string;
  /** One that would have been found first, but lies in the checkout. */
  readonly passedOver?: string;
}

/**
 * Looks for a command on the PATH as a shell would, but never in the checkout, be it by a relative entry such as `.` or by
 * one such as the `node_modules/.bin` that npx puts first: a pull request must not choose what runs. A name with a
 * directory in it was asked for, and is taken as it is.
 */
export function findCommand(name: string, env: NodeJS.ProcessEnv, cwd = process.cwd()): FoundCommand {
  if (name !== path.basename(name)) return { file: path.resolve(cwd, name) };
  let passedOver: string | undefined;
  for (const folder of (env.PATH ?? env.Path ?? "").split(path.delimiter)) {
    const file = programs(path.resolve(cwd, folder, name)).find(isProgram);
    if (file === undefined) continue;
    const mayRun = trustsCheckout(env) || (path.isAbsolute(folder) && !isInCheckout(file, cwd));
    if (mayRun) return passedOver === undefined ? { file } : { file, passedOver };
    passedOver ??= file;
  }
  return passedOver === undefined ? {} : { passedOver };
}

function programs(file: string): string[] {
  return process.platform === "win32" ? [file, `${file}.exe`] : [file];
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
