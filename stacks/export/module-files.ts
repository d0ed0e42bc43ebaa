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

/** What others name a resource by, where that is not its ARN alone. */
const NAMED_BY: Readonly<Record<string, readonly string[]>> = {
  aws_ami_copy: ["id"],
  aws_autoscaling_group: ["name"],
  aws_db_instance: ["arn", "address", "port"],
  aws_ecs_service: ["name"],
  aws_efs_file_system: ["arn", "id"],
  aws_iam_role: ["arn", "name"],
  aws_lb: ["arn", "dns_name", "zone_id"],
  aws_nat_gateway: ["id"],
  aws_rds_cluster: ["arn", "endpoint", "reader_endpoint", "port"],
  aws_route53_health_check: ["id"],
  aws_route_table: ["id"],
  aws_security_group: ["id"],
  aws_subnet: ["id"],
  aws_vpc: ["id"],
};

/** No ids of settings and attachments: nobody names them, and the provider has deprecated many. */
export function outputsOf(main: string, hasArn: (type: string) => boolean): Output[] {
  return [...main.matchAll(/^resource "(\w+)" "([\w-]+)"/gm)].flatMap(([, type = "", name = ""]) => {
    const short = name.replace(/^this[_-]?/, "").replaceAll("-", "_");
    const label = short === "" ? type.replace(/^aws_/, "") : short;
    const attributes = NAMED_BY[type] ?? (hasArn(type) ? ["arn"] : []);
    return attributes.map((attribute) => ({
      name: `${label}_${attribute}`,
      value: `${type}.${name}.${attribute}`,
    }));
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
