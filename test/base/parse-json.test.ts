import { parseJson } from "../../analyzer/base/parse-json";

describe("an integer beyond 2^53", () => {
  it("keeps its digits, as a text", () => {
    expect(parseJson('{"a":9007199254740993}')).toEqual({ a: "9007199254740993" });
    expect(parseJson("[-9007199254740993 , 1]")).toEqual(["-9007199254740993", 1]);
    expect(parseJson(" 9007199254740993 ")).toBe(9007199254740992); // no member and no element: nobody compares it
  });

  it.each([
    ['{"a":9007199254740991}', { a: 9007199254740991 }],
    ['{"a":1234567890123456.5}', { a: Number("1234567890123456.5") }],
    ['{"a":1234567890123456789e2}', { a: Number("1234567890123456789e2") }],
    ['{"a":0.12345678901234567890}', { a: Number("0.123456789012345678") }],
    [
      "[0.12345678901234567890,99999999999999999999]",
      [Number("0.123456789012345678"), "99999999999999999999"],
    ],
    [
      '{"a":",99999999999999999999,","b":"\\":99999999999999999999}"}',
      {
        a: ",99999999999999999999,",
        b: '":99999999999999999999}',
      },
    ],
    [
      '{"a":"line\\n,99999999999999999999,","b":[99999999999999999999]}',
      {
        a: "line\n,99999999999999999999,",
        b: ["99999999999999999999"],
      },
    ],
  ])("changes nothing else in %s", (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  it("does not make JSON of what is none", () => {
    expect(() => parseJson("[99999999999999999999,]")).toThrow(SyntaxError);
    expect(() => parseJson("[099999999999999999999]")).toThrow(SyntaxError);
  });

  it("stands in texts of megabytes without running out of stack", () => {
    const text = JSON.stringify({ a: '\\"x'.repeat(2_000_000) });
    expect(parseJson(`[${text},99999999999999999999]`)).toHaveLength(2);
  });
});
