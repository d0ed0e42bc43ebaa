import fc from "fast-check";
import { printable } from "../../analyzer/base/printable";

describe("printable", () => {
  it("leaves names as they are, in every script", () => {
    const name = "plans/größe/東京 (2)/plan-dr.json 💻";
    expect(printable(name)).toBe(name);
  });

  it.each([
    ["an ANSI escape", "\u001b[31mred\u001b[0m", "\\x1b[31mred\\x1b[0m"],
    ["a line break", "a\r\nb\tc", "a\\r\\nb\\tc"],
    ["a C1 control", "a\u009bb", "a\\x9bb"],
    ["a bidirectional override", "plan\u202egpj.exe", "plan\\u202egpj.exe"],
    ["a bidirectional isolate", "a\u2066b", "a\\u2066b"],
    ["a line separator", "a\u2028b", "a\\u2028b"],
    ["a byte order mark", "\ufeffa", "\\ufeffa"],
    ["a tag character", "a\u{e0041}", "a\\u{e0041}"],
    ["a joiner", "a\u200db", "a\\u200db"],
    ["a non-joiner", "a\u200cb", "a\\u200cb"],
    ["a filler that looks like a blank", "a\u3164b", "a\\u3164b"],
    ["a blank of Braille", "a\u2800b", "a\\u2800b"],
    ["a variation selector", "a\ufe0fb", "a\\ufe0fb"],
    ["a soft hyphen", "a\u00adb", "a\\xadb"],
    ["half a surrogate pair", "a\ud800", "a\\ud800"],
  ])("shows %s", (_, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it("is one line without controls, and does not change when done again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const once = printable(text);
        // eslint-disable-next-line no-control-regex -- that is what must be gone
        expect(once).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
        expect(printable(once)).toBe(once);
      }),
    );
  });
});
