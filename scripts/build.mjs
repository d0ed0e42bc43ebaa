// Compiles the analyzer into dist/, the part that the published package holds. SWC takes the types away, as it does for
// the tests, in a second; `npm run typecheck` is what checks them.
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformFileSync } from "@swc/core";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");

build();

/**
 * Builds beside dist/ and puts it in place at the end, so that whoever runs the tool meanwhile finds all of it, and a
 * build that fails leaves the last good one.
 */
function build() {
  const work = mkdtempSync(join(root, "node_modules/.drparity-build-"));
  try {
    const made = join(work, "made");
    compile(join(root, "analyzer"), join(made, "analyzer"));
    chmodSync(join(made, "analyzer/cli/main.js"), 0o755);
    if (existsSync(dist)) renameSync(dist, join(work, "previous"));
    renameSync(made, dist);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Every TypeScript file below `from`, as JavaScript below `to`; everything else as it is. */
function compile(from, to) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) compile(source, target);
    else if (entry.name.endsWith(".ts")) writeFileSync(target.replace(/ts$/, "js"), javascript(source));
    else if (!entry.name.endsWith(".md")) copyFileSync(source, target);
  }
}

function javascript(source) {
  return transformFileSync(source, {
    jsc: { parser: { syntax: "typescript" }, target: "es2022" },
    module: { type: "commonjs" },
    swcrc: false,
  }).code;
}
