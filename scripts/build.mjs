// Compiles into dist/ what the published package holds: the analyzer, and the generator as a library. SWC takes the types
// away, as it does for the tests, in a second; `npm run typecheck` is what checks them. With --declarations the library's
// types are written as well, which takes the compiler itself: only a package needs them. The lists of what is found by its
// file (`generate-indexes.mjs`) are written first.
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
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { transformFileSync } from "@swc/core";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");

/**
 * Builds beside dist/ and puts it in place at the end, so that whoever runs the tool meanwhile finds all of it, and a
 * build that fails leaves the last good one.
 */
function build() {
  execFileSync(process.execPath, [join(root, "scripts/generate-indexes.mjs")], { stdio: "inherit" });
  const work = mkdtempSync(join(root, "node_modules/.drparity-build-"));
  try {
    const made = join(work, "made");
    compile(join(root, "analyzer"), join(made, "analyzer"));
    for (const half of ["stacks", "modules"]) compile(join(root, half), join(made, half));
    if (process.argv.includes("--declarations")) declare(made);
    chmodSync(join(made, "analyzer/cli/main.js"), 0o755);
    if (existsSync(dist)) renameSync(dist, join(work, "previous"));
    renameSync(made, dist);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The library's types. */
function declare(to) {
  const options = ["--declaration", "--emitDeclarationOnly", "--rootDir", root, "--outDir", to];
  const strict = [
    "--skipLibCheck",
    "--strict",
    "--target",
    "ES2022",
    "--module",
    "commonjs",
    "--esModuleInterop",
  ];
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const resolution = ["--moduleResolution", "node", "--types", "node"];
  const entries = ["stacks/index.ts", "modules/package-repository/s3-packages.ts"].map((file) =>
    join(root, file),
  );
  execFileSync(process.execPath, [tsc, ...options, ...strict, ...resolution, ...entries], {
    stdio: "inherit",
  });
}

/** Of a checkout alone: the app that cdktf.json runs, and the command that exports plain Terraform modules. */
const OWN = new Set([join(root, "stacks/main.ts"), join(root, "stacks/export")]);

/** Every TypeScript file below `from`, as JavaScript below `to`; everything else as it is. */
function compile(from, to) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (OWN.has(source)) continue;
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

build();
