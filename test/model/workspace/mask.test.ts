import fc from "fast-check";
import {
  isMarked,
  marksAny,
  maskAt,
  maskOfPaths,
  unionMask,
  type Mask,
} from "../../../analyzer/model/workspace/mask";

const masks = fc.letrec((tie) => ({
  mask: fc.oneof(
    { maxDepth: 4 },
    fc.boolean(),
    fc.array(tie("mask"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c"), tie("mask")),
  ),
})).mask as fc.Arbitrary<Mask>;

describe("a mask", () => {
  it.each<Mask>([false, {}, [], { a: false }, [false, {}], { a: { b: [] } }, undefined, null])(
    "marks nothing where it only mirrors the structure: %j",
    (mask) => {
      expect(marksAny(mask)).toBe(false);
      expect(isMarked(mask)).toBe(false);
    },
  );

  it("that is true marks every member and element", () => {
    expect(maskAt(true, "password")).toBe(true);
    expect(maskAt(true, 3)).toBe(true);
  });

  it("marks the member that it names, and no other", () => {
    const mask = { environment: [{ variables: { TOKEN: true } }] };
    const variables = maskAt(maskAt(maskAt(mask, "environment"), 0), "variables");
    expect(isMarked(maskAt(variables, "TOKEN"))).toBe(true);
    expect(isMarked(maskAt(variables, "URL"))).toBe(false);
    expect(marksAny(mask)).toBe(true);
  });

  it("does not take a member from the prototype", () => {
    expect(maskAt({}, "constructor")).toBeUndefined();
    expect(maskAt({}, "__proto__")).toBeUndefined();
    expect(maskAt(JSON.parse('{"__proto__": true}') as Mask, "__proto__")).toBe(true);
  });

  it("has no element under a name, and no member under a number of a list", () => {
    expect(maskAt([true], "0")).toBeUndefined();
    expect(maskAt([true], 0)).toBe(true);
  });
});

describe("a union of masks", () => {
  it("marks what either marks, in lists of different lengths too", () => {
    expect(unionMask({ a: true, l: [false, true] }, { b: true, l: [true] })).toEqual({
      a: true,
      b: true,
      l: [true, true],
    });
  });

  it("takes a false for an empty object, as before_sensitive has it", () => {
    expect(unionMask(false, { a: true })).toEqual({ a: true });
    expect(unionMask({ a: true }, undefined)).toEqual({ a: true });
  });

  it("hides everything where the shapes disagree", () => {
    expect(unionMask([true], { a: true })).toBe(true);
  });

  it("keeps a member named __proto__ a member", () => {
    const mask = JSON.parse('{"__proto__": true}') as Mask;
    expect(isMarked(maskAt(unionMask(mask, { a: true }), "__proto__"))).toBe(true);
  });

  it("marks no less than either mask, in any order (property)", () => {
    const paths = ["a", "b", "c", 0, 1, 2];
    const covers = (outer: Mask, inner: Mask, depth = 0): boolean =>
      (!isMarked(inner) || isMarked(outer)) &&
      (depth > 4 || paths.every((key) => covers(maskAt(outer, key), maskAt(inner, key), depth + 1)));
    fc.assert(
      fc.property(masks, masks, (a, b) => {
        for (const union of [unionMask(a, b), unionMask(b, a)]) {
          if (!covers(union, a) || !covers(union, b)) return false;
        }
        return true;
      }),
      { numRuns: 200 },
    );
  });
});

describe("the mask of paths", () => {
  it("marks those paths alone", () => {
    const path = ["environment", 1, "variables", "TOKEN"];
    expect(maskOfPaths([path])).toEqual({ environment: [false, { variables: { TOKEN: true } }] });
    expect(maskOfPaths([path, ["environment", 0, "name"], ["password"]])).toEqual({
      environment: [{ name: true }, { variables: { TOKEN: true } }],
      password: true,
    });
    expect(maskOfPaths([])).toBeUndefined();
  });

  it("marks everything when a path is empty, is within one that is marked, or agrees with no other", () => {
    expect(maskOfPaths([["a"], []])).toBe(true);
    expect(maskOfPaths([["a"], ["a", "b"]])).toEqual({ a: true });
    expect(
      maskOfPaths([
        ["a", 0, "x"],
        ["a", "b"],
      ]),
    ).toEqual({ a: true });
  });

  it("marks what lies below fifty steps as a whole, however long the path is", () => {
    let mask = maskOfPaths([Array.from({ length: 1e6 }, () => "a")]);
    for (let step = 0; step < 50; step++) mask = maskAt(mask, "a");
    expect(mask).toBe(true);
  });

  it.each([2 ** 32, 1e9, 1000, -1, 0.5])(
    "marks the list as a whole of which it names element %d",
    (index) => {
      expect(maskOfPaths([["list", index, "password"]])).toEqual({ list: true });
    },
  );
});
