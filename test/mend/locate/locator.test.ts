import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { readLocator } from "../../../analyzer/mend/locate/locator";
import { parseAddress } from "../../../analyzer/model/workspace/address";
import { withFiles } from "../../read/sources/helpers";

type Files = Readonly<Record<string, string>>;

/** Where an address of a repository's directory is located: `file:line`, and the construct. */
async function located(files: Files, address: string, paths: string[] = [], directories = ["live"]) {
  return withFiles(files, async (repository) => {
    mkdirSync(join(repository, ".git"));
    const locator = await readLocator(
      new Map([["plan.json", directories.map((directory) => join(repository, directory))]]),
    );
    const parts = parseAddress(address);
    if (!parts) throw new Error(address);
    const found = locator.locate({ workspace: "plan.json", parts }, paths);
    return found && `${found.file}:${String(found.line)}${found.construct ? ` ${found.construct}` : ""}`;
  });
}

const BUCKET = '\nresource "aws_s3_bucket" "logs" {\n  bucket = "x"\n\n  rule {\n    days = 1\n  }\n}\n';

describe("where a resource is declared", () => {
  it("is its block's line, relative to the repository", async () => {
    expect(await located({ "live/s3.tf": BUCKET }, 'aws_s3_bucket.logs["a"]')).toBe("live/s3.tf:2");
  });

  it("is the line of the first differing attribute that the block writes", async () => {
    const at = (...paths: string[]) => located({ "live/s3.tf": BUCKET }, "aws_s3_bucket.logs", paths);
    expect(await at("bucket")).toBe("live/s3.tf:3");
    expect(await at("rule[0].days")).toBe("live/s3.tf:6");
    expect(await at("rule[0].other")).toBe("live/s3.tf:5");
    expect(await at("force_destroy", 'bucket["a.b"]')).toBe("live/s3.tf:3");
    expect(await at("force_destroy")).toBe("live/s3.tf:2");
  });

  it("looks into dynamic blocks", async () => {
    const text =
      'resource "a" "b" {\n  dynamic "rule" {\n    for_each = x\n    content {\n      days = 1\n    }\n  }\n}';
    expect(await located({ "live/a.tf": text }, "a.b", ["rule[0].days"])).toBe("live/a.tf:5");
  });

  it("follows module calls, each from the directory of the one before", async () => {
    const files = {
      "live/main.tf": 'module "app" {\n  source = "../modules/app"\n}\n',
      "modules/app/main.tf": 'module "store" {\n  source = "./store"\n}\n',
      "modules/app/store/s3.tf": BUCKET,
    };
    expect(await located(files, 'module.app["x"].module.store[0].aws_s3_bucket.logs')).toBe(
      "modules/app/store/s3.tf:2",
    );
    expect(await located(files, "module.app.aws_s3_bucket.logs")).toBeUndefined();
  });

  it("is the call of a module that was downloaded, which can be changed here", async () => {
    const files = {
      "live/main.tf": '\nmodule "vpc" {\n  source  = "terraform-aws-modules/vpc/aws"\n}\n',
      "live/.terraform/modules/modules.json": JSON.stringify({
        Modules: [{ Key: "vpc", Source: "registry", Dir: ".terraform/modules/vpc" }],
      }),
      "live/.terraform/modules/vpc/main.tf": 'resource "aws_vpc" "this" {}',
    };
    expect(await located(files, "module.vpc.aws_vpc.this[0]", ["cidr_block"])).toBe("live/main.tf:2");
  });

  it("asks Terraform's own note where a call's source is not written out", async () => {
    const files = {
      "live/main.tf": 'module "app" {\n  source = "../modules/${var.kind}"\n}\n',
      "live/.terraform/modules/modules.json": JSON.stringify({
        Modules: [{ Key: "app", Dir: "../modules/web" }],
      }),
      "modules/web/s3.tf": BUCKET,
    };
    expect(await located(files, "module.app.aws_s3_bucket.logs")).toBe("modules/web/s3.tf:2");
  });

  it("tells data sources from resources, and lets an override file have the last word", async () => {
    const files = {
      "live/a.tf":
        'data "aws_vpc" "main" {}\nresource "aws_vpc" "main" {\n  cidr_block = "a"\n  tags = {}\n}\n',
      "live/override.tf": 'resource "aws_vpc" "main" {\n  cidr_block = "b"\n}\n',
    };
    expect(await located(files, "data.aws_vpc.main")).toBe("live/a.tf:1");
    expect(await located(files, "aws_vpc.main", ["cidr_block"])).toBe("live/override.tf:2");
    expect(await located(files, "aws_vpc.main", ["tags"])).toBe("live/a.tf:4");
  });

  it("is not told where two directories declare the address", async () => {
    const files = { "a/s3.tf": BUCKET, "b/s3.tf": BUCKET, "c/other.tf": "" };
    expect(await located(files, "aws_s3_bucket.logs", [], ["a", "b"])).toBeUndefined();
    expect(await located(files, "aws_s3_bucket.logs", [], ["a", "c"])).toBe("a/s3.tf:2");
  });

  it("passes over what is broken, endless or a loop", async () => {
    const files = {
      "live/broken.tf": "resource {{{",
      "live/broken.tf.json": "{",
      "live/loop.tf": 'module "self" {\n  source = "./"\n}\n',
      "live/s3.tf": BUCKET,
      "live/.terraform/modules/modules.json": "no json",
    };
    expect(await located(files, "aws_s3_bucket.logs")).toBe("live/s3.tf:2");
    expect(await located(files, "module.self.module.self.aws_s3_bucket.logs")).toBe("live/s3.tf:2");
  });
});

describe("where a synthesized resource is declared", () => {
  const stack = (metadata: object) =>
    JSON.stringify(
      { resource: { aws_vpc: { net: { "//": { metadata }, tags: { Name: "x" }, rule: [{ days: 1 }] } } } },
      null,
      1,
    );

  it("is its line in cdk.tf.json, with the construct that made it", async () => {
    const files = { "live/cdk.tf.json": stack({ path: "shop-dr/network/vpc", uniqueId: "net" }) };
    expect(await located(files, "aws_vpc.net")).toBe("live/cdk.tf.json:4 shop-dr/network/vpc");
    expect(await located(files, "aws_vpc.net", ["rule[0].days"])).toBe(
      "live/cdk.tf.json:16 shop-dr/network/vpc",
    );
  });

  it("is the line of the program that made the construct, where cdktf kept a trace", async () => {
    const trace = [
      "new TerraformResource (node_modules/cdktf/lib/terraform-resource.js:10:5)",
      "new Network (modules/network/network.ts:42:17)",
      "main (main.ts:7:1)",
      "node:internal/modules/cjs/loader:1554:14",
    ];
    const files = { "live/cdk.tf.json": stack({ path: "shop-dr/network/vpc", stackTrace: trace }) };
    expect(await located(files, "aws_vpc.net", ["tags"])).toBe(
      "modules/network/network.ts:42 shop-dr/network/vpc",
    );
  });

  it("trusts no trace that leads out of the repository", async () => {
    const files = {
      "live/cdk.tf.json": stack({ path: "p", stackTrace: ["f (/etc/passwd:1:1)", "../../x.ts:3"] }),
    };
    expect(await located(files, "aws_vpc.net")).toBe("live/cdk.tf.json:4 p");
  });
});
