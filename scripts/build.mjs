// Compiles the analyzer into dist/, the part that the published package holds.
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
rmSync(`${root}dist`, { recursive: true, force: true });
const { status } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: root, stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);
// Data files that the code reads at run time beside itself.
cpSync(`${root}analyzer`, `${root}dist/analyzer`, {
  recursive: true,
  filter: (path) => !/\.(ts|md)$/.test(path),
});
chmodSync(`${root}dist/analyzer/cli/main.js`, 0o755);
