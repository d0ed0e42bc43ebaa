import { OwnersFile, readCodeowners } from "../../../analyzer/mend/owners/codeowners";
import { matchesPath } from "../../../analyzer/mend/owners/path-pattern";
import { withFiles } from "../../read/sources/helpers";

describe("a pattern of CODEOWNERS", () => {
  // The examples of GitHub's documentation, and where gitignore's rules differ.
  it.each([
    ["*", "a/b.tf", true],
    ["*.js", "a/b.js", true],
    ["*.js", "a/b.jsx", false],
    ["/build/logs/", "build/logs/x/y", true],
    ["/build/logs/", "a/build/logs/x", false],
    ["docs/*", "docs/a.md", true],
    ["docs/*", "docs/build/a.md", false],
    ["apps/", "x/apps/y/z", true],
    ["apps/", "x/apps", false],
    ["/apps", "apps/y", true],
    ["apps/github", "x/apps/github/a", false],
    ["**/logs", "build/x/logs/a", true],
    ["/infra/**/dr.tf", "infra/dr.tf", true],
    ["/infra/**/dr.tf", "infra/a/b/dr.tf", true],
    ["/infra/*/dr.tf", "infra/a/b/dr.tf", false],
    ["a?.tf", "ab.tf", true],
    ["[ab].tf", "a.tf", false],
    ["/", "a", false],
  ])("%s and %s: %s", (pattern, file, expected) => {
    expect(matchesPath(pattern, file)).toBe(expected);
  });

  it("with many stars takes no longer", () => {
    expect(matchesPath(`${"*a".repeat(500)}b`, "a".repeat(5000))).toBe(false);
    expect(matchesPath(`${"**/".repeat(500)}b`, "a/".repeat(500) + "c")).toBe(false);
  });
});

describe("the owners of a file", () => {
  const file = new OwnersFile(
    [
      "# teams",
      "*       @acme/platform",
      "/dr/    @acme/dr  @ann # on call",
      "dr/db.tf",
      "my\\ file.tf @x",
      "",
    ].join("\n"),
  );

  it("are the last matching rule's, which may name nobody", () => {
    expect(file.ownersOf("main.tf")).toBe("@acme/platform");
    expect(file.ownersOf("dr/web.tf")).toBe("@acme/dr @ann");
    expect(file.ownersOf("dr/db.tf")).toBeUndefined();
    expect(file.ownersOf("a/my file.tf")).toBe("@x");
  });

  it("are those of every section, on GitLab, with the section's own where a rule names nobody", () => {
    const sections = new OwnersFile(
      "* @all\n[Database][2] @dba\ndb/\n^[Docs] @docs\n*.md @ann\n[database]\nmain.tf @m",
      "gitlab",
    );
    expect(sections.ownersOf("live/db/x.tf")).toBe("@all @dba");
    expect(sections.ownersOf("README.md")).toBe("@all @ann");
    expect(sections.ownersOf("main.tf")).toBe("@all @m");
  });

  it("are read from where GitHub looks first", async () => {
    await withFiles({ ".github/CODEOWNERS": "* @first", CODEOWNERS: "* @second" }, async (root) => {
      const codeowners = await readCodeowners([root]);
      expect(codeowners(root, "a.tf")).toBe("@first");
      expect(codeowners("/elsewhere", "a.tf")).toBeUndefined();
    });
    await withFiles({ ".gitlab/CODEOWNERS": "docs/*.tf @lab" }, async (root) => {
      expect((await readCodeowners([root]))(root, "x/docs/a.tf")).toBe("@lab");
    });
  });
});
