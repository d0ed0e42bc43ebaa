import type { Json } from "../json";
import type { Neutral } from "../pairing/learn";
import type { Pairing } from "../pairing/twins";
import { BlockIndex } from "../terraform/block-index";
import type { Configuration } from "../terraform/configuration";
import type { Resource, Workspace } from "../terraform/workspace";
import { canonical } from "./canonical";
import type { Slot } from "./slot";

/** What an argument refers to, neutral: the same text on both sides for twins. */
interface Meaning {
  readonly texts: readonly string[];
  /** False when something in it cannot be followed (`local.x`, a resource without a twin). */
  readonly certain: boolean;
}

/**
 * Tells what a value that is known only after apply will be, by what its expression refers to: both sides' queues
 * encrypted with `aws_kms_key.this.arn` are equal although neither ARN is known.
 */
export class References {
  private readonly configurations = new Map<string, Configuration>();
  private readonly indices = new Map<Resource, number>();
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
    });
    this.blocks = new BlockIndex(workspaces.flatMap(({ resources }) => resources));
  }

  /** Whether both arguments mean the same: undefined when that cannot be told. */
  same(primary: Slot, dr: Slot): boolean | undefined {
    const left = this.meaning("primary", primary);
    const right = this.meaning("dr", dr);
    if (left.texts.length > 0 && left.texts.join("\n") === right.texts.join("\n")) return true;
    return left.certain && right.certain && left.texts.length > 0 && right.texts.length > 0
      ? false
      : undefined;
  }

  /** What an argument refers to as one text, the same on both sides for twins; undefined when it cannot be told. */
  meaningOf(side: "primary" | "dr", slot: Slot): string | undefined {
    const { texts, certain } = this.meaning(side, slot);
    const [only] = texts;
    return certain && texts.length === 1 ? only?.replace(/\.self$/, "") : undefined;
  }

  /** The symbol of a twin, as `meaningOf` tells it. */
  symbolOf(resource: Resource): string | undefined {
    const index = this.indices.get(resource);
    return index === undefined ? undefined : `⟨twins ${index}⟩`;
  }

  private meaning(side: "primary" | "dr", slot: Slot): Meaning {
    const configuration = this.configurations.get(slot.resource.workspace);
    if (!configuration || slot.expression === undefined) return { texts: [], certain: false };
    const scope = slot.resource.parts.modules.map((step) => `module.${step.name}`).join(".");
    const texts = new Set<string>();
    let certain = true;
    for (const target of configuration.targets(slot.expression, scope)) {
      if (target.kind === "value") this.addValue(side, target.value, texts);
      else if (target.kind === "opaque") {
        certain = false;
        texts.add(`?${target.text}`);
      } else {
        const symbol = this.symbol(slot.resource, target.address);
        certain &&= symbol !== undefined;
        texts.add(`${symbol ?? this.neutral[side].text(target.address)}.${facet(target.attribute)}`);
      }
    }
    return { texts: [...texts].sort(), certain };
  }

  private addValue(side: "primary" | "dr", value: Json, texts: Set<string>): void {
    const text = canonical(value, undefined, this.neutral[side]);
    if (text !== "") texts.add(`=${text}`);
  }

  /** The twins that a reference means: one, or all instances of a block. */
  private symbol(from: Resource, address: string): string | undefined {
    const indices = this.blocks.instances(from, address).map((instance) => this.indices.get(instance));
    if (indices.length === 0 || indices.includes(undefined)) return undefined;
    return `⟨twins ${indices
      .map(Number)
      .sort((a, b) => a - b)
      .join(" ")}⟩`;
  }
}

/** Attributes that all name the resource itself: which of them is referred to makes no difference. */
const NAMING =
  /^(?:|id|arn|name|key_id|family|arn_without_revision|bucket|function_name|identifier|cluster_identifier|url|\*|\*\.id|\*\.arn)$/;

function facet(attribute: string): string {
  return NAMING.test(attribute) ? "self" : attribute;
}
