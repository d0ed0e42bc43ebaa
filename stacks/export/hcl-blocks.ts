import type { PairWorkspace } from "../../modules/pair/side";
import { ID } from "./capability";

/** The blocks of a workspace that belong to the capability under export, in HCL as cdktf writes it: without indentation. */
export function blocksOf(workspace: PairWorkspace): string[] {
  workspace.prepareStack();
  const { hcl } = workspace.toHclTerraform() as { hcl: string };
  const blocks = hcl.split(/^(?=(?:resource|data|output|provider) ")/m).slice(1);
  const own = blocks.filter((block) =>
    new RegExp(String.raw`^(?:(?:resource|data) "\w+"|output) "${ID}[_"-]`).test(block),
  );
  return [...ephemeralBlocks(workspace), ...own.map((block) => readablePolicies(statements(block.trim())))];
}

/** cdktf 0.21 leaves what it does not know out of its HCL. */
function ephemeralBlocks(workspace: PairWorkspace): string[] {
  const { ephemeral = {} } = workspace.toTerraform() as {
    ephemeral?: Record<string, Record<string, Record<string, unknown>>>;
  };
  return Object.entries(ephemeral).flatMap(([type, named]) =>
    Object.entries(named).map(([name, attributes]) => {
      const lines = Object.entries(attributes).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
      return `ephemeral "${type}" "${name}" {\n${lines.join("\n")}\n}`;
    }),
  );
}

/** cdktf 0.21 does not know the statements of a web ACL's rules, and writes these blocks as attributes. */
function statements(block: string): string {
  if (!block.startsWith('resource "aws_wafv2_web_acl"')) return block;
  return block.replaceAll(/^(\s*(?:\w+_)?statement) = \{$/gm, "$1 {");
}

/** A policy as one escaped string is unreadable: as `jsonencode` of an object it can be reviewed. */
function readablePolicies(block: string): string {
  return block
    .replaceAll(/^(\w+) = ("\{.*\}")$/gm, (_line, attribute: string, json: string) => {
      const document: unknown = JSON.parse(JSON.parse(json) as string);
      return `${attribute} = jsonencode(${hclOf(document)})`;
    })
    .replaceAll(
      /^(\w+) = "\$\{(jsonencode\(.*\))\}"$/gm,
      (_line, attribute: string, call: string) => `${attribute} = ${onLines(call)}`,
    );
}

/** Breaks an object of HCL that stands on one line into lines; text in quotes stays as it is. */
function onLines(call: string): string {
  const pieces = call.match(/"(?:[^"\\]|\\.)*"|[{}[\],]|[^"{}[\],]+/g) ?? [];
  return pieces
    .map((piece) => {
      if (piece === "{" || piece === "[") return `${piece}\n`;
      if (piece === "}" || piece === "]") return `\n${piece}`;
      return piece === "," ? ",\n" : piece;
    })
    .join("")
    .replaceAll(/\n\s+/g, "\n")
    .replaceAll(/,\n(?=[}])/g, "\n");
}

function hclOf(value: unknown): string {
  if (Array.isArray(value)) return `[\n${value.map((one) => `${hclOf(one)},\n`).join("")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, one]) => `${/^\w+$/.test(key) ? key : JSON.stringify(key)} = ${hclOf(one)}\n`,
  );
  return `{\n${entries.join("")}}`;
}
