import { readFileSync } from "node:fs";
import path from "node:path";
import { TOOL_VERSION } from "../../analyzer/base/version";

describe("the tool's version", () => {
  it("is the package's", () => {
    const text = readFileSync(path.join(__dirname, "../../package.json"), "utf8");
    expect(TOOL_VERSION).toBe((JSON.parse(text) as { version: string }).version);
  });
});
