import type { PairContext } from "../../compare/context";
import { redactorOf, type Redactor } from "../../base/secrets/redact";
import { terminalText } from "../../base/runner-commands";
import { Field } from "../../judge/rules/lib/field";
import { PairGraph } from "../../judge/rules/lib/graph";
import { twinOf } from "../../judge/rules/lib/twins";
import type { SideName } from "../../model/report";
import type { Resource } from "../../model/workspace/workspace";
import { accountOf } from "../../pair/learn";
import type { Known } from "./runbook";

/** Longer than any name or ARN that AWS accepts. */
const LONGEST = 2048;
/** AWS's command line reads a file or a page in place of such a value, and takes one that begins with a dash for an option. */
const READ_OTHERWISE = /^(?:-|(?:file|fileb|https?):\/\/)/i;

/** What a runbook is written from: the pair, and what of it may be written down. */
export class World {
  readonly graph: PairGraph;
  readonly region: Readonly<Record<SideName, Known>>;
  private readonly redactor: Redactor;

  constructor(readonly pair: PairContext) {
    this.graph = PairGraph.of(pair);
    this.redactor = redactorOf(pair.workspaces);
    this.region = {
      primary: this.value(pair.sides.primary.region, "the primary region"),
      dr: this.value(pair.sides.dr.region, "the DR region"),
    };
  }

  /** An attribute's value, or `what` is to be filled in: it is unknown before an apply, absent, secret, or no name. */
  attribute(resource: Resource | undefined, what: string, ...path: readonly (string | number)[]): Known {
    if (resource === undefined) return { missing: what };
    const field = Field.of(resource, ...path);
    return this.value(field.sensitive ? undefined : (field.text ?? field.number?.toString()), what);
  }

  /** The first of several attributes that is known: an import or an old provider leaves one of them out. */
  oneOf(resource: Resource, what: string, ...names: readonly string[]): Known {
    const found = names.map((name) => this.attribute(resource, what, name)).find((one) => "value" in one);
    return found ?? { missing: what };
  }

  /** A text from outside, if it may be written down and can be told from all others when it is read. */
  value(text: string | undefined, what: string): Known {
    if (text === undefined || text === "" || text.length > LONGEST || READ_OTHERWISE.test(text))
      return { missing: what };
    const harmless = terminalText(text) === text && this.redactor.whole(text) === text;
    return harmless ? { value: text } : { missing: what };
  }

  /** A resource's address, for people. */
  address(resource: Resource): Known {
    return { value: terminalText(this.redactor.address(resource.address)) };
  }

  /** What exists on a side once its plan is applied. */
  on(side: SideName, ...types: readonly string[]): Resource[] {
    return this.graph.managed(types, side);
  }

  /** The counterpart on the other side. */
  twinOf(resource: Resource): Resource | undefined {
    return twinOf(this.pair, resource);
  }

  /** The AWS account of a side, as most of its ARNs tell it. */
  account(side: SideName): Known {
    return this.value(accountOf(this.pair.sides[side]), "the account's id");
  }
}

/** The text of a value that is known. */
export function textOf(known: Known): string | undefined {
  return "value" in known ? known.value : undefined;
}
