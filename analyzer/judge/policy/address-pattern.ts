import { parsePatternSteps, parseSteps, type ModuleStep } from "../../model/workspace/address";
import { fitsGlob } from "./glob";

/**
 * A pattern of addresses, as `module.web[*].aws_lb.*`. It begins at the root, as an address does. `*` stands for any
 * characters of a name or of a key in quotation marks; what has no key fits every instance, with or without one; a
 * module's pattern fits everything inside.
 */
export class AddressPattern {
  private constructor(private readonly steps: readonly ModuleStep[]) {}

  /** @returns undefined when the text names neither a resource nor a module. */
  static parse(text: string): AddressPattern | undefined {
    const steps = parsePatternSteps(text);
    return steps !== undefined && isWhole(steps) ? new AddressPattern(steps) : undefined;
  }

  fits(address: string): boolean {
    return this.fitsSteps(parseSteps(address) ?? []);
  }

  /** The same of an address that has been taken apart. */
  fitsSteps(steps: readonly ModuleStep[]): boolean {
    return (
      this.steps.length <= steps.length &&
      this.steps.every((pattern, i) => fitsStep(pattern, steps[i] as ModuleStep))
    );
  }
}

/** Any number of `module.NAME`, then nothing or a resource's type and name: `aws_lb` alone is half an address. */
function isWhole(steps: readonly ModuleStep[]): boolean {
  let at = 0;
  while (steps[at]?.name === "module" && steps[at]?.key === undefined) at += 2;
  const rest = steps.slice(at);
  if (rest.length === 0) return at === steps.length;
  const resource = rest[0]?.name === "data" ? rest.slice(1) : rest;
  return resource.length === 2 && resource[0]?.key === undefined;
}

function fitsStep(pattern: ModuleStep, step: ModuleStep): boolean {
  if (!fitsGlob(pattern.name, step.name)) return false;
  if (pattern.key === undefined || pattern.key === "*") return true;
  if (typeof pattern.key === "number" || typeof step.key !== "string") return pattern.key === step.key;
  return fitsGlob(pattern.key, step.key);
}
