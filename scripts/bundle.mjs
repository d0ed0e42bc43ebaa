// Builds the analyzer as one file, dist/drparity.cjs, for those who run it without a registry: the GitHub Action, a release's
// download, a container. Node is all that it needs.
//
// What every command loads stands in it as it is; everything else is kept packed until a command asks for it, so that the
// file starts about as fast as Node itself. `--out FILE` writes it elsewhere; `--draft` packs it in a second, and less well.
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { build, transform } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const at = process.argv.indexOf("--out");
const out = resolve(at > 0 ? process.argv[at + 1] : join(root, "dist/drparity.cjs"));
const quality = process.argv.includes("--draft")
  ? constants.BROTLI_MIN_QUALITY
  : constants.BROTLI_MAX_QUALITY;

/** More than this no repository should have to hold. */
const MOST_BYTES = 5 * 1000 * 1000;

/** The code in pieces: one that every command loads, one for each `import()`, and what those share. */
async function pieces() {
  const { outputFiles } = await build({
    entryPoints: [join(root, "analyzer/cli/main.ts")],
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    // What else an `import()` finds in a CommonJS package is its default export alone.
    mainFields: ["module", "main"],
    target: "node20",
    minify: true,
    write: false,
    outdir: "/bundle",
    legalComments: "none",
    // Few serve assistants: they install it beside (docs/assistants.md).
    external: ["@modelcontextprotocol/*"],
  });
  const common = await Promise.all(
    outputFiles.map(async ({ path, text }) => {
      const options = {
        format: "cjs",
        minify: true,
        platform: "node",
        supported: { "dynamic-import": false },
      };
      return [basename(path), (await transform(text.replace(/^#!.*\n/, ""), options)).code];
    }),
  );
  return new Map(common);
}

/**
 * The pieces that are loaded whatever the command is: the first one, the program that it asks for unless `--version` is all
 * that is asked, and what those require.
 */
function loadedAtOnce(code) {
  const found = new Set();
  const open = ["main.js"];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const asked =
      name === "main.js" ? /$^/ : /Promise\.resolve\(\)\.then\(\(\)\s*=>.*?require\("\.\/[^"]+"\)/g;
    const text = code.get(name).replace(asked, "");
    for (const [, other] of text.matchAll(/require\("\.\/([^"]+)"\)/g)) open.push(other);
  }
  return found;
}

function pack(text) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
  return brotliCompressSync(Buffer.from(text), { params }).toString("base64");
}

/**
 * A piece is compiled when it is asked for, and not before: what every command loads is a string until then, of which Node
 * reads no more than the end. The others are packed, in comments at the file's end; whoever needs one looks there.
 */
const LOADER = `
const loaded = new Map();
let tail;
function packed(name) {
  tail ??= require("node:fs").readFileSync(__filename, "latin1");
  const mark = "\\n//" + "=" + name + " ";
  const at = tail.indexOf(mark) + mark.length;
  return Buffer.from(tail.slice(at, tail.indexOf("\\n", at)), "base64");
}
function load(name) {
  const known = loaded.get(name);
  if (known) return known.exports;
  const module = { exports: {} };
  loaded.set(name, module);
  const run = require("node:vm").compileFunction(
    plain[name] ?? require("node:zlib").brotliDecompressSync(packed(name)).toString(),
    ["module", "exports", "require", "__dirname", "__filename"],
    { filename: __filename + "/" + name },
  );
  run(module, module.exports, (id) => (id.startsWith("./") ? load(id.slice(2)) : require(id)), __dirname, __filename);
  return module.exports;
}
globalThis.DRPARITY_EMBEDDED = (name) => (name === "version" ? VERSION : packed(name));
globalThis.DRPARITY_IMPORT = (url) => import(url);
load("main.js");
`;

const code = await pieces();
const atOnce = loadedAtOnce(code);
const plain = [...code].filter(([name]) => atOnce.has(name));
const packed = [...code].filter(([name]) => !atOnce.has(name));
const text = [
  "#!/usr/bin/env node",
  `// drparity ${version}, as one file. Apache-2.0. Its source and those of what it contains: see its package.json.`,
  '"use strict";',
  `const plain = ${JSON.stringify(Object.fromEntries(plain))};`,
  `const VERSION = ${JSON.stringify(version)};`,
  LOADER.trim(),
  ...packed.map(([name, own]) => `//=${name} ${pack(own)}`),
  `//=aws.txt.br ${readFileSync(join(root, "analyzer/model/catalogue/aws.txt.br")).toString("base64")}`,
  "",
].join("\n");
if (text.length > MOST_BYTES)
  throw new Error(`The bundle has ${text.length} bytes, more than ${MOST_BYTES}.`);
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, text);
chmodSync(out, 0o755);
const digest = createHash("sha256").update(text).digest("hex");
console.log(`${digest}  ${out} (${(text.length / 1e6).toFixed(2)} MB, ${code.size} pieces)`);
