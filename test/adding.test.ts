import { exampleFiles, ScratchCopy } from "./support/worked-example";

const isTest = (file: { path: string }) => file.path.endsWith(".test.ts");

describe.each(["adding-a-construct.md"])("docs/%s, followed to the letter", (document) => {
  const files = exampleFiles(document);
  const copy = new ScratchCopy();

  beforeAll(() => {
    files.forEach((file) => {
      copy.write(file);
    });
    expect(copy.run("scripts/generate-indexes.mjs")).toMatchObject({ status: 0, stderr: "" });
  });

  afterAll(() => {
    copy.remove();
  });

  it("takes one file and one test", () => {
    expect(files.map(isTest)).toEqual([false, true]);
  });

  it("passes its own test", () => {
    const jest = copy.run("node_modules/jest/bin/jest.js", ...files.filter(isTest).map(({ path }) => path));
    expect(jest.stderr).toContain("Tests: ");
    expect(jest.status === 0 ? "" : jest.stderr).toBe("");
  });
});
