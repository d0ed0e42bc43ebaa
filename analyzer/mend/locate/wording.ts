import type { Wording } from "../../compare/wording";
import { configModulePath, type ModuleStep } from "../../model/workspace/address";
import type { Locator } from "./locator";
import type { Declared } from "./module-directory";
import { stepsOf } from "./steps";

/** How configurations write arguments, with what is handed to the variables in them. */
export function wordingOf(locator: Locator): Wording {
  return ({ workspace, parts }, path) => {
    const declared = locator.declarations({ workspace, parts });
    const isHere = declared.every(({ name }) => !name.startsWith("module."));
    return isHere ? written(locator, workspace, parts.modules, declared, stepsOf(path)) : undefined;
  };
}

function written(
  locator: Locator,
  workspace: string,
  modules: readonly ModuleStep[],
  declared: readonly Declared[],
  path: readonly string[],
): string | undefined {
  // An override's word is the last.
  const text = declared.map((one) => one.written(path)).findLast((one) => one !== undefined);
  if (text === undefined) return undefined;
  const words = text.replace(/\s+/g, "").replace(/,(?=[\]})])/g, "");
  const variables = new Set(Array.from(words.matchAll(/\bvar\.([\w-]+)/g), ([, name]) => name ?? ""));
  if (modules.length === 0 || variables.size === 0) return words;
  const call = locator.call(workspace, configModulePath(modules));
  // One that the call does not set has its default, which the plan tells.
  const handed = [...variables].map((name) =>
    written(locator, workspace, modules.slice(0, -1), call, [name]),
  );
  return [words, ...handed].join("\n");
}
