import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const ANALYZER = path.join(__dirname, "../analyzer");

/** The parts in the order in which data flows through them: a part imports from the ones above it alone. */
const FLOW = ["base", "model", "read", "pair", "compare", "judge", "mend", "report", "render", "act", "cli"];

/** A part of the analyzer: a folder directly below it. Files beside the folders are everybody's. */
type Part = string;

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(file) : file.endsWith(".ts") ? [file] : [];
  });
}

const partOf = (file: string): Part => path.relative(ANALYZER, file).split(path.sep)[0] ?? "";

/** What a part uses of others when it runs; a type is gone by then. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const statements = [...text.matchAll(/^(?:import|export) (?!type\b)([^;]*?)from "(\.[^"]+)";/gm)];
  const lazy = [...text.matchAll(/\bimport\("(\.[^"]+)"\)/g)].map(([, target]) => target ?? "");
  const eager = statements
    .filter(([, names = ""]) => !/^\{(?:\s*type [^,}]+,?)+\s*\}\s*$/.test(names))
    .map(([, , target]) => target ?? "");
  return [...eager, ...lazy].map((target) => path.resolve(path.dirname(file), target));
}

const uses = new Map<Part, Map<Part, string>>();
for (const file of filesBelow(ANALYZER)) {
  for (const target of importsOf(file)) {
    const [from, to] = [partOf(file), partOf(target)];
    if (from === to || from.endsWith(".ts") || !target.slice(ANALYZER.length + 1).includes(path.sep))
      continue;
    const found = uses.get(from) ?? new Map<Part, string>();
    uses.set(from, found.set(to, `${path.relative(ANALYZER, file)} -> ${path.relative(ANALYZER, target)}`));
  }
}

describe("the analyzer's parts", () => {
  it("are read from the sources", () => {
    expect(uses.get("cli")?.has("report")).toBe(true);
  });

  it("import one way: no part uses one that uses it", () => {
    const cycles: string[] = [];
    const walk = (part: Part, way: readonly Part[]) => {
      for (const [next, where] of uses.get(part) ?? []) {
        if (way.includes(next))
          cycles.push([...way.slice(way.indexOf(next)), next].join(" -> ") + ` (${where})`);
        else walk(next, [...way, next]);
      }
    };
    for (const part of uses.keys()) walk(part, [part]);
    expect([...new Set(cycles)]).toEqual([]);
  });

  it.each(FLOW)("keep the order of the flow: %s", (part) => {
    const later = FLOW.slice(FLOW.indexOf(part) + 1);
    expect(
      [...(uses.get(part) ?? [])].filter(([to]) => later.includes(to)).map(([, where]) => where),
    ).toEqual([]);
  });
});
