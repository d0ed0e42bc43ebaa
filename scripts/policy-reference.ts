/* Writes what is made from the definition of the policy file: its JSON Schema, and the reference in docs/policy-file.md. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format, resolveConfig } from "prettier";
import { policyReference } from "../analyzer/judge/policy/file/reference";
import { policySchema } from "../analyzer/judge/policy/file/schema";

const ROOT = path.join(__dirname, "..");
const HEADING = "## Reference\n";

async function write(file: string, text: string): Promise<void> {
  const target = path.join(ROOT, file);
  writeFileSync(target, await format(text, { ...(await resolveConfig(target)), filepath: target }));
}

async function main(): Promise<void> {
  await write("analyzer/judge/policy/policy.schema.json", JSON.stringify(policySchema()));
  const document = readFileSync(path.join(ROOT, "docs/policy-file.md"), "utf8");
  const [before] = document.split(HEADING);
  await write("docs/policy-file.md", `${before}${HEADING}\n${policyReference()}\n`);
}

void main();
