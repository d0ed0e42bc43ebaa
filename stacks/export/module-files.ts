import type { Parameter } from "../../modules/pair/capability";
import type { Part } from "./parameters";
import { AWS_PROVIDER_VERSIONS, TERRAFORM_VERSIONS } from "../workspace";

/** An output of an exported module. */
export interface Output {
  readonly name: string;
  readonly value: string;
}

export function variablesFile(parameters: readonly Parameter[]): string {
  return parameters
    .map(({ name, type, description, default: value }) => {
      const lines = [
        `description = ${JSON.stringify(description)}`,
        `type = ${type}`,
        ...(value === undefined ? [] : [`default = ${value}`]),
      ];
      return `variable "${name}" {\n${lines.join("\n")}\n}\n`;
    })
    .join("\n");
}

export function outputsFile(outputs: readonly Output[]): string {
  return outputs.map(({ name, value }) => `output "${name}" {\nvalue = ${value}\n}\n`).join("\n");
}

/** No provider and no backend: whoever instantiates the module passes them in. */
export function versionsFile(aliases: readonly string[]): string {
  const configured =
    aliases.length === 0
      ? ""
      : `configuration_aliases = [${aliases.map((alias) => `aws.${alias}`).join(", ")}]\n`;
  return [
    "terraform {",
    `required_version = "${TERRAFORM_VERSIONS}"`,
    "",
    "required_providers {",
    "aws = {",
    'source = "hashicorp/aws"',
    `version = "${AWS_PROVIDER_VERSIONS}"`,
    `${configured}}`,
    "}",
    "}",
    "",
  ].join("\n");
}

/** The arn where a resource has one, since the other workspaces need no more; otherwise its id, where it has that. */
export function outputsOf(main: string, attributeOf: (type: string) => "arn" | "id" | undefined): Output[] {
  return [...main.matchAll(/^resource "(\w+)" "([\w-]+)"/gm)].flatMap(([, type = "", name = ""]) => {
    const attribute = attributeOf(type);
    if (attribute === undefined) return [];
    const short = name.replace(/^this[_-]?/, "").replaceAll("-", "_");
    const kind = type.replace(/^aws_/, "");
    return [{ name: `${short === "" ? kind : short}_${attribute}`, value: `${type}.${name}.${attribute}` }];
  });
}

const PURPOSE: Readonly<Record<Part, string>> = {
  primary: "the primary region",
  dr: "the DR region",
  link: "what can exist only when both regions do",
};

export interface ReadmeProps {
  readonly capability: string;
  readonly part: Part;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly outputs: readonly Output[];
  readonly aliases: readonly string[];
}

export function readmeFile({
  capability,
  part,
  description,
  parameters,
  outputs,
  aliases,
}: ReadmeProps): string {
  const providers = ["aws = aws", ...aliases.map((alias) => `aws.${alias} = aws.${alias}`)].join("\n    ");
  const required = parameters.filter((parameter) => parameter.default === undefined);
  const width = Math.max(...required.map(({ name }) => name.length), 6);
  const settings = required
    .map(({ name, type }) => `  ${name.padEnd(width)} = ${type === "string" ? '"..."' : "..."}`)
    .join("\n");
  const variableRows = parameters.map(({ name, type, description: what, default: value }) => {
    return `| \`${name}\` | \`${type}\` | ${value === undefined ? "required" : `\`${value}\``} | ${what} |`;
  });
  return `# ${capability}: ${part}

For ${PURPOSE[part]}. ${description}

Exported by \`npm run export-modules\`; change the construct, not this copy.

## Use

\`\`\`hcl
module "${capability.replaceAll("-", "_")}_${part}" {
  source = "./${capability}/${part}"
  providers = {
    ${providers}
  }

${settings}
}
\`\`\`

## Variables

| name | type | default | meaning |
| --- | --- | --- | --- |
${variableRows.join("\n")}

## Outputs

${outputs.map(({ name }) => `- \`${name}\``).join("\n")}
`;
}
