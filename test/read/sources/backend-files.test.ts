import { readdirSync } from "node:fs";
import { findBackend } from "../../../analyzer/read/sources/backend-files";
import { inputError, withFiles } from "./helpers";

type Files = Parameters<typeof withFiles>[0];

const find = (files: Files) =>
  withFiles(files, async (directory) => {
    const names = readdirSync(directory).filter((name) => !name.startsWith(".terraform"));
    const backend = await findBackend(directory, names);
    return backend && { ...backend, where: backend.where.replace(directory, "DIR") };
  });

const s3 = (bucket: string) => `terraform {\n  backend "s3" {\n    bucket = "${bucket}"\n  }\n}\n`;
const record = (backend: object) => JSON.stringify({ version: 3, serial: 1, backend, modules: [] });

/** What real configurations hold beside their backend. */
const REAL_WORLD = `
/* backend "gcs" { } */
# terraform { backend "azurerm" {} }
terraform {
  required_version = ">= 1.10" // backend "http" {}
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.0" }
  }
  backend "s3" {
    # the team's bucket
    bucket       = "acme-state" # "not this"
    key          = "shop/dr.tfstate"
    region       = "us-west-2"
    use_lockfile = true
    assume_role  = { role_arn = "arn:aws:iam::123456789012:role/state" }
    endpoints { s3 = "http://127.0.0.1:9000" }
  }
}
locals {
  account = provider::aws::arn_parse(var.arn).account_id
  script  = <<-EOT
    terraform {
      backend "consul" {}
    }
    %{for k in keys(var.a)~} \${k} } %{endfor~}
  EOT
  text  = "a \${jsonencode({ "b" = "}" })} terraform { backend \\"pg\\" {} }"
  pairs = { for k, v in var.m : k => v... if v != "" }
}
resource "aws_sns_topic" "backend" { name = "cloud" }
`;

describe("findBackend", () => {
  const { TF_DATA_DIR } = process.env;
  beforeEach(() => delete process.env.TF_DATA_DIR);
  afterAll(() => Object.assign(process.env, TF_DATA_DIR === undefined ? {} : { TF_DATA_DIR }));

  it("finds the backend among everything else that real configurations hold", async () => {
    expect(await find({ "main.tf": REAL_WORLD })).toEqual({
      type: "s3",
      where: "DIR/main.tf",
      config: {
        bucket: "acme-state",
        key: "shop/dr.tfstate",
        region: "us-west-2",
        use_lockfile: true,
        assume_role: { role_arn: "arn:aws:iam::123456789012:role/state" },
        endpoints: [{ s3: "http://127.0.0.1:9000" }],
      },
    });
  });

  it.each<[string, Files, string, object]>([
    ["an empty block", { "a.tf": 'terraform {\n  backend "s3" {}\n}' }, "s3", {}],
    ["Windows line ends", { "a.tf": s3("b").replaceAll("\n", "\r\n") }, "s3", { bucket: "b" }],
    ["a byte order mark", { "a.tf": `\ufeff${s3("b")}` }, "s3", { bucket: "b" }],
    [
      "cdk.tf.json",
      { "cdk.tf.json": '{"terraform":{"backend":{"s3":{"bucket":"b"}}}}' },
      "s3",
      { bucket: "b" },
    ],
    [
      "JSON with lists of blocks",
      { "a.tf.json": '{"terraform":[{"backend":[{"s3":[{"bucket":"b"}]}]}]}' },
      "s3",
      { bucket: "b" },
    ],
    [
      "cloud",
      { "a.tf": 'terraform {\n  cloud {\n    organization = "acme"\n  }\n}' },
      "cloud",
      { organization: "acme" },
    ],
    ["an override", { "a.tf": s3("a"), "backend_override.tf": s3("b"), "c.tf": "" }, "s3", { bucket: "b" }],
    ["the last override", { "a_override.tf": s3("a"), "override.tf": s3("b") }, "s3", { bucket: "b" }],
    [
      "what terraform init noted, before the configuration",
      {
        "a.tf": 'terraform {\n  backend "s3" {}\n}',
        ".terraform/terraform.tfstate": record({ type: "s3", config: { bucket: "noted" }, hash: 1 }),
      },
      "s3",
      { bucket: "noted" },
    ],
    [
      "the configuration where the note is of none",
      { "a.tf": s3("b"), ".terraform/terraform.tfstate": record({}) },
      "s3",
      { bucket: "b" },
    ],
  ])("reads %s", async (_, files, type, config) => {
    expect(await find(files)).toMatchObject({ type, config });
  });

  it.each<[string, Files]>([
    ["no configuration", { "plan.txt": s3("b") }],
    ["a configuration without a backend", { "a.tf": 'terraform {\n  required_version = "1"\n}' }],
    ["a backend in a comment", { "a.tf": `/*\n${s3("b")}*/` }],
    ["what an editor left", { ".a.tf": s3("b"), "a.tf~": s3("b"), "#a.tf#": s3("b") }],
    ["a prototype's property", { "a.tf.json": '{"terraform":{"backend":{"__proto__":null}}}' }],
  ])("finds nothing in %s", async (_, files) => {
    expect(await find(files)).toBeUndefined();
  });

  it("looks where TF_DATA_DIR says", async () => {
    process.env.TF_DATA_DIR = "data";
    const files = { "data/terraform.tfstate": record({ type: "s3", config: { bucket: "noted" } }) };
    expect(await find(files)).toMatchObject({ config: { bucket: "noted" } });
  });

  it.each<[string, Files, string]>([
    ["several backends", { "a.tf": s3("a"), "b.tf": s3("b") }, "and so does"],
    [
      "a block that is not HCL",
      { "a.tf": s3("b").replace('"b"', '"b" "c"') },
      "backend block cannot be parsed",
    ],
    ["a damaged cdk.tf.json", { "cdk.tf.json": '{"terraform":{"backend":' }, "cut off"],
    ["a damaged note", { ".terraform/terraform.tfstate": '{"version":3,' }, "cut off"],
  ])("names the file with %s", async (_, files, what) => {
    const error = await inputError(find(files));
    expect(error.what).toMatch(what);
    expect(error.where).toMatch(/\.tf|terraform\.tfstate/);
  });
});
