import { isGlobalType } from "../../analyzer/base/aws/global-types";
import type { SideName } from "../../analyzer/model/report";
import { schemaOf } from "../../analyzer/model/catalogue/schema-of";
import type { Resource } from "../../analyzer/model/workspace/workspace";
import type { Subject } from "./subject";

/** A text by which AWS knows a resource: its id, ARN, name, URL ... */
interface Identity {
  readonly text: string;
  readonly attribute: string;
  readonly resource: Resource;
}

/** What a side's texts mean there, and what the other side says instead. */
export class World {
  readonly region: string;
  readonly peerRegion: string;
  readonly resources: readonly Resource[];
  private readonly identities = new Map<string, Identity>();
  private readonly texts: readonly string[];

  constructor(
    private readonly subject: Subject,
    readonly side: SideName,
  ) {
    const { regions } = subject.pair;
    this.region = regions[side];
    this.peerRegion = regions[side === "primary" ? "dr" : "primary"];
    this.resources = subject.context.sides[side].resources;
    for (const resource of this.resources) {
      for (const [attribute, text] of identitiesOf(resource)) {
        if (!this.identities.has(text)) this.identities.set(text, { text, attribute, resource });
      }
    }
    this.texts = [...this.identities.keys()].sort((a, b) => b.length - a.length);
  }

  /** The other side's counterpart of a resource, as the analyzer pairs the unchanged plans. */
  twinOf(resource: Resource): Resource | undefined {
    const twins = this.subject.context.twinsOf.get(resource);
    return twins && (this.side === "primary" ? twins.dr : twins.primary);
  }

  /** The longest identity of this side's resources that the text holds as a word of its own. */
  identityIn(text: string): Identity | undefined {
    const found = this.texts.find((identity) => text.includes(identity) && wholeWord(identity).test(text));
    return found === undefined ? undefined : this.identities.get(found);
  }

  /** What names the twin as the identity names its resource; undefined for what is global or named alike. */
  peerOf({ text, attribute, resource }: Identity): string | undefined {
    if (isGlobalType(resource.type)) return undefined;
    const twin = this.twinOf(resource);
    // A copy of another type may build its id in another way.
    if (twin && twin.type !== resource.type && attribute === "id") return undefined;
    const peer = twin && identitiesOf(twin).get(attribute);
    return peer === text ? undefined : peer;
  }

  /** What names another resource of the type on this side in the same way. */
  siblingOf({ text, attribute, resource }: Identity): string | undefined {
    for (const other of this.resources) {
      if (other.type !== resource.type || other === resource || other.mode !== resource.mode) continue;
      const name = identitiesOf(other).get(attribute);
      if (name !== undefined && name !== text) return name;
    }
    return undefined;
  }
}

/** The text with every whole-word occurrence of a name replaced. */
export function renamed(text: string, name: string, other: string): string {
  return text.replace(new RegExp(wholeWord(name), "g"), () => other);
}

function wholeWord(name: string): RegExp {
  return new RegExp(`(?<![\\w-])${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w-])`);
}

const known = new WeakMap<Resource, ReadonlyMap<string, string>>();

function identitiesOf(resource: Resource): ReadonlyMap<string, string> {
  let texts = known.get(resource);
  if (!texts) known.set(resource, (texts = readIdentities(resource)));
  return texts;
}

/** Short texts are words rather than names: `live`, `main`. */
const SHORTEST = 8;

function readIdentities(resource: Resource): Map<string, string> {
  const schema = schemaOf(resource);
  const texts = new Map<string, string>();
  for (const [attribute, value] of Object.entries({ ...resource.before, ...resource.values })) {
    if (typeof value !== "string" || value.length < SHORTEST || /[\s{}"]/.test(value)) continue;
    const named = [
      "id",
      "arn",
      "name",
      "bucket",
      "identifier",
      "function_name",
      "cluster_identifier",
    ].includes(attribute);
    const given = schema?.member(attribute)?.computedOnly === true && NAMING.test(attribute);
    // A child's `bucket` or `cluster_identifier` names its parent, which has the better claim.
    if ((named && (attribute !== "bucket" || resource.type === "aws_s3_bucket")) || given)
      texts.set(attribute, value);
  }
  return texts;
}

const NAMING = /(?:^|_)(?:id|arn|suffix|name|endpoint|address|url|uri|host|fqdn|domain)$/;
