import type { Choose } from "./merge";
import { Instance } from "./instance";
import type { Resource } from "../model/resource";

/** How a source that serves both sides tells them apart. */
export type Selector =
  /** `terraform.workspace == "dr" ? ... : ...` */
  | { readonly by: "workspace"; readonly dr: string }
  /** `var.is_dr ? ... : ...` */
  | { readonly by: "flag"; readonly variable: string }
  /** A variable for each thing that differs, where a variable can hold it; a flag for the rest. */
  | { readonly by: "variables"; readonly flag: string };

/** What a source declares once, whichever instance asks for it. */
export interface Declaration {
  readonly kind: "variable" | "output";
  readonly name: string;
}

/** A directory of HCL. Its instances are the runs of a root, or the calls of a module: one for each side, mostly. */
export class Source {
  readonly instances: Instance[] = [];

  constructor(
    /** Relative to the deployment: `app`, `modules/region`. */
    readonly directory: string,
    /** Needed as soon as there are two instances. */
    private readonly selector: Selector | undefined,
  ) {}

  /** Shared by both sides. */
  get isShared(): boolean {
    return this.instances.length > 1;
  }

  /** Whether only some of the instances have the resource (of a family: any member of it). */
  lacksSomewhere(resource: Resource): boolean {
    return !this.instances.every(({ resources }) => resources.some((one) => sameGroup(one, resource)));
  }

  /** Whether only some of the instances have this very resource or member. */
  lacksMemberSomewhere(resource: Resource): boolean {
    return !this.instances.every(({ resources }) =>
      resources.some((one) => sameGroup(one, resource) && one.key === resource.key),
    );
  }

  /** Chooses between what the instances have, in their order. */
  readonly choose: Choose = (alternatives, at) => {
    const { selector, instances } = this;
    if (selector === undefined)
      throw new Error(`${this.directory} does not say how it tells its sides apart`);
    if (selector.by === "variables" && alternatives.every(isConstant)) {
      instances.forEach((instance, i) => instance.inputs.set(at, alternatives[i] ?? "null"));
      return `var.${at}`;
    }
    const [primary = "null", dr = "null"] = alternatives;
    const condition = this.condition(selector);
    // A condition wants one type of both, and lists and objects that differ have two: they are picked from a list. Not where
    // an instance is taken that the other side may lack: what a condition does not choose is not looked up.
    const isIndexed = [primary, dr].some(takesInstance);
    return !isIndexed && [primary, dr].some((text) => /^\s*[[{]/.test(text))
      ? `[${primary}, ${dr}][${condition} ? 1 : 0]`
      : `(${condition} ? ${dr} : ${primary})`;
  };

  private condition(selector: Selector): string {
    if (selector.by === "workspace") return `terraform.workspace == "${selector.dr}"`;
    const flag = selector.by === "flag" ? selector.variable : selector.flag;
    for (const instance of this.instances) instance.input(flag, String(instance.side === "dr"));
    return `var.${flag}`;
  }
}

function sameGroup(one: Resource, other: Resource): boolean {
  return one.mode === other.mode && one.type === other.type && one.label === other.label;
}

/** Whether a variable can hold it: no reference, no function. */
function isConstant(text: string): boolean {
  const outsideStrings = text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
  return !/[a-z_]\w*\s*[.([]/i.test(outsideStrings) && !/(?<!\$)\$\{/.test(text);
}

/** Whether it takes one of several by its index or key: `aws_subnet.private["c"]`, `[...][count.index]`. */
function takesInstance(text: string): boolean {
  return /[\w\]}]\[(?:count\.index|each\.key|\d+|"[^"]*")\]/.test(text);
}
