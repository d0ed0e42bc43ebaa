import type { Json } from "../json";
import type { Neutral } from "../pairing/learn";
import type { Pairing } from "../pairing/twins";
import { BlockIndex } from "../terraform/block-index";
import type { SideName } from "../report/report";
import type { Configuration, Target } from "../terraform/configuration";
import type { Resource, Workspace } from "../terraform/workspace";
import { canonical } from "./canonical";
import type { Slot } from "./slot";

/** What an argument refers to, neutral: the same texts on both sides for twins. */
interface Meaning {
  /** Resources that have a twin, and constants. */
  readonly known: ReadonlySet<string>;
  /** What cannot be followed: `local.x`, `each.key`, a resource without a twin. */
  readonly opaque: ReadonlySet<string>;
}

/**
 * Tells what a value that is known only after apply will be, by what its expression refers to: both sides' queues
 * encrypted with `aws_kms_key.this.arn` are equal although neither ARN is known.
 */
export class References {
  private readonly configurations = new Map<string, Configuration>();
  private readonly indices = new Map<Resource, number>();
  private readonly sides = new Map<Resource, SideName>();
  private readonly blocks: BlockIndex;

  constructor(
    pairing: Pairing,
    workspaces: readonly Workspace[],
    private readonly neutral: Neutral,
  ) {
    for (const workspace of workspaces) {
      if (workspace.configuration) this.configurations.set(workspace.label, workspace.configuration);
    }
    pairing.twins.forEach(({ primary, dr }, index) => {
      this.indices.set(primary, index).set(dr, index);
      this.sides.set(primary, "primary").set(dr, "dr");
    });
    this.blocks = new BlockIndex(workspaces.flatMap(({ resources }) => resources));
  }

  /** Whether both arguments mean the same: undefined when that cannot be told. */
  same(primary: Slot, dr: Slot): boolean | undefined {
    const left = this.meaning("primary", primary);
    const right = this.meaning("dr", dr);
    const [onlyLeft, onlyRight] = [without(left.known, right.known), without(right.known, left.known)];
    const sameOpaque = without(left.opaque, right.opaque) + without(right.opaque, left.opaque) === 0;
    if (onlyLeft + onlyRight === 0 && sameOpaque)
      return left.known.size + left.opaque.size > 0 ? true : undefined;
    // A template may spell out what its twin refers to; but each naming what the other does not is a difference.
    return sameOpaque && onlyLeft > 0 && onlyRight > 0 ? false : undefined;
  }

  /** What an argument refers to as one text, the same on both sides for twins; undefined when it cannot be told. */
  meaningOf(side: SideName, slot: Slot): string | undefined {
    const { known, opaque } = this.meaning(side, slot);
    const [only] = known;
    return known.size === 1 && opaque.size === 0 ? only?.replace(/\.self$/, "") : undefined;
  }

  /** The one resource that an argument refers to as such, or undefined. */
  targetOf(slot: Slot): Resource | undefined {
    const targets = this.targets(slot);
    const [only] = targets;
    if (targets.length !== 1 || only?.kind !== "resource" || facet(only.attribute) !== "self")
      return undefined;
    const instances = this.blocks.instances(slot.resource, only.address);
    return instances.length === 1 ? instances[0] : undefined;
  }

  /** The symbol of a twin, as `meaningOf` tells it. */
  symbolOf(resource: Resource): string | undefined {
    const index = this.indices.get(resource);
    return index === undefined ? undefined : `⟨twins ${index}⟩`;
  }

  private targets(slot: Slot): Target[] {
    const configuration = this.configurations.get(slot.resource.workspace);
    const scope = slot.resource.parts.modules.map((step) => `module.${step.name}`).join(".");
    return configuration?.targets(slot.expression, scope) ?? [];
  }

  private meaning(side: SideName, slot: Slot): Meaning {
    const known = new Set<string>();
    const opaque = new Set<string>();
    for (const target of this.targets(slot)) {
      if (target.kind === "opaque") opaque.add(target.text);
      else if (target.kind === "value") this.addValue(side, target.value, known);
      else {
        const symbol = this.symbol(side, slot.resource, target.address);
        if (symbol === undefined)
          opaque.add(`${this.neutral[side].text(target.address)}.${target.attribute}`);
        else known.add(`${symbol}.${facet(target.attribute)}`);
      }
    }
    return { known, opaque };
  }

  private addValue(side: SideName, value: Json, texts: Set<string>): void {
    const text = canonical(value, undefined, this.neutral[side]);
    if (text !== "") texts.add(`=${text}`);
  }

  /** The twins that a reference means, one or all instances of a block, and whether it means the other side's. */
  private symbol(side: SideName, from: Resource, address: string): string | undefined {
    const instances = this.blocks.instances(from, address);
    const indices = instances.map((instance) => this.indices.get(instance));
    if (indices.length === 0 || indices.includes(undefined)) return undefined;
    const numbers = indices.map(Number).sort((a, b) => a - b);
    const peer = instances.some((instance) => this.sides.get(instance) !== side) ? "peer " : "";
    return `⟨${peer}twins ${numbers.join(" ")}⟩`;
  }
}

/** How many of the first are not among the second. */
function without(these: ReadonlySet<string>, those: ReadonlySet<string>): number {
  let count = 0;
  for (const text of these) if (!those.has(text)) count++;
  return count;
}

/** Attributes that all name the resource itself: which of them is referred to makes no difference. */
const NAMING =
  /^(?:|id|arn|name|key_id|family|arn_without_revision|bucket|function_name|identifier|cluster_identifier|url|\*|\*\.id|\*\.arn)$/;

function facet(attribute: string): string {
  return NAMING.test(attribute) ? "self" : attribute;
}
