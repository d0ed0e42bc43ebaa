import type { SuppressionPolicy } from "../../judge/policy/policy";
import type { Address, ModuleStep } from "../../model/workspace/address";
import type { Workspace } from "../../model/workspace/workspace";
import type { Locator } from "../locate/locator";
import type { Declared } from "../locate/module-directory";
import { parseDecision } from "./parse-decision";

/**
 * What comments beside the code accept: of a resource's block for all of its instances, of a module's call for all that is in
 * it. Nothing is read here; the locator has read it.
 *
 * @param show a file as messages name it
 * @throws InputError for a comment that is not of the form
 */
export function inlineDecisions(
  workspaces: readonly Workspace[],
  locator: Locator,
  show: (file: string) => string,
): SuppressionPolicy[] {
  const found = new Map<string, SuppressionPolicy>();
  const add = (declarations: readonly Declared[], address: string) => {
    for (const { file, notes = [] } of declarations) {
      for (const { line, text } of notes) {
        const place = `${show(file)}:${String(line)}`;
        found.set(JSON.stringify([place, text, address]), {
          ...parseDecision(text, place),
          address,
          comment: place + text,
        });
      }
    }
  };
  for (const { label, resources } of workspaces) {
    for (const resource of resources) {
      if (resource.mode !== "managed") continue;
      const { parts } = resource;
      add(
        locator.declarations(resource).filter(({ name }) => !name.startsWith("module.")),
        addressOf(parts),
      );
      for (let depth = 1; depth <= parts.modules.length; depth++) {
        const modules = parts.modules.slice(0, depth);
        add(locator.call(label, pathOf(modules)), pathOf(modules));
      }
    }
  }
  return [...found.values()];
}

/** Without keys: in a pattern that stands for every instance. */
function pathOf(modules: readonly ModuleStep[]): string {
  return modules.map(({ name }) => `module.${name}`).join(".");
}

function addressOf({ modules, type, name }: Address): string {
  return [...(modules.length > 0 ? [pathOf(modules)] : []), type, name].join(".");
}
