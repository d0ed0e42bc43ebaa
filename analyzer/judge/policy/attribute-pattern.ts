import { fitsGlob } from "./glob";

/** `ingress`, `[0]`, `["kubernetes.io/role"]`: what an attribute's path is made of. */
const STEP = /[^.[\]]+|\[(\d+|\*)\]|\["((?:[^"\\]|\\.)*)"\]/y;

interface Step {
  readonly name: string;
  /** Whether it is a place in a list. */
  readonly index: boolean;
}

/**
 * A pattern of attribute paths, as `min_size`, `tags.*` or `ingress[0].cidr_blocks`. It fits the attribute and everything
 * inside; places in lists may be left out.
 */
export class AttributePattern {
  private constructor(private readonly steps: readonly Step[]) {}

  /** @returns undefined when the text is no path. */
  static parse(text: string): AttributePattern | undefined {
    const steps = stepsOf(text);
    return steps && steps.length > 0 && !steps[0]?.index ? new AttributePattern(steps) : undefined;
  }

  fits(path: string): boolean {
    let at = 0;
    for (const step of stepsOf(path) ?? []) {
      const pattern = this.steps[at];
      if (pattern === undefined) return true;
      if (step.index && !pattern.index && pattern.name !== "*") continue;
      if (!fitsGlob(pattern.name, step.name)) return false;
      at++;
    }
    return at === this.steps.length;
  }
}

function stepsOf(path: string): Step[] | undefined {
  const steps: Step[] = [];
  for (let at = 0; at < path.length;) {
    if (path[at] === "." && at > 0) at++;
    STEP.lastIndex = at;
    const found = STEP.exec(path);
    if (!found) return undefined;
    const [all, index, key] = found;
    steps.push({ name: index ?? key?.replaceAll('\\"', '"') ?? all, index: index !== undefined });
    at += all.length;
  }
  return steps;
}
