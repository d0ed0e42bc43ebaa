import fc from "fast-check";
import { type Segment, wordDiff } from "../../../analyzer/render/html/word-diff";

const text = (segments: readonly Segment[]) => segments.map((segment) => segment.text).join("");
const common = (segments: readonly Segment[]) => text(segments.filter(({ own }) => !own));
const marks = (segments: readonly Segment[]) =>
  segments.map((segment) => (segment.own ? `[${segment.text}]` : segment.text)).join("");

describe("the difference of two texts by words", () => {
  it.each([
    ["role/read/orders", "role/write/orders", "role/[read]/orders", "role/[write]/orders"],
    ["a b c d e", "a x c y e", "a [b] c [d] e", "a [x] c [y] e"],
    ["a, b, c", "a, c", "a, [b, ]c", "a, c"],
    ["same", "same", "same", "same"],
    ["", "new", "", "[new]"],
    ["port 443", "port 8443", "port [443]", "port [8443]"],
  ])("%j and %j", (a, b, left, right) => {
    const [x, y] = wordDiff(a, b);
    expect([marks(x), marks(y)]).toEqual([left, right]);
  });

  it("loses nothing, and what both share is the same in both", () => {
    const words = fc
      .array(fc.constantFrom("a", "b", "c", " ", "🏴‍☠️", "\ud800", ","))
      .map((list) => list.join(""));
    fc.assert(
      fc.property(words, words, (a, b) => {
        const [x, y] = wordDiff(a, b);
        expect([text(x), text(y)]).toEqual([a, b]);
        expect(common(x)).toBe(common(y));
      }),
    );
  });

  it("takes large middles as a whole, in no time", () => {
    const list = (word: string) => Array.from({ length: 20_000 }, (_, i) => `${word}${String(i)}`).join(" ");
    const [x] = wordDiff(`start ${list("a")} end`, `start ${list("b")} end`);
    expect(x.map(({ own }) => own)).toEqual([false, true, false]);
  });
});
