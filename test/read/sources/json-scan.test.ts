import fc from "fast-check";
import { scanJson } from "../../../analyzer/read/sources/json-scan";

describe("scanJson", () => {
  it("finds the end of every object that JSON.stringify can write", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 })), fc.nat(4), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(scanJson(`${text}}]tail"`, 0, 100)).toEqual({ outcome: "complete", end: text.length });
      }),
    );
  });

  it("finds every truncation", () => {
    const text = JSON.stringify({ a: ['\\"', "}", { b: "\\\\" }], c: "]" });
    for (let length = 1; length < text.length; length++) {
      expect(scanJson(text.slice(0, length), 0, 100)).toEqual({ outcome: "cut-off" });
    }
  });

  it("allows exactly as many levels as the limit", () => {
    expect(scanJson("[[[]]]", 0, 3).outcome).toBe("complete");
    expect(scanJson("[[[[]]]]", 0, 3).outcome).toBe("too-deep");
  });

  it("gives up on a flood of brackets at once", () => {
    expect(scanJson("[".repeat(50_000_000), 0, 1000).outcome).toBe("too-deep");
  });
});
