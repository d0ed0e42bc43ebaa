import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../../e2e/run";

const PROVIDER = "registry.terraform.io/hashicorp/aws";
const CONFIGURATION = `terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}
`;

/** What `terraform init` leaves behind, made once: every directory that is planned shares it. */
export class Template {
  private constructor(
    /** A directory for `.terraform/providers`. */
    readonly providers: string,
    /** The text of `.terraform.lock.hcl`. */
    readonly lock: string,
    /** Of the provider. */
    readonly version: string,
    /** The provider's program. */
    readonly provider: string,
  ) {}

  static async prepare(cache: string): Promise<Template> {
    const directory = path.join(cache, "template");
    const lockFile = path.join(directory, ".terraform.lock.hcl");
    mkdirSync(directory, { recursive: true });
    writeFileSync(path.join(directory, "main.tf"), CONFIGURATION);
    const providers = path.join(directory, ".terraform/providers");
    if (!existsSync(lockFile) || !existsSync(providers)) {
      const { status, output } = await run("terraform", ["init", "-input=false"], directory, process.env);
      if (status !== 0) throw new Error(`terraform init failed:\n${output}`);
    }
    const versions = path.join(providers, PROVIDER);
    const version = only(versions);
    const platform = path.join(versions, version, only(path.join(versions, version)));
    const program = readdirSync(platform).find((file) => file.startsWith("terraform-provider-aws"));
    if (program === undefined) throw new Error(`there is no provider in ${platform}`);
    return new Template(providers, readFileSync(lockFile, "utf8"), version, path.join(platform, program));
  }
}

function only(directory: string): string {
  const [name] = readdirSync(directory);
  if (name === undefined) throw new Error(`${directory} is empty`);
  return name;
}
