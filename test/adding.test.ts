import { exampleFiles, ScratchCopy } from "./support/worked-example";

const DOCUMENTS = ["rule", "format", "construct", "role"].map((what) => `adding-a-${what}.md`);
const isTest = (file: { path: string }) => file.path.endsWith(".test.ts");

describe("the documents on adding something, followed to the letter in one copy", () => {
  const files = DOCUMENTS.map((document) => exampleFiles(document));
  const copy = new ScratchCopy();

  afterAll(() => {
    copy.remove();
  });

  it.each(DOCUMENTS)("%s takes one file and one test", (document) => {
    expect(exampleFiles(document).map(isTest)).toEqual([false, true]);
  });

  it("leave nothing to be written into a list", () => {
    for (const file of files.flat()) copy.write(file);
    expect(copy.run("scripts/generate-indexes.mjs")).toMatchObject({ status: 0, stderr: "" });
  });

  it("pass the tests that they show, and those that hold for every rule, role and format", () => {
    const own = files.flat().filter(isTest);
    const tests = [
      ...own.map(({ path }) => path),
      "test/judge/rules/all.test.ts",
      "test/render/render.test.ts",
    ];
    const { status, stderr } = copy.run("node_modules/jest/bin/jest.js", ...tests);
    expect(status === 0 ? "" : stderr).toBe("");
    expect(stderr).toContain(`Test Suites: ${String(tests.length)} passed`);
  });
});
