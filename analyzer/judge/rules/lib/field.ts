import { isEmpty } from "../../../compare/presence";
import { memberPath } from "../../../compare/difference";
import { slotAt, slotOf, type Slot } from "../../../compare/slot";
import type { RawDifference } from "../../../model/finding";
import { isObject, type Json } from "../../../base/json";
import { isMarked, marksAny } from "../../../model/workspace/mask";
import { descend, type SchemaNode } from "../../../model/catalogue/catalogue";
import { schemaOf } from "../../../model/catalogue/schema-of";
import { isSecretMember } from "../../../model/catalogue/secret-member";
import type { Place } from "../../../model/resolve/resolver";
import type { Resource } from "../../../model/workspace/workspace";

/** One place within a planned resource: its value if it is known, its path, and how it is written. */
export class Field {
  private constructor(
    private readonly slot: Slot,
    /** As Terraform writes it: `rule[0].destination[0].bucket`. */
    readonly path: string,
    private readonly name: string,
    /** What the schema says of it, and of what it is a member of. */
    private readonly node: SchemaNode | undefined,
    private readonly parent: SchemaNode | undefined,
  ) {}

  /** The place that `path` leads to: `field(record, "alias", 0, "name")`. */
  static of(resource: Resource, ...path: readonly (string | number)[]): Field {
    return new Field(slotOf(resource, "after"), "", "", schemaOf(resource), undefined).at(...path);
  }

  /** A place within this one. */
  at(...path: readonly (string | number)[]): Field {
    let found: Field = this; // eslint-disable-line @typescript-eslint/no-this-alias -- the walk starts here
    for (const key of path) {
      const slot = slotAt(found.slot, key);
      const next = typeof key === "number" ? `${found.path}[${key}]` : memberPath(found.path, key);
      const node = found.node && descend(found.node, key);
      found =
        typeof key === "number"
          ? new Field(slot, next, found.name, node, found.parent)
          : new Field(slot, next, key, node, found.node);
    }
    return found;
  }

  /** The elements of a list or of a block's occurrences; none for anything else. */
  get elements(): Field[] {
    return Array.isArray(this.value) ? this.value.map((_, index) => this.at(index)) : [];
  }

  /** The first occurrence of a block that may occur once, as Terraform lists it. */
  get only(): Field {
    return this.at(0);
  }

  /** What the resolver is asked of. */
  get place(): Place {
    return this.slot;
  }

  get resource(): Resource {
    return this.slot.resource;
  }

  get value(): Json | undefined {
    return this.slot.value;
  }

  /** The text, or undefined when it is empty, unknown or no text. */
  get text(): string | undefined {
    return typeof this.value === "string" && this.value !== "" ? this.value : undefined;
  }

  /** The number, also when it is written as a text; undefined for anything else. */
  get number(): number | undefined {
    if (typeof this.value === "number") return this.value;
    return this.text !== undefined && Number.isFinite(Number(this.text)) ? Number(this.text) : undefined;
  }

  /** Whether it is known to be true; flags are texts in some resources. */
  get isTrue(): boolean {
    return this.value === true || this.value === "true";
  }

  /** Known only after apply, wholly. */
  get unknown(): boolean {
    return isMarked(this.slot.unknown);
  }

  /** Known only after apply, or something within it is. */
  get partlyUnknown(): boolean {
    return marksAny(this.slot.unknown);
  }

  /** Known to be empty: null, "", [], {} or not there. */
  get absent(): boolean {
    return !this.partlyUnknown && isEmpty(this.value);
  }

  /** The argument as written; undefined when the source holds no configuration. */
  get expression(): Json | undefined {
    return this.slot.expression;
  }

  get sensitive(): boolean {
    return marksAny(this.slot.sensitive) || isSecretMember(this.parent, this.name, this.value);
  }

  /** The texts of the elements, or the text itself. */
  get texts(): string[] {
    const values = Array.isArray(this.value) ? this.value : [this.value];
    return values.filter((item) => typeof item === "string" && item !== "") as string[];
  }

  /** The object's members; none for anything else. */
  get members(): Field[] {
    return isObject(this.value) ? Object.keys(this.value).map((key) => this.at(key)) : [];
  }
}

/** What a violation shows of a place on either side, or on both. */
export function difference(primary: Field | undefined, dr: Field | undefined): RawDifference {
  return {
    path: primary?.path ?? dr?.path ?? "",
    primary: primary?.value,
    dr: dr?.value,
    unknown: { primary: primary?.unknown ?? false, dr: dr?.unknown ?? false },
    sensitive: (primary?.sensitive ?? false) || (dr?.sensitive ?? false),
  };
}
