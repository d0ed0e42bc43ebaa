import type { Resource } from "./resource";

/** What an argument can hold: plain data with expressions in it. A string is literal text, never HCL. */
export type Value = string | number | boolean | null | Expression | readonly Value[] | ValueMap;
export interface ValueMap {
  readonly [name: string]: Value;
}

/** What only Terraform knows, or what can be spelled in several ways. */
export type Expression = Ref | Template | Call | Raw | JsonText | Name | Ambient;

/** A resource's attribute, `aws_sqs_queue.orders.arn`; across sides and modules the printer finds the way. */
export class Ref {
  /** @param path of the attribute, as in HCL: `arn`, `certificate_authority[0].data` */
  constructor(
    private readonly of: Resource | (() => Resource),
    readonly path: string,
  ) {}

  /** Looked up when it is needed: the other side may not be built yet. */
  get target(): Resource {
    return typeof this.of === "function" ? this.of() : this.of;
  }
}

/** Text with expressions in it. */
export class Template {
  constructor(readonly parts: readonly Value[]) {}
}

/** A function of Terraform's. */
export class Call {
  constructor(
    readonly name: string,
    readonly args: readonly Value[],
  ) {}
}

/** HCL as it is, for what the model has no word for: `timestamp()`, `["a", "b"][0]`. Takes no references. */
export class Raw {
  constructor(readonly hcl: string) {}
}

/** How a JSON text is written. A `document` is a data source `aws_iam_policy_document`. */
export type JsonSpelling = "jsonencode" | "heredoc" | "document";

/** A JSON text; its spelling is the application's style, or what a rewrite made of it. */
export class JsonText {
  constructor(
    readonly value: Value,
    /** An IAM policy can be spelled as a document too. */
    readonly isPolicy: boolean,
    readonly spelling?: JsonSpelling,
  ) {}
}

/** A resource's name; the naming habit adds the region's mark. */
export class Name {
  constructor(
    readonly base: string,
    /** Global names (buckets, roles) carry a mark in every habit, or the two sides would collide. */
    readonly isGlobal: boolean,
  ) {}
}

/** What the surroundings know. */
export class Ambient {
  constructor(readonly what: "region" | "account") {}
}

export function isExpression(value: unknown): value is Expression {
  return [Ref, Template, Call, Raw, JsonText, Name, Ambient].some((kind) => value instanceof kind);
}

/** `${...}` text: text`arn:aws:sns:${region.name}:${region.account}:orders`. */
export function text(strings: TemplateStringsArray, ...values: Value[]): Template {
  return new Template(strings.flatMap((string, i) => [string, ...values.slice(i, i + 1)]));
}

/** A JSON text that is no IAM policy: container definitions, an event pattern. */
export function json(value: Value): JsonText {
  return new JsonText(value, false);
}

/** An IAM policy with these statements, in IAM's own words: `{ Effect, Action, Resource, ... }`. */
export function policy(...statements: ValueMap[]): JsonText {
  return new JsonText({ Version: "2012-10-17", Statement: statements }, true);
}

/** A trust policy for an AWS service. */
export function trust(service: string): JsonText {
  return policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } });
}
