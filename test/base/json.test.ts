import { asObject, bareObject, isObject, objectsIn, own, stringsIn, table } from "../../analyzer/base/json";

describe("a table that is asked with names from outside", () => {
  it.each(["constructor", "toString", "__proto__", "hasOwnProperty"])("has no %s", (name) => {
    expect(table({ a: 1 })[name]).toBeUndefined();
    expect(bareObject()[name]).toBeUndefined();
    expect(own({}, name)).toBeUndefined();
  });

  it("has its entries", () => {
    expect(table({ a: 1 }).a).toBe(1);
  });
});

describe("reading what may be of another kind", () => {
  it.each([null, undefined, 1, "x", []])("%j is no object, and read as an empty one", (value) => {
    expect(isObject(value)).toBe(false);
    expect(Object.keys(asObject(value))).toEqual([]);
  });

  it("lists give what fits", () => {
    expect(objectsIn([1, {}, null, []])).toEqual([{}]);
    expect(stringsIn(["a", 1, null])).toEqual(["a"]);
    expect([objectsIn("x"), stringsIn({})]).toEqual([[], []]);
  });

  it("a member named __proto__ of a parsed document is its own", () => {
    expect(own(JSON.parse('{"__proto__": 1}') as Record<string, never>, "__proto__")).toBe(1);
  });
});
