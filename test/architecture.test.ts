import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const ROOT = path.join(__dirname, "..");

/** What `npm run arrows` finds in a tree of these files: `FILE: RULE` of each arrow that it refuses. */
function refusedIn(files: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), "drparity-arrows-"));
  try {
    for (const name of [".dependency-cruiser.mjs", "tsconfig.json"])
      cpSync(path.join(ROOT, name), path.join(folder, name));
    symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    const cruise = path.join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
    const args = [cruise, "--output-type", "json", "analyzer", "modules", "stacks"];
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
    const { summary } = JSON.parse(stdout) as Cruised;
    return summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`).sort();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Cruised {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

/** A file that takes a type of another, and nothing that would be there when it runs. */
const taking = (target: string) => `import type { Thing } from "${target}";\nexport type Own = Thing;\n`;
const THING = "export type Thing = string;\n";

/** Files with one arrow each: from, to, and the rule that refuses it. */
const REFUSED = [
  ["analyzer/base/up.ts", "../report/thing", "analyzer/base comes first"],
  ["analyzer/compare/up.ts", "../judge/thing", "analyzer/compare comes first"],
  ["analyzer/render/up.ts", "../analyze", "analyzer/render comes first"],
  ["modules/keys/up.ts", "../../stacks/thing", "modules comes first"],
  ["modules/pair/up.ts", "../keys/thing", "modules/pair comes first"],
  ["stacks/up.ts", "./export/thing", "stacks comes first"],
  ["stacks/across.ts", "../analyzer/base/thing", "the halves are apart"],
  ["analyzer/base/across.ts", "../../stacks/thing", "the analyzer works without cdktf"],
  ["analyzer/base/cdktf.ts", "constructs", "the analyzer works without cdktf"],
  ["modules/keys/cdktf.ts", "constructs", "cdktf is a package swap away"],
  ["analyzer/extra/new.ts", "../base/thing", "every folder is a stage"],
  ["analyzer/base/one.ts", "./two", "no circle"],
] as const;

describe("the stages' order, as lint holds it for types too", () => {
  const things = [
    "analyzer/base",
    "analyzer/judge",
    "analyzer/report",
    "modules/keys",
    "stacks",
    "stacks/export",
  ];
  const sound = {
    ...Object.fromEntries(things.map((folder) => [`${folder}/thing.ts`, THING])),
    "analyzer/analyze.ts": taking("./report/thing"),
    "analyzer/cli/down.ts": taking("../base/thing"),
    "analyzer/base/two.ts": `${THING}${taking("./one")}`,
    "analyzer/base/beside.ts": taking("./thing"),
    "stacks/down.ts": taking("../modules/keys/thing"),
  };

  it("refuses every arrow that points up, across or in a circle, and no other", () => {
    const found = refusedIn({
      ...sound,
      ...Object.fromEntries(REFUSED.map(([file, target]) => [file, taking(target)])),
    });
    expect(found).toEqual(REFUSED.map(([file, , rule]) => `${file}: ${rule}`).sort());
  });
});
