import {
  Ambient,
  Call,
  isExpression,
  JsonText,
  Name,
  Raw,
  Ref,
  Template,
  type Value,
} from "../model/expression";
import { type Args, Nested, type Resource } from "../model/resource";
import type { Extra, Instance } from "./instance";
import { markVariable, spelledName } from "./names";
import { policyDocument } from "./policy-document";
import { body, type Body, escaped, hcl, type NamedBody, quoted, type Tree } from "./tree";

/** Renders one resource's arguments in the words of the instance that it lies in. */
export class Renderer {
  constructor(
    private readonly instance: Instance,
    private readonly resource: Resource,
  ) {}

  /** The block's content, without what repeats it. */
  render(): Body {
    const { args, options } = this.resource;
    const { attributes, blocks } = this.body(args);
    const provider = this.instance.providers[this.resource.side];
    const own = new Map(attributes);
    if (provider !== undefined) own.set("provider", hcl(provider));
    const before = (options.dependsOn ?? []).map((one) => this.instance.dependency(one));
    const named = before.filter((address) => address !== undefined);
    if (named.length > 0) own.set("depends_on", { kind: "list", items: [...new Set(named)].map(hcl) });
    const lifecycle =
      options.lifecycle === undefined ? [] : [{ name: "lifecycle", body: this.body(options.lifecycle) }];
    return { attributes: own, blocks: [...blocks, ...lifecycle] };
  }

  /** Arguments and blocks, as they are given. */
  body(args: Args): Body {
    const attributes = new Map<string, Tree>();
    const blocks: NamedBody[] = [];
    for (const [name, value] of Object.entries(args)) {
      if (value === undefined) continue;
      const nested = [value].flat().filter((one): one is Nested => one instanceof Nested);
      if (nested.length > 0) blocks.push(...nested.map((one) => ({ name, body: this.body(one.body) })));
      else attributes.set(name, this.value(value as Value));
    }
    return { attributes, blocks };
  }

  value(value: Value): Tree {
    if (typeof value === "string") return hcl(quoted(value));
    if (typeof value !== "object" || value === null) return hcl(String(value));
    if (isExpression(value)) return this.expression(value);
    if (Array.isArray(value)) return this.list(value as readonly Value[]);
    const entries = Object.entries(value).map(([key, inner]): [string, Tree] => [
      key,
      this.value(inner as Value),
    ]);
    return { kind: "map", entries: new Map(entries) };
  }

  private list(items: readonly Value[]): Tree {
    const refs = items.filter((item) => item instanceof Ref);
    const [first] = refs;
    const samePath = refs.every(({ path }) => path === first?.path);
    if (first !== undefined && refs.length === items.length && samePath) {
      const members = refs.map(({ target }) => target);
      if (this.instance.isWholeFamily(members)) return hcl(this.instance.referenceAll(members, first.path));
    }
    return { kind: "list", items: items.map((item) => this.value(item)) };
  }

  private expression(value: Exclude<Value, string | number | boolean | null | readonly Value[]>): Tree {
    if (value instanceof Ref) return hcl(this.instance.reference(value.target, value.path));
    if (value instanceof Raw) return hcl(value.hcl);
    if (value instanceof Template) return hcl(`"${value.parts.map((part) => this.inText(part)).join("")}"`);
    if (value instanceof Call)
      return { kind: "call", name: value.name, args: value.args.map((arg) => this.value(arg)) };
    if (value instanceof JsonText) return this.json(value);
    if (value instanceof Name) return hcl(`"${this.name(value)}"`);
    return hcl(this.ambient(value as Ambient));
  }

  /** A value inside a quoted template. */
  private inText(value: Value): string {
    if (typeof value === "string") return escaped(value);
    if (value instanceof Name) return this.name(value);
    if (value instanceof Template) return value.parts.map((part) => this.inText(part)).join("");
    const tree = this.value(value);
    const text = tree.kind === "text" ? tree.text : undefined;
    if (text === undefined) throw new Error(`${this.resource}: a list or map cannot stand in text`);
    return /^".*"$/.test(text) ? text.slice(1, -1) : `\${${text}}`;
  }

  private name(name: Name): string {
    const { side } = this.resource;
    const { facts } = this.instance.application;
    const mark = markVariable(name, side, facts);
    const spelled = this.instance.source.isShared || facts.style.names === "variable";
    if (!spelled || mark === undefined || this.instance.side === undefined) {
      return escaped(spelledName(name, side, facts));
    }
    const variable = `\${${this.instance.input(mark.name, quoted(mark.value))}}`;
    return facts.naming.place === "prefix" ? variable + escaped(name.base) : escaped(name.base) + variable;
  }

  private ambient({ what }: Ambient): string {
    const { facts } = this.instance.application;
    const { side } = this.resource;
    const style =
      this.instance.source.isShared && facts.style[what] === "literal" ? "variable" : facts.style[what];
    const constant = quoted(what === "region" ? facts.regions[side].name : facts.account);
    if (style === "literal") return constant;
    if (style === "variable") {
      if (what === "account") return this.instance.input("account_id", constant);
      return this.instance.input(this.instance.side === undefined ? `${side}_region` : "region", constant);
    }
    const provider = this.instance.providers[side];
    const label = provider === undefined ? "current" : side;
    const type = what === "region" ? "aws_region" : "aws_caller_identity";
    this.extra({
      type,
      label,
      body: body(provider === undefined ? {} : { provider: hcl(provider) }),
      owner: undefined,
    });
    return `data.${type}.${label}.${what === "region" ? "name" : "account_id"}`;
  }

  private json(json: JsonText): Tree {
    const { style } = this.instance.application.facts;
    const wanted = json.spelling ?? (json.isPolicy ? style.policies : style.documents);
    // A here-document cannot stand where the code chooses between alternatives.
    const chosen = this.instance.source.isShared || this.resource.key !== undefined;
    if (wanted === "heredoc" && !chosen) return hcl(`<<-EOT\n${this.heredoc(json.value, "  ")}\n  EOT`);
    if (wanted === "document" && json.isPolicy) {
      const { type, key } = this.resource;
      const suffix = key === undefined ? "" : `_${String(key).replaceAll(/\W/g, "_")}`;
      const label = `${this.resource.label}${suffix}`;
      const kind = type.replace(/^aws_/, "");
      return this.document(json, this.extraLabels.has(label) ? `${label}_${kind}` : label);
    }
    return { kind: "call", name: "jsonencode", args: [this.value(json.value)] };
  }

  private get extraLabels(): Set<string> {
    const documents = [...this.instance.extras.values()].filter(
      ({ type }) => type === "aws_iam_policy_document",
    );
    return new Set(documents.map(({ label }) => label));
  }

  private document(json: JsonText, label: string): Tree {
    const content = this.body(policyDocument(json));
    const provider = this.instance.providers[this.resource.side];
    const attributes = new Map(content.attributes);
    if (provider !== undefined) attributes.set("provider", hcl(provider));
    const owner = this.resource;
    this.extra({ type: "aws_iam_policy_document", label, body: { ...content, attributes }, owner });
    const index = this.instance.source.lacksMemberSomewhere(owner) ? "[0]" : "";
    return hcl(`data.aws_iam_policy_document.${label}${index}.json`);
  }

  private extra(extra: Extra): void {
    this.instance.extras.set(`${extra.type}.${extra.label}`, extra);
  }

  /** JSON as text, with templates where expressions are. */
  private heredoc(value: Value, indent: string): string {
    const deeper = `${indent}  `;
    if (Array.isArray(value)) {
      if (value.length === 0) return `${indent}[]`;
      const items = value.map((item: Value) => this.heredoc(item, deeper));
      return `${indent}[\n${items.join(",\n")}\n${indent}]`;
    }
    if (typeof value === "object" && value !== null && !isExpression(value)) {
      const entries = Object.entries(value).map(
        ([key, inner]) =>
          `${deeper}${JSON.stringify(key)}: ${this.heredoc(inner as Value, deeper).trimStart()}`,
      );
      return entries.length === 0 ? `${indent}{}` : `${indent}{\n${entries.join(",\n")}\n${indent}}`;
    }
    if (typeof value !== "object" || value === null) {
      return indent + JSON.stringify(value).replaceAll("${", "$${");
    }
    return `${indent}"${this.inText(value as Value)}"`;
  }
}
