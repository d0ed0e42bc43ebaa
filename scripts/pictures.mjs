// Makes the README's pictures from real output: the text report as a terminal shows it, and the HTML report in a browser.
// Needs Chromium on the PATH, or where CHROMIUM says.
//
//   npm run build && node scripts/pictures.mjs
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

const root = fileURLToPath(new URL("..", import.meta.url));
const CASE = join(root, "test/corpus/storefront/cases/sf-combined-three");
const COMMAND = ["analyze", "--primary", "primary.json", "--dr", "dr.json"];
const MOST_BYTES = 200_000;

/** The colours of a dark terminal, by the SGR codes that the report uses. */
const COLOURS = { 31: "#f47067", 32: "#8ddb8c", 33: "#e0b96c", 34: "#6cb6ff", 36: "#76d7e0", 90: "#8b949e" };
const STYLES = { 1: "font-weight:bold", 2: "opacity:.65", 4: "text-decoration:underline" };

const work = mkdtempSync(join(tmpdir(), "drparity-pictures-"));
try {
  mkdirSync(join(root, "docs/images"), { recursive: true });
  for (const side of ["primary", "dr"]) {
    writeFileSync(join(work, `${side}.json`), gunzipSync(readFileSync(join(CASE, `${side}.plan.json.gz`))));
  }
  const text = drparity(["--format", "text"], { FORCE_COLOR: "1" });
  const lines = text.trimEnd().split("\n");
  picture("report-text.png", terminal(text), [900, 44 + 20 * (lines.length + 2)]);
  picture("report-html.png", drparity(["--format", "html"], {}), [1100, 1130]);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function drparity(args, env) {
  const main = join(root, "dist/analyzer/cli/main.js");
  const options = { cwd: work, encoding: "utf8", env: { ...process.env, ...env } };
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...COMMAND, ...args], options);
  if (status !== 2) throw new Error(`drparity exited with ${status}, not 2: ${stderr}`);
  return stdout;
}

function picture(name, html, [width, height]) {
  const page = join(work, "page.html");
  const file = join(root, "docs/images", name);
  writeFileSync(page, html);
  const flags = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    `--user-data-dir=${work}/profile`,
  ];
  const args = [
    ...flags,
    `--window-size=${width},${height}`,
    `--screenshot=${file}`,
    pathToFileURL(page).href,
  ];
  execFileSync(process.env.CHROMIUM ?? "chromium", args, { stdio: "ignore" });
  const { size } = statSync(file);
  console.log(`docs/images/${name}: ${size} bytes`);
  if (size > MOST_BYTES) throw new Error(`${name} is larger than ${MOST_BYTES} bytes`);
}

/** A page that looks like a terminal in which the command has just run. */
function terminal(output) {
  return `<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #161b22; }
pre { margin: 0; padding: 22px 26px; color: #d5dbe2; font: 14px/20px "DejaVu Sans Mono", monospace; white-space: pre; }
</style><pre>${escape(`$ drparity ${COMMAND.join(" ")}`)}\n${toHtml(output)}</pre>`;
}

function toHtml(output) {
  let open = 0;
  // eslint-disable-next-line no-control-regex -- an escape is what a colour starts with
  const html = escape(output).replace(/\u001b\[([\d;]*)m/g, (_, codes) => {
    const styles = codes.split(";").map((code) => (COLOURS[code] ? `color:${COLOURS[code]}` : STYLES[code]));
    const known = styles.filter(Boolean);
    if (known.length > 0) {
      open++;
      return `<span style="${known.join(";")}">`;
    }
    const closed = "</span>".repeat(open);
    open = 0;
    return closed;
  });
  return html + "</span>".repeat(open);
}

function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
