import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ALL_RULES } from "../analyzer/judge/policy/known-rules";
import { scaffold } from "../analyzer/act/init/scaffold";

const ROOT = path.join(__dirname, "..");
const DOCUMENTS = [
  ...["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"],
  ...readdirSync(path.join(ROOT, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

/** How texts name a rule: on the command line, in a policy file or a report, and as the text report does. */
const MENTIONS = [
  /\bexplain ([a-z][a-z0-9]*(?:-[a-z0-9]+)+)/g,
  /\brule\s*=\s*"([a-z0-9-]+)"/g,
  /"rule(?:Id)?":\s*"([a-z0-9-]+)"/g,
  /, rule ([a-z0-9-]+)/g,
  /--(?:skip-)?rule ([a-z][a-z0-9-]*)/g,
  /drparity\/([a-z0-9]+(?:-[a-z0-9]+)+)\b(?!\.)/g,
  /rules\.md#([a-z0-9-]+)/g,
];

/** The rules that a text names. */
function rulesIn(text: string): string[] {
  return MENTIONS.flatMap((mention) => Array.from(text.matchAll(mention), ([, rule = ""]) => rule));
}

describe("a rule that a document names exists", () => {
  it.each(DOCUMENTS)("%s", (file) => {
    const named = rulesIn(readFileSync(path.join(ROOT, file), "utf8"));
    // A team's own rules, as docs/own-rules.md names them.
    expect(named.filter((rule) => !ALL_RULES.includes(rule) && !rule.startsWith("own-"))).toEqual([]);
  });

  it("and there are such names, also in what init writes", () => {
    const texts = DOCUMENTS.map((file) => readFileSync(path.join(ROOT, file), "utf8"));
    expect(texts.flatMap(rulesIn).length).toBeGreaterThan(10);
    const side = { region: undefined, workspaces: [{ directory: "x" }] };
    const written = scaffold({
      style: "terraform",
      name: "shop",
      strategy: "warm-standby",
      pipeline: "none",
      tool: "terraform",
      cloud: false,
      pairs: [{ name: "shop", primary: side, dr: side, combined: [] }],
      leftOut: [],
      toolSource: { kind: "npm" },
    });
    const named = written.flatMap(({ content }) => rulesIn(content));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((rule) => !ALL_RULES.includes(rule))).toEqual([]);
  });
});
