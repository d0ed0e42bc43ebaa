// Writes docs/rules.md from the rules themselves. `--check` fails when the file is not what the rules say.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const tsx = createRequire(import.meta.url).resolve("tsx/cli");
const printer = `import { rulesDocument } from ${JSON.stringify(`${root}analyzer/judge/rules/lib/document.ts`)}; process.stdout.write(rulesDocument());`;
const folder = mkdtempSync(`${root}node_modules/.rules-docs-`);
writeFileSync(`${folder}/print.ts`, printer);
const { status, stdout, stderr } = spawnSync(process.execPath, [tsx, `${folder}/print.ts`], {
  encoding: "utf8",
});
rmSync(folder, { recursive: true });
if (status !== 0) {
  process.stderr.write(stderr);
  process.exit(1);
}
const file = `${root}docs/rules.md`;
if (!process.argv.includes("--check")) writeFileSync(file, stdout);
else if (readFileSync(file, "utf8") !== stdout) {
  process.stderr.write("docs/rules.md is not what the rules say: run node scripts/rules-docs.mjs\n");
  process.exit(1);
}
