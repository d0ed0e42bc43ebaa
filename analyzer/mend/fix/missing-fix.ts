import type { References } from "../../compare/references";
import { isObject, own, type Json, type JsonObject } from "../../base/json";
import type { Fix } from "../../model/report";
import { isMarked, maskAt, type Mask } from "../../model/workspace/mask";
import { isSecretMember } from "../../model/catalogue/secret-member";
import { schemaOf } from "../../model/catalogue/schema-of";
import type { SchemaNode } from "../../model/catalogue/node";
import { descend } from "../../model/catalogue/catalogue";
import type { Resource } from "../../model/workspace/workspace";
import { Expression, type FixItem, hclText } from "./hcl-text";
import type { Place, Translation, Translator } from "./translate";

/**
 * The block that a side lacks, copied from its twin: literals in the other side's terms, references to twins, and for
 * what is sensitive a variable. What cannot be said is noted.
 *
 * @returns undefined for an instance of several, and where the configuration is not at hand
 */
export function missingFix(
  model: Resource,
  place: Place,
  translator: Translator,
  references: References,
): Omit<Fix, "side"> | undefined {
  const { expressions, parts, values } = model;
  if (
    !expressions ||
    !values ||
    parts.key !== undefined ||
    parts.modules.some(({ key }) => key !== undefined)
  )
    return undefined;
  const copy = new Copy(model, place, translator, references);
  const body = copy.body(expressions, values, model.sensitive, schemaOf(model));
  if (body.length === 0) return undefined;
  const text = hclText([{ kind: "block", type: "resource", labels: [parts.type, parts.name], body }]);
  return { address: model.address, language: "hcl", text };
}

class Copy {
  constructor(
    private readonly model: Resource,
    private readonly place: Place,
    private readonly translator: Translator,
    private readonly references: References,
  ) {}

  body(
    expressions: JsonObject,
    values: Json | undefined,
    mask: Mask,
    schema: SchemaNode | undefined,
  ): FixItem[] {
    return Object.entries(expressions).flatMap(([name, expression]) => {
      const value = isObject(values) ? own(values, name) : undefined;
      const node = schema && descend(schema, name);
      if (isBlock(expression)) return this.blocks(name, expression, value, maskAt(mask, name), node);
      const sensitive = isMarked(maskAt(mask, name)) || isSecretMember(schema, name, value);
      return sensitive ? [variable(name)] : this.attribute(name, expression, value, node);
    });
  }

  private blocks(
    name: string,
    list: readonly JsonObject[],
    values: Json | undefined,
    mask: Mask,
    node?: SchemaNode,
  ) {
    return list.map((expressions, i): FixItem => {
      // Which of several blocks an element of a set came from, its values do not say.
      const value = list.length === 1 && Array.isArray(values) ? values[0] : undefined;
      const inner = list.length === 1 ? maskAt(mask, 0) : mask;
      const body = this.body(expressions, value, inner, node && descend(node, i));
      return { kind: "block", type: name, labels: [], body };
    });
  }

  private attribute(name: string, expression: Json, value: Json | undefined, node?: SchemaNode): FixItem[] {
    const constant = isObject(expression) ? own(expression, "constant_value") : undefined;
    const known = value ?? (hasReferences(expression) ? undefined : constant);
    if (known === null || (known === undefined && !isObject(expression))) return [];
    const translated = this.referred(expression, known, node) ?? this.literal(known);
    if ("why" in translated) return [{ kind: "note", text: `${name}: ${translated.why}` }];
    return [{ kind: "attribute", name, value: translated.value }];
  }

  private literal(known: Json | undefined): Translation {
    if (known === undefined) return { why: "known after apply" };
    // The provider keeps the hash of what it was given.
    if (typeof known === "string" && /^[0-9a-f]{40}$/.test(known)) return { why: "as in the primary" };
    return this.translator.value(known, this.place, this.model);
  }

  /** The twin of the one resource that it refers to; undefined when it makes something else of it. */
  private referred(expression: Json, known: Json | undefined, node?: SchemaNode): Translation | undefined {
    const slot = {
      resource: this.model,
      value: undefined,
      unknown: true,
      sensitive: false,
      configured: true,
    };
    const target = this.references.targetOf({ ...slot, expression });
    const references = isObject(expression) ? own(expression, "references") : undefined;
    const first = Array.isArray(references) && typeof references[0] === "string" ? references[0] : "";
    const attribute = /\.(id|arn|name)$/.exec(first)?.[1];
    if (!target || attribute === undefined) return undefined;
    const isList = node?.kind === "list" || node?.kind === "set";
    const whole = isList && Array.isArray(known) && known.length === 1 ? (known[0] ?? null) : known;
    if (whole !== undefined && own(target.values, attribute) !== whole) return undefined;
    const reference = this.translator.reference(target, attribute, this.place);
    return isList && "value" in reference ? { value: [reference.value] } : reference;
  }
}

/** Whatever it is, it is not written here. */
function variable(name: string): FixItem {
  return { kind: "attribute", name, value: new Expression(`var.${name}`) };
}

function isBlock(expression: Json): expression is JsonObject[] {
  return Array.isArray(expression) && expression.every(isObject);
}

function hasReferences(expression: Json): boolean {
  const references = isObject(expression) ? own(expression, "references") : undefined;
  return Array.isArray(references) && references.length > 0;
}
