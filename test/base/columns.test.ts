import { clipColumns, columnsOf, padColumns } from "../../analyzer/base/columns";

describe("the columns of a text", () => {
  it.each([
    ["", 0],
    ["aws_lb.web", 10],
    ["Größe", 5],
    ["e\u0301", 1],
    ["日本語", 6],
    ["ひらがな", 8],
    ["한국어", 6],
    ["ｆｕｌｌ", 8],
    ["ﾊﾝｶｸ", 4],
    ["。", 2],
    ["🦖", 2],
    ["👍🏽", 2],
    ["🇩🇪", 2],
    ["→ …", 3],
    ["©", 1],
  ])("%j takes %i", (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });

  it("are filled up with blanks", () => {
    expect(padColumns("日本", 6)).toBe("日本  ");
    expect(padColumns("too long", 3)).toBe("too long");
  });

  it("are cut between characters", () => {
    expect(clipColumns("日本語", 6)).toBe("日本語");
    expect(clipColumns("日本語", 5)).toBe("日本…");
    expect(clipColumns("日本語", 4)).toBe("日…");
    expect(clipColumns("👍🏽👍🏽", 3)).toBe("👍🏽…");
    expect(clipColumns("abcdef", 4)).toBe("abc…");
  });
});
