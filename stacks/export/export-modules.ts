import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { App, TerraformResource } from "../../modules/pair/cdk";
import { Duration } from "../../modules/pair/duration";
import type { PairWorkspace } from "../../modules/pair/side";
import { RegionPair } from "../region-pair";
import { s3State } from "../state";
import { CAPABILITIES } from "./capabilities";
import { type ExportedCapability, ID, STAND_IN } from "./capability";
import { blocksOf } from "./hcl-blocks";
import { outputsFile, outputsOf, readmeFile, variablesFile, versionsFile } from "./module-files";
import type { Part } from "./parameters";
import { parametrize } from "./parametrize";

/**
 * Writes every capability, with its variants, as plain Terraform modules, `NAME/primary`, `NAME/dr` and `NAME/link`, for teams that do not use
 * CDKTF. Providers are passed in; there is no backend.
 * @returns the modules' directories
 */
export function exportModules(directory: string): string[] {
  const written = CAPABILITIES.flatMap(variantsOf).flatMap((one) => exportCapability(one, directory));
  // Layout is Terraform's business; without it the modules work all the same.
  const formatted = spawnSync("terraform", ["fmt", "-recursive", directory], { stdio: "ignore" });
  if (formatted.error !== undefined) console.error("terraform is not on PATH: the modules are not formatted");
  return written;
}

/** A capability, and what else it can be, each as modules of its own. */
function variantsOf(capability: ExportedCapability): ExportedCapability[] {
  const { name, variants = {} } = capability;
  const others = Object.entries(variants).map(([variant, build]) => ({
    ...capability,
    name: `${name}-${variant}`,
    build,
  }));
  return [capability, ...others];
}

function exportCapability(capability: ExportedCapability, directory: string): string[] {
  const outdir = mkdtempSync(join(tmpdir(), "drparity-export-"));
  try {
    const pair = new RegionPair(new App({ outdir }), STAND_IN.pair, {
      primary: STAND_IN.primaryRegion,
      dr: STAND_IN.drRegion,
      account: STAND_IN.account,
      // Everything in both regions; who wants less of it passes smaller numbers.
      strategy: "active-active",
      rto: Duration.days(1),
      // The backends are not exported, but what may read the states is.
      state: s3State("state-prefix"),
    });
    capability.build(pair, ID);
    const parts: [Part, PairWorkspace][] = [
      ["primary", pair.primary.workspace],
      ["dr", pair.dr.workspace],
      ["link", pair.link],
    ];
    return parts.flatMap(([part, workspace]) => exportPart(capability, part, workspace, directory));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function exportPart(
  capability: ExportedCapability,
  part: Part,
  workspace: PairWorkspace,
  directory: string,
): string[] {
  const blocks = blocksOf(workspace);
  if (!blocks.some((block) => block.startsWith("resource"))) return [];
  const { text, parameters } = parametrize(blocks.join("\n\n"), part, capability.parameters);
  const { main, aliases } = namedProviders(text);
  const own = [...main.matchAll(/^output "([\w-]+)"/gm)].map(([, name = ""]) => ({ name, value: "" }));
  const withArn = typesWithArn(workspace);
  const outputs = outputsOf(main, (type) => withArn.has(type));
  const target = join(directory, capability.name, part);
  mkdirSync(target, { recursive: true });
  const description = descriptionOf(capability);
  const files = {
    "main.tf": `${main}\n`,
    "variables.tf": variablesFile(parameters),
    "outputs.tf": outputsFile(outputs),
    "versions.tf": versionsFile(aliases),
    "README.md": readmeFile({
      capability: capability.name,
      part,
      description,
      parameters,
      outputs: [...own, ...outputs],
      aliases,
    }),
  };
  for (const [file, content] of Object.entries(files)) writeFileSync(join(target, file), content);
  return [target];
}

/** cdktf's aliases are the regions' names; in a module they are roles. */
function namedProviders(text: string): { main: string; aliases: string[] } {
  const main = text
    .replaceAll(/^provider = "?aws"?\n/gm, "")
    .replaceAll(/^provider = "?aws\.xx_primary_1"?$/gm, "provider = aws.primary")
    .replaceAll(/^provider = "?aws\.us_east_1"?$/gm, "provider = aws.us_east_1");
  const aliases = ["primary", "us_east_1"].filter((alias) => main.includes(`provider = aws.${alias}`));
  return { main, aliases };
}

function typesWithArn(workspace: PairWorkspace): ReadonlySet<string> {
  const resources = workspace.node.findAll().filter((one) => TerraformResource.isTerraformResource(one));
  return new Set(resources.filter((one) => "arn" in one).map((one) => one.terraformResourceType));
}

/** The comment of the construct's class is the module's documentation too. */
function descriptionOf({ source }: ExportedCapability): string {
  const text = readFileSync(resolve(__dirname, "../..", source), "utf8");
  const comment = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport class /.exec(text)?.[1] ?? "";
  return comment
    .split("\n")
    .map((line) => line.replace(/^\s*\*? ?/, ""))
    .join("\n")
    .trim();
}

if (require.main === module) {
  const directory = resolve(process.argv[2] ?? "cdktf.out/terraform-modules");
  rmSync(directory, { recursive: true, force: true });
  for (const written of exportModules(directory)) console.log(written);
}
