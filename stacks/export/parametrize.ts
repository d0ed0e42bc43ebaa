import type { Parameter } from "../../modules/pair/capability";
import { parametersOf, type Part, SUBNET } from "./parameters";
import { ID } from "./capability";

export interface Parametrized {
  readonly text: string;
  /** The variables that the text uses, by name. */
  readonly parameters: readonly Parameter[];
}

/**
 * Replaces the stand-ins in HCL by variables.
 * @param own the capability's parameters
 */
export function parametrize(hcl: string, part: Part, own: readonly Parameter[] = []): Parametrized {
  const used = new Map<string, Parameter>();
  const text = parametersOf(part, own).reduce((so, parameter) => {
    const replaced = so.replace(parameter.find, (...match: string[]) => replacement(parameter, match));
    if (replaced !== so) used.set(parameter.name, parameter);
    return replaced;
  }, renamed(hcl));
  return {
    text: bareReferences(text),
    parameters: [...used.values()].sort((a, b) => a.name.localeCompare(b.name)),
  };
}

function replacement({ name, put = `\${var.${name}}` }: Parameter, match: readonly string[]): string {
  if (put === SUBNET) return `\${cidrsubnet(var.cidr, 3, ${Number(match[1]) / 32})}`;
  return put.replaceAll(/\$(\d)/g, (_group, index: string) => match[Number(index)] ?? "");
}

/** `capability_bucket` and `capability-copies_recipe-version` are `this_bucket` and `this-copies_copy` to a reader. */
function renamed(hcl: string): string {
  const references = new RegExp(
    String.raw`((?:resource|data|ephemeral) "\w+" "|output "|\b(?:aws|data\.aws|ephemeral\.aws)_\w+\.)${ID}`,
    "g",
  );
  return hcl.replaceAll(references, "$1this").replaceAll("this-copies_recipe-version", "this-copies_copy");
}

/** `"${aws_vpc.x.id}"` is `aws_vpc.x.id`, and neither providers nor dependencies are text in HCL. */
function bareReferences(text: string): string {
  return text
    .replaceAll(/"\$\{([^"{}]+)\}"/g, "$1")
    .replaceAll(/"(aws_\w+\.[\w-]+)"(,?)$/gm, "$1$2")
    .replaceAll(
      // Not to a bracket between quotes: `scaling_config[0].desired_size` has some.
      /(ignore_changes = \[)((?:[^\]"]|"[^"]*")*)\]/g,
      (_all, head: string, list: string) => `${head}${list.replaceAll('"', "")}]`,
    );
}
