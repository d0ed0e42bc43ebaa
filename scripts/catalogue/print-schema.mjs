// Has Terraform print the AWS provider's schema, in a temporary folder.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Older ones print no `write_only`, so that a secret's write-only argument would pass for an ordinary one. */
const MINIMUM_TERRAFORM = [1, 11];
const MAX_OUTPUT = 256 * 1024 * 1024;

function terraform(folder, args) {
  // A data folder or workspace of the caller's own project would lead Terraform away from the temporary one.
  const env = { ...process.env, CHECKPOINT_DISABLE: "1", TF_DATA_DIR: undefined, TF_WORKSPACE: undefined };
  const result = spawnSync("terraform", args, { cwd: folder, env, encoding: "utf8", maxBuffer: MAX_OUTPUT });
  if (result.error?.code === "ENOENT") {
    throw new Error("terraform is not on PATH: install it, or give the path of an already printed schema");
  }
  if (result.error) throw result.error;
  if (result.status !== 0) {
    throw new Error(`terraform ${args.join(" ")} failed:\n${(result.stderr || result.stdout).trim()}`);
  }
  return result.stdout;
}

function requireRecentTerraform(version) {
  const [major, minor] = version.split(".").map(Number);
  const [wantedMajor, wantedMinor] = MINIMUM_TERRAFORM;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new Error(
    `terraform ${version} prints no write-only arguments: ${MINIMUM_TERRAFORM.join(".")} or later is needed`,
  );
}

/**
 * The text that `terraform providers schema -json` prints for one version of the AWS provider.
 * Terraform takes the provider from where its CLI configuration (TF_CLI_CONFIG_FILE) says.
 */
export function printSchema(providerVersion) {
  const folder = mkdtempSync(join(tmpdir(), "drparity-catalogue-"));
  try {
    requireRecentTerraform(JSON.parse(terraform(folder, ["version", "-json"])).terraform_version);
    const aws = { source: "hashicorp/aws", version: `= ${providerVersion}` };
    writeFileSync(
      join(folder, "main.tf.json"),
      JSON.stringify({ terraform: { required_providers: { aws } } }),
    );
    terraform(folder, ["init", "-input=false", "-no-color"]);
    return terraform(folder, ["providers", "schema", "-json"]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
