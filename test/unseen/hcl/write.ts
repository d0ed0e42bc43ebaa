import type { Resource } from "../model/resource";
import type { Instance } from "./instance";
import { mergeBodies, type Choose } from "./merge";
import { Renderer } from "./render";
import type { Source } from "./source";
import { body, type Body, hcl, printBody, quoted, type Tree } from "./tree";

/** Rendered resources of one instance: by group (`managed aws_subnet.private`), each member with its content. */
type Rendered = Map<string, { readonly resource: Resource; readonly body: Body }[]>;

/** Files by their path below the source's directory. */
export type Files = Map<string, string>;

/** The HCL of all sources. Sources of modules come before those that call them. */
export function writeSources(sources: readonly Source[]): Map<Source, Files> {
  const rendered = new Map<Instance, Rendered>();
  // All references are followed first: only then is known what modules hand to each other.
  for (const instance of sources.flatMap(({ instances }) => instances))
    rendered.set(instance, renderAll(instance));
  return new Map(sources.map((source) => [source, writeSource(source, rendered)]));
}

function renderAll(instance: Instance): Rendered {
  const groups: Rendered = new Map();
  for (const resource of instance.resources) {
    const group = `${resource.mode} ${resource.type}.${resource.label}`;
    const members = groups.get(group) ?? [];
    groups.set(group, [...members, { resource, body: new Renderer(instance, resource).render() }]);
  }
  return groups;
}

function writeSource(source: Source, rendered: ReadonlyMap<Instance, Rendered>): Files {
  const files: Files = new Map();
  const write = (file: string, text: string) => files.set(file, (files.get(file) ?? "") + text);
  const groups = new Set(source.instances.flatMap((instance) => [...(rendered.get(instance)?.keys() ?? [])]));
  for (const group of groups) {
    const variants = source.instances.map((instance) => rendered.get(instance)?.get(group));
    const [member] = variants.find((variant) => variant !== undefined) ?? [];
    if (member !== undefined)
      write(`${member.resource.block}.tf`, writeGroup(source, member.resource, variants));
  }
  write("data.tf", writeExtras(source));
  write("modules.tf", writeCalls(source));
  write("outputs.tf", writeOutputs(source));
  write("variables.tf", writeVariables(source));
  for (const [file, text] of files) if (text === "") files.delete(file);
  return files;
}

function writeGroup(
  source: Source,
  { mode, type, label, key }: Resource,
  variants: readonly ({ readonly resource: Resource; readonly body: Body }[] | undefined)[],
): string {
  const at = `${type.replace(/^aws_/, "")}_${label}`;
  const merged = variants.map((members) => (members === undefined ? undefined : mergeMembers(members, at)));
  const one = mergeBodies(merged, source.choose, at);
  const everywhere = variants.every((variant) => variant !== undefined);
  const repeat: [string, Tree][] =
    key !== undefined
      ? [
          repetition(
            source,
            variants.map((members) => members?.map(({ resource }) => resource) ?? []),
          ),
        ]
      : everywhere
        ? []
        : [
            [
              "count",
              hcl(
                source.choose(
                  variants.map((variant) => (variant === undefined ? "0" : "1")),
                  `${at}_count`,
                ),
              ),
            ],
          ];
  const attributes = new Map([...repeat, ...one.attributes]);
  const keyword = mode === "data" ? "data" : "resource";
  return blockText(`${keyword} "${type}" "${label}"`, { attributes, blocks: one.blocks });
}

/** A family's members as one body. */
function mergeMembers(
  members: readonly { readonly resource: Resource; readonly body: Body }[],
  at: string,
): Body {
  const keys = members.map(({ resource }) => resource.key);
  const choose: Choose = (alternatives) => {
    if (typeof keys[0] === "number") return `[${alternatives.join(", ")}][count.index]`;
    const isKey = alternatives.every((text, i) => text === quoted(String(keys[i])));
    const pairs = alternatives.map((text, i) => `${quoted(String(keys[i]))} = ${text}`);
    return isKey ? "each.key" : `{ ${pairs.join(", ")} }[each.key]`;
  };
  const bodies = members.map((member) => member.body);
  return members.length === 1 ? (bodies[0] ?? body({})) : mergeBodies(bodies, choose, at);
}

function repetition(source: Source, variants: readonly (readonly Resource[])[]): [string, Tree] {
  const [first] = variants.flat();
  if (first === undefined) throw new Error("a family without members");
  const counted = typeof first.key === "number";
  const texts = variants.map((members) =>
    counted ? String(members.length) : `toset([${members.map(({ key }) => quoted(String(key))).join(", ")}])`,
  );
  const name = counted ? "count" : "for_each";
  const text = new Set(texts).size === 1 ? (texts[0] ?? "") : source.choose(texts, `${first.label}_${name}`);
  return [name, hcl(text)];
}

function writeExtras(source: Source): string {
  const names = new Set(source.instances.flatMap(({ extras }) => [...extras.keys()]));
  return [...names]
    .map((name) => {
      const variants = source.instances.map(({ extras }) => extras.get(name));
      const extra = variants.find((variant) => variant !== undefined);
      if (extra === undefined) return "";
      const { type, label, owner } = extra;
      const one = mergeBodies(
        variants.map((variant) => variant?.body),
        source.choose,
        `${type}_${label}`,
      );
      const conditional = owner !== undefined && source.lacksMemberSomewhere(owner);
      const present = variants.map((variant) => (variant === undefined ? "0" : "1"));
      const count: [string, Tree][] = conditional
        ? [["count", hcl(source.choose(present, `${label}_count`))]]
        : [];
      return blockText(`data "${type}" "${label}"`, {
        ...one,
        attributes: new Map([...count, ...one.attributes]),
      });
    })
    .join("");
}

function writeCalls(source: Source): string {
  const calls = new Set(source.instances.flatMap(({ children }) => children.map(({ call }) => call)));
  return [...calls]
    .map((call) => {
      const variants = source.instances.map(({ children }) => children.find((child) => child.call === call));
      const one = mergeBodies(
        variants.map((child) => child && callBody(source, child)),
        source.choose,
        call,
      );
      const present = variants.map((child) => (child === undefined ? "0" : "1"));
      const count: [string, Tree][] = present.includes("0")
        ? [["count", hcl(source.choose(present, `${call}_count`))]]
        : [];
      return blockText(`module "${call}"`, { ...one, attributes: new Map([...one.attributes, ...count]) });
    })
    .join("");
}

function callBody(source: Source, child: Instance): Body {
  const inputs = [...child.inputs].map(([name, text]): [string, Tree] => [name, hcl(text)]);
  const provider = child.passedProvider;
  const providers: Record<string, Tree> =
    provider === undefined ? {} : { providers: { kind: "map", entries: new Map([["aws", hcl(provider)]]) } };
  return body({
    source: hcl(quoted(wayFrom(source.directory, child.source.directory))),
    ...providers,
    ...Object.fromEntries(inputs),
  });
}

/** As Terraform wants it: starting with a dot. */
function wayFrom(from: string, to: string): string {
  return `${from
    .split("/")
    .map(() => "..")
    .join("/")}/${to}`.replace(/^(?!\.)/, "./");
}

function writeOutputs(source: Source): string {
  const names = new Set(source.instances.flatMap(({ outputs }) => [...outputs.keys()]));
  return [...names]
    .map((name) => {
      const texts = source.instances.map(({ outputs }) => outputs.get(name));
      const given = texts.filter((text) => text !== undefined);
      // What only one side has, the other one has no index for.
      const same = new Set(given).size === 1 && given.length === texts.length;
      const text = same
        ? (given[0] ?? "null")
        : source.choose(
            texts.map((one) => one ?? "null"),
            `output_${name}`,
          );
      return blockText(`output "${name}"`, body({ value: hcl(text) }));
    })
    .join("");
}

function writeVariables(source: Source): string {
  const names = new Set(source.instances.flatMap(({ inputs }) => [...inputs.keys()]));
  return [...names]
    .map((name) => {
      const everywhere = source.instances.every(({ inputs }) => inputs.has(name));
      return blockText(`variable "${name}"`, body(everywhere ? {} : { default: hcl("null") }));
    })
    .join("");
}

/** The values of a root's variables, as a `.tfvars` file. */
export function variableValues({ inputs }: Instance): string {
  return [...inputs].map(([name, text]) => `${name} = ${text}\n`).join("");
}

export function blockText(head: string, content: Body): string {
  return `${head} {\n${printBody(content, "  ")}}\n\n`;
}
