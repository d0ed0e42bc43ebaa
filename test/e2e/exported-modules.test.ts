import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { exportModules } from "../../stacks/export/export-modules";
import { type Outcome, run } from "./run";
import { describeWithTools } from "./toolchain";

/** Values of the right type: nothing is planned. */
const DUMMIES: Readonly<Record<string, string>> = {
  string: '"value"',
  number: "1",
  bool: "true",
  "list(string)": '["a", "b"]',
  "map(bool)": "{ EBS = true }",
};

describeWithTools("validation of the exported modules")("the exported Terraform modules", () => {
  const root = mkdtempSync(join(tmpdir(), "drparity-modules-"));
  const modules: string[] = [];
  let formatted: Outcome;
  let validated: Outcome;

  beforeAll(async () => {
    modules.push(...exportModules(join(root, "modules")));
    formatted = await run(
      "terraform",
      ["fmt", "-check", "-recursive", "-no-color", "modules"],
      root,
      process.env,
    );
    writeFileSync(
      join(root, "main.tf"),
      `${PROVIDERS}\n${modules.map((directory) => callOf(root, directory)).join("\n")}`,
    );
    const init = await run(
      "terraform",
      ["init", "-backend=false", "-input=false", "-no-color"],
      root,
      process.env,
    );
    validated =
      init.status === 0 ? await run("terraform", ["validate", "-no-color"], root, process.env) : init;
  }, 600_000);

  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it("are formatted", () => {
    expect(formatted).toMatchObject({ status: 0, output: "" });
  });

  it("are valid, each instantiated with providers passed in", () => {
    expect(validated.output).toContain("Success!");
  });

  it("use nothing that the provider has deprecated", () => {
    expect(validated.output).not.toContain("Warning");
  });

  it("hold no provider, no backend and nothing that stands for an argument", () => {
    for (const directory of modules) {
      const main = readFileSync(join(directory, "main.tf"), "utf8");
      expect(main).not.toMatch(/^(provider|terraform) /m);
      expect(main).not.toMatch(/xx-|pair-name|capability|000000000000/);
    }
  });

  it("document themselves", () => {
    for (const directory of modules) {
      expect(existsSync(join(directory, "README.md"))).toBe(true);
      const variables = [
        ...readFileSync(join(directory, "variables.tf"), "utf8").matchAll(/^variable "(\w+)"/gm),
      ];
      for (const [, name] of variables)
        expect(readFileSync(join(directory, "README.md"), "utf8")).toContain(`\`${name}\``);
    }
  });
});

const PROVIDERS = `
provider "aws" {
  region = "eu-central-1"
}
provider "aws" {
  alias  = "primary"
  region = "eu-west-1"
}
provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}`;

function callOf(root: string, directory: string): string {
  const file = (name: string) => readFileSync(join(directory, name), "utf8");
  const required = [...file("variables.tf").matchAll(/variable "(\w+)" \{\n((?:\s.*\n)*)\}/g)]
    .filter(([, , body = ""]) => !body.includes("default"))
    .map(([, name, body = ""]) => `  ${name} = ${DUMMIES[/type\s+= (.*)/.exec(body)?.[1] ?? ""]}`);
  const aliases = ["primary", "us_east_1"].filter((alias) => file("versions.tf").includes(`aws.${alias}`));
  const providers = ["aws = aws", ...aliases.map((alias) => `aws.${alias} = aws.${alias}`)].join("\n    ");
  const label = `${basename(dirname(directory))}-${basename(directory)}`;
  return `module "${label}" {\n  source = "./${relative(root, directory)}"\n  providers = {\n    ${providers}\n  }\n${required.join("\n")}\n}\n`;
}
