import type { Json } from "../json";
import type { Neutral } from "../pairing/learn";
import type { Pairing } from "../pairing/twins";
import { stripKeys, type Configuration } from "../terraform/configuration";
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
  private readonly symbols = new Map<string, string>();

  constructor(
    pairing: Pairing,
    workspaces: readonly Workspace[],
    private readonly neutral: Neutral,
  ) {
    for (const workspace of workspaces) {
      if (workspace.configuration) this.configurations.set(workspace.label, workspace.configuration);
    }
    pairing.twins.forEach(({ primary, dr }, index) => {
      this.name("primary", primary, index);
      this.name("dr", dr, index);
    });
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
        const symbol = this.symbols.get(`${side} ${slot.resource.workspace} ${target.address}`);
        certain &&= symbol !== undefined;
        texts.add(`${symbol ?? this.neutral[side].text(target.address)}.${target.attribute}`);
      }
    }
    return { texts: [...texts].sort(), certain };
  }

  private addValue(side: "primary" | "dr", value: Json, texts: Set<string>): void {
    const text = canonical(value, undefined, this.neutral[side]);
    if (text !== "") texts.add(`=${text}`);
  }

  /** Instances of one block are one here: configuration knows no keys. */
  private name(side: "primary" | "dr", resource: Resource, index: number): void {
    const key = `${side} ${resource.workspace} ${stripKeys(resource.address)}`;
    if (!this.symbols.has(key)) this.symbols.set(key, `⟨twins ${index}⟩`);
  }
}
