// Proves that the published package works by itself: packs it, installs the archive into an empty folder without the
// optional peers (cdktf, constructs, @cdktf/provider-aws), and analyzes a pair there. Exits 1 when it does not.
//
//   node scripts/check-package.mjs
import { execFileSync, spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What an installation of the analyzer alone must not bring along: optional peers, and what only they need. */
const PEERS = ["cdktf", "constructs", "cdktf-cli", "@cdktf/provider-aws", "@modelcontextprotocol/server"];

/** A diverged pair of real plans: reading it needs the data files of the package too. */
const PAIR = join(root, "test/corpus/storefront/cases/sf-combined-three");

const directory = mkdtempSync(join(tmpdir(), "drparity-package-"));
try {
  const project = install(pack());
  checkNothingUnwanted(project);
  checkPublished(project);
  checkVersion(project);
  checkAnalyze(project);
  checkLibrary(project);
  console.log("The package installs, works without cdktf, and is a library with it.");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(directory, { recursive: true, force: true });
}

/** Builds and packs (`prepack` builds); returns the archive's path. */
function pack() {
  npm(["pack", "--loglevel", "error", "--pack-destination", directory], root);
  const archive = readdirSync(directory).find((name) => name.endsWith(".tgz"));
  assert(archive, "npm pack made no archive.");
  return join(directory, archive);
}

/** Installs the archive as a user would, with what the cache has at hand; returns the project's folder. */
function install(archive) {
  const project = join(directory, "project");
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "check", private: true }));
  npm(["install", "--loglevel", "error", "--prefer-offline", "--no-audit", "--no-fund", archive], project);
  return project;
}

function checkNothingUnwanted(project) {
  const installed = packagesIn(join(project, "node_modules"));
  const unwanted = dependenciesOfPeers(installed).filter((name) => installed.includes(name));
  assert(unwanted.length === 0, `Installed, though only cdktf needs it: ${unwanted.join(", ")}.`);
  console.log(`Installed ${installed.length} packages.`);
}

/** What the package holds, and nothing else. */
function checkPublished(project) {
  const published = join(project, "node_modules/drparity");
  const expected = ["LICENSE", "README.md", "dist", "package.json"];
  const found = readdirSync(published).sort();
  assert(
    found.join() === expected.join(),
    `The package holds ${found.join(", ")} and not ${expected.join(", ")}.`,
  );
  const { resolve } = createRequire(join(project, "package.json"));
  for (const name of ["report", "policy", "manifest"])
    JSON.parse(readFileSync(resolve(`drparity/${name}.schema.json`), "utf8"));
}

/** The peers and their dependencies, less what the analyzer's own dependencies need too. */
function dependenciesOfPeers(installed) {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const ofPeers = closure(packages, PEERS);
  const ours = closure(packages, Object.keys(packages[""].dependencies));
  return [...ofPeers].filter((name) => !ours.has(name) || (PEERS.includes(name) && installed.includes(name)));
}

/** The names that the given ones need, directly or not; the versions do not matter here. */
function closure(packages, names) {
  const found = new Set();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const entry = packages[`node_modules/${name}`] ?? {};
    open.push(...Object.keys(entry.dependencies ?? {}), ...Object.keys(entry.optionalDependencies ?? {}));
  }
  return found;
}

function packagesIn(modules) {
  return readdirSync(modules)
    .filter((name) => !name.startsWith("."))
    .flatMap((name) =>
      name.startsWith("@") ? readdirSync(join(modules, name)).map((part) => `${name}/${part}`) : [name],
    );
}

function checkVersion(project) {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const { status, stdout, stderr } = drparity(project, ["--version"]);
  assert(status === 0 && stdout.trim() === version, `drparity --version: exit ${status}: ${stdout}${stderr}`);
}

function checkAnalyze(project) {
  const sources = ["primary", "dr"].flatMap((side) => [`--${side}`, join(PAIR, `${side}.plan.json.gz`)]);
  const { status, stdout, stderr } = drparity(project, ["analyze", ...sources, "--format", "json"]);
  assert(status === 2, `drparity analyze: exit ${status} instead of 2: ${stderr}`);
  const { schemaVersion, findings } = JSON.parse(stdout);
  assert(schemaVersion === "1.0", `drparity analyze: the report has schemaVersion ${schemaVersion}.`);
  assert(findings.length > 0, "drparity analyze: a diverged pair has no findings.");
}

/** What `init` scaffolds for CDKTF passes the compiler and synthesizes, with the peers of this checkout. */
function checkLibrary(project) {
  const { status, stderr } = drparity(project, ["init", "shop", "--pipeline", "none"]);
  assert(status === 0, `drparity init: exit ${status}: ${stderr}`);
  const shop = join(project, "shop");
  for (const peer of ["@cdktf", "cdktf", "constructs", "@types"]) {
    symlinkSync(join(root, "node_modules", peer), join(project, "node_modules", peer));
  }
  for (const [tool, ...args] of [
    ["typescript/bin/tsc", "--types", "node"],
    ["tsx/dist/cli.mjs", "main.ts"],
  ]) {
    execFileSync(process.execPath, [join(root, "node_modules", tool), ...args], {
      cwd: shop,
      stdio: "inherit",
    });
  }
  const manifest = JSON.parse(readFileSync(join(shop, "cdktf.out/drparity.json"), "utf8"));
  assert(manifest.pair.name === "shop", "The library wrote no manifest.");
}

function drparity(project, args) {
  return spawnSync("npx", ["--no-install", "drparity", ...args], { cwd: project, encoding: "utf8" });
}

function npm(args, cwd) {
  execFileSync("npm", args, { cwd, stdio: ["ignore", "ignore", "inherit"] });
}

function assert(condition, message) {
  if (!condition) throw new Error(message);
}
