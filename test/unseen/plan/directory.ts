import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Run } from "../hcl/deployment";
import { quoted } from "../hcl/tree";
import { wayFrom } from "../hcl/write";
import type { Template } from "./template";

/** A line of `.terraform/modules/modules.json`. */
interface ModuleCall {
  readonly Key: string;
  readonly Source: string;
  readonly Dir: string;
}

const ROOT: ModuleCall = { Key: "", Source: "", Dir: "." };

/** A run as its team has it; returns the directory to run Terraform in. */
export function writeRun(run: Run, directory: string, template: Template): string {
  rmSync(directory, { recursive: true, force: true });
  writeFiles(run.files, directory);
  const calls = [...run.modules]
    .filter(([key]) => key !== "")
    .map(([key, source]) => ({
      Key: key,
      Source: wayFrom(callerOf(run, key), source),
      Dir: wayFrom(run.directory, source),
    }));
  const root = path.join(directory, run.directory);
  initialize(root, [ROOT, ...calls], run.workspace, template);
  return root;
}

/** A root that calls every run as a module, by its name: what is planned together costs less. */
export function writeBatch(
  members: ReadonlyMap<string, Run>,
  workspace: string | undefined,
  directory: string,
  template: Template,
): void {
  rmSync(directory, { recursive: true, force: true });
  const calls: ModuleCall[] = [ROOT];
  const texts: string[] = [];
  for (const [name, run] of members) {
    const values = `${run.directory}/terraform.tfvars`;
    const files = [...run.files].filter(([file]) => file !== values);
    writeFiles(new Map(files), path.join(directory, name));
    const source = `./${name}/${run.directory}`;
    texts.push(`module "${name}" {\n  source = ${quoted(source)}\n${run.files.get(values) ?? ""}}\n`);
    for (const [key, inner] of run.modules) {
      calls.push({
        Key: key === "" ? name : `${name}.${key}`,
        Source: key === "" ? source : wayFrom(callerOf(run, key), inner),
        Dir: `${name}/${inner}`,
      });
    }
  }
  writeFiles(new Map([["main.tf", texts.join("\n")]]), directory);
  initialize(directory, calls, workspace, template);
}

function callerOf({ modules, directory }: Run, key: string): string {
  return modules.get(key.split(".").slice(0, -1).join(".")) ?? directory;
}

function writeFiles(files: ReadonlyMap<string, string>, directory: string): void {
  for (const [file, text] of files) {
    mkdirSync(path.dirname(path.join(directory, file)), { recursive: true });
    writeFileSync(path.join(directory, file), text);
  }
}

/** What `terraform init` would leave behind, without its cost. */
function initialize(
  directory: string,
  calls: readonly ModuleCall[],
  workspace: string | undefined,
  { providers, lock }: Template,
): void {
  mkdirSync(path.join(directory, ".terraform/modules"), { recursive: true });
  writeFileSync(path.join(directory, ".terraform/modules/modules.json"), JSON.stringify({ Modules: calls }));
  symlinkSync(providers, path.join(directory, ".terraform/providers"));
  writeFileSync(path.join(directory, ".terraform.lock.hcl"), lock);
  if (workspace !== undefined && workspace !== "default") {
    mkdirSync(path.join(directory, "terraform.tfstate.d", workspace), { recursive: true });
  }
}
