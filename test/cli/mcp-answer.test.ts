import { answerText } from "../../analyzer/cli/mcp/answer";

const MOST_BYTES = 48 * 1024;

describe("an answer to an assistant", () => {
  it("is JSON on one line, whose invisible characters can be seen", () => {
    const text = answerText({ name: "a\u202eb\u200b\nc", list: [1, null] });
    expect(text).toBe(String.raw`{"name":"a\u202eb\u200b\nc","list":[1,null]}`);
  });

  it.each([
    ["a long text", { message: "x".repeat(1_000_000) }],
    ["long texts", { list: Array.from({ length: 100 }, () => "ü".repeat(1500)) }],
    ["a long list", { list: Array.from({ length: 100_000 }, (_, i) => i) }],
    ["many members", Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${String(i)}`, "x"]))],
    ["long names", { ["x".repeat(100_000)]: 1 }],
  ])("cuts %s, and remains JSON", (_what, answer) => {
    const text = answerText(answer);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_BYTES);
    expect(JSON.parse(text)).toBeInstanceOf(Object);
  });

  it("cuts no secret of the environment in two, of which the first half would be shown", () => {
    process.env.DB_PASSWORD = "correct-horse-battery";
    expect(answerText({ message: `${"x".repeat(1990)}correct-horse-battery` })).not.toContain("corr");
    delete process.env.DB_PASSWORD;
  });

  it("says what is cut off a list", () => {
    const { list } = JSON.parse(answerText({ list: Array.from({ length: 120 }, (_, i) => i) })) as {
      list: unknown[];
    };
    expect(list).toHaveLength(101);
    expect(list.at(-1)).toBe("and 20 more");
  });

  it("never cuts an object's members away", () => {
    const texts = Array.from({ length: 18 }, () => "x".repeat(2000));
    const pair = { pair: "p", a: 1, b: 2, c: 3, d: 4, e: 5, incomplete: texts, findings: texts, fitting: 1 };
    const answer = { pairs: Array.from({ length: 20 }, () => pair) };
    const { pairs } = JSON.parse(answerText(answer)) as { pairs: object[] };
    expect(pairs.map((one) => Object.keys(one))).toEqual(answer.pairs.map((one) => Object.keys(one)));
  });

  it("says what is cut off an object that only a plan has", () => {
    const wide = Object.fromEntries(Array.from({ length: 510 }, (_, i) => [`k${String(i)}`, "x"]));
    expect(JSON.parse(answerText({ wide }))).toMatchObject({ wide: { k499: "x", "…": "and 10 more" } });
  });

  it("survives depth", () => {
    const deep = JSON.parse(`${"[".repeat(500)}${"]".repeat(500)}`) as object;
    expect(answerText(deep)).toContain("…");
  });

  it("asks for less where nothing else helps", () => {
    const wide = (depth: number): object =>
      depth === 0 ? ["x".repeat(50)] : Array.from({ length: 5 }, () => wide(depth - 1));
    expect(() => answerText(wide(6))).toThrow("Ask for less");
  });
});
