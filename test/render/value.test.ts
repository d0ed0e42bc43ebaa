import { clip, contrast, oneLine, valueText } from "../../analyzer/render/value";
import { difference } from "../support/report-fixtures";

describe("a value", () => {
  it.each([
    [null, "(unset)"],
    ["(sensitive)", "(sensitive)"],
    ["(known after apply)", "(known after apply)"],
    ["", '""'],
    [0, "0"],
    [["a", { b: null }], '["a", {"b": null}]'],
    ["a\nb\u202e", '"a\\nb\\u202e"'],
  ])("%j is shown as %s", (value, text) => {
    expect(valueText(value)).toBe(text);
  });
});

describe("a contrast", () => {
  it("shows short values whole", () => {
    expect(contrast(difference("p", 1, 2), 20)).toEqual({ primary: "1", dr: "2" });
  });

  it("shows the place where long values part, in so many characters at most", () => {
    const same = "a".repeat(200);
    const { primary, dr } = contrast(difference("p", `${same}XYZ`, `${same}UVW`), 40);
    expect(primary).toMatch(/^…a+XYZ"$/);
    expect(dr).toMatch(/^…a+UVW"$/);
    expect(primary.length).toBeLessThanOrEqual(40);
  });

  it("shows that one value goes on where the other ends", () => {
    const { primary, dr } = contrast(difference("p", "a".repeat(100), "a".repeat(101)), 30);
    expect(primary).not.toBe(dr);
  });
});

describe("clipping", () => {
  it("never halves a surrogate pair", () => {
    for (let max = 1; max < 8; max++) expect(clip("😀😀😀😀", max)).not.toMatch(/\p{Cs}/u);
  });

  it("counts what is made visible", () => {
    expect(oneLine("\u001b".repeat(100), 10)).toHaveLength(10);
  });
});
