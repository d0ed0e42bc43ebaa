import type { JsonObject } from "../../../base/json";
import { type BlockDefinition, isAttribute, isLabelled, type Nested } from "./definition";
import { SHARED_SCHEMAS } from "./field";
import { PAIR } from "./policy-definition";

/** The JSON Schema of the policy file: what the definition says, as editors read it. */
export function policySchema(): JsonObject {
  const defs: JsonObject = {};
  define(PAIR, defs);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "https://drparity.dev/schema/policy-1.json",
    title: "drparity policy file",
    description:
      "What a team has decided about its pairs: .drparity.json, the JSON equivalent of .drparity.hcl.",
    type: "object",
    additionalProperties: false,
    required: ["pair"],
    properties: {
      $schema: { type: "string", description: "This schema, for the editor." },
      pair: {
        description: "The pairs by name.",
        oneOf: [reference("pairs"), { type: "array", minItems: 1, items: reference("pairs") }],
      },
    },
    $defs: { pairs: PAIRS, ...defs, ...SHARED_SCHEMAS },
  };
}

const PAIRS: JsonObject = {
  type: "object",
  minProperties: 1,
  propertyNames: { pattern: "\\S", maxLength: 100 },
  additionalProperties: {
    oneOf: [reference("pair"), { type: "array", items: reference("pair"), minItems: 1, maxItems: 1 }],
  },
};

/** Puts a block and all that is in it into `defs`; a block that stands in several places is there once. */
function define(block: BlockDefinition, defs: JsonObject): void {
  if (block.name in defs) return;
  const { name, description, members, anyOf } = block;
  const required = Object.entries(members).flatMap(([member, one]) => (isRequired(one) ? [member] : []));
  const properties: JsonObject = {};
  defs[name] = {
    ...(description === undefined ? {} : { description }),
    type: "object",
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
    properties,
    ...(anyOf ? { anyOf: anyOf.map((one) => ({ required: [one] })) } : {}),
  };
  for (const [member, one] of Object.entries(members))
    properties[member] = isAttribute(one)
      ? { description: one.description, ...one.field.schema }
      : nested(member, one, defs);
}

function isRequired(member: BlockDefinition["members"][string]): boolean {
  return isAttribute(member) ? member.required : member.missing !== undefined;
}

function nested(name: string, { block, many, description }: Nested, defs: JsonObject): JsonObject {
  if (!isLabelled(block)) {
    define(block, defs);
    return { description, ...oneOrList(block.name, many) };
  }
  const properties: JsonObject = {};
  defs[name] = { type: "object", additionalProperties: false, properties };
  for (const [label, one] of Object.entries(block)) {
    define(one, defs);
    properties[label] = { description: one.description, ...oneOrList(one.name, true) };
  }
  return { description, ...oneOrList(name, many) };
}

/** A block, or a list of blocks, as HCL's JSON form writes them. */
function oneOrList(name: string, many: boolean): JsonObject {
  return {
    oneOf: [reference(name), { type: "array", items: reference(name), ...(many ? {} : { maxItems: 1 }) }],
  };
}

function reference(name: string): JsonObject {
  return { $ref: `#/$defs/${name}` };
}
