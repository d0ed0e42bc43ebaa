import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { InputError } from "../../../analyzer/base/errors";
import { choosePair, loadPolicy } from "../../../analyzer/judge/policy/load-policy";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "drparity-policy-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string | Buffer) => writeFileSync(path.join(folder, name), text);

/** The message of the error that something ends with. */
async function errorOf(run: () => unknown): Promise<string> {
  const error: unknown = await Promise.resolve()
    .then(run)
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message.replaceAll(`${folder}/`, "");
}

describe("which file is read", () => {
  it("is none where there is none", async () => {
    expect(await loadPolicy(undefined, folder)).toBeUndefined();
  });

  it.each([
    [".drparity.hcl", 'pair "shop" {}'],
    [".drparity.json", '{"pair": {"shop": {}}}'],
  ])("is %s when it is there", async (name, text) => {
    write(name, text);
    expect((await loadPolicy(undefined, folder))?.pairs[0]?.name).toBe("shop");
  });

  it("is not one of two", async () => {
    write(".drparity.hcl", 'pair "a" {}');
    write(".drparity.json", '{"pair": {"b": {}}}');
    expect(await errorOf(() => loadPolicy(undefined, folder))).toMatch(
      /There is a \.drparity\.hcl beside it/,
    );
    expect((await loadPolicy(".drparity.json", folder))?.pairs[0]?.name).toBe("b");
  });

  it("is what is named, HCL or JSON by its name, else by its content", async () => {
    write("policy", ' {"pair": {"json": {}}}');
    write("policy.txt", 'pair "hcl" {}');
    expect((await loadPolicy("policy", folder))?.pairs[0]?.name).toBe("json");
    expect((await loadPolicy("policy.txt", folder))?.pairs[0]?.name).toBe("hcl");
  });
});

describe("a file that cannot be read is told:", () => {
  it.each<[string, string | Buffer, string]>([
    ["too large", "#".repeat(128 * 1024 + 1), "p.hcl: This is larger than 128 KiB, which no policy file is."],
    [
      "neither UTF-8 nor UTF-16",
      Buffer.from([0x70, 0xff, 0x80, 0x20, 0x7b, 0x7d, 0x7d]),
      "p.hcl: The text is neither UTF-8 nor UTF-16.",
    ],
    ["empty", "", "p.hcl:1: There is no pair in it."],
    [
      "binary",
      Buffer.from([1, 2, 3, 0, 5, 6]),
      "p.hcl:1: The name of an attribute or a block is expected here.",
    ],
  ])("%s", async (_what, content, message) => {
    write("p.hcl", content);
    expect((await errorOf(() => loadPolicy("p.hcl", folder))).split("\n")[0]).toBe(message);
  });

  it("missing, or a directory", async () => {
    expect(await errorOf(() => loadPolicy("none.hcl", folder))).toMatch(/none\.hcl: There is no such file/);
    expect(await errorOf(() => loadPolicy(".", folder))).toMatch(/directory/);
  });
});

describe("JSON", () => {
  it.each<[string, string, string]>([
    ["cut off", '{"pair": {\n"shop": {', "p.json:2: The JSON is cut off."],
    ["with a comma too many", '{"pair": {"shop": {},\n}}', "p.json:2: This is no JSON."],
    ["with a comment", '{\n// no\n"pair": {}}', "p.json:2: This is no JSON."],
    ["with a name twice", '{"pair": {"shop": {},\n"shop": {}}}', 'p.json:2: "shop" is set twice.'],
    ["with something after it", '{"pair": {"shop": {}}}\n{}', "p.json:2: The JSON ends before this."],
    ["of another kind", '["pair"]', "p.json:1: This is JSON, but not an object."],
    ["a hundred deep", `{"pair": ${"[".repeat(100)}`, "p.json:1: Values nest too deeply here."],
    ["with a raw line break in a text", '{"pair": {"a\nb": {}}}', "p.json:1: This is no JSON."],
    [
      "with an unknown key",
      '{"pair": {"shop": {\n"suppres": []}}}',
      'p.json:2, pair "shop": "suppres" is not known here.',
    ],
    [
      "with __proto__",
      '{"pair": {"shop": {\n"__proto__": {"strategy": "x"}}}}',
      'p.json:2, pair "shop": "__proto__" is not known here.',
    ],
    [
      "with a text for a block",
      '{"pair": {"shop": {"suppress": "x"}}}',
      'p.json:1, pair "shop": "suppress" is a block, not an attribute.',
    ],
    [
      "with an object for a text",
      '{"pair": {"shop": {"strategy": {}}}}',
      'p.json:1, pair "shop": "strategy" is not a text.',
    ],
    ["with a label missing", '{"pair": ["shop"]}', 'p.json:1: "pair" needs a label.'],
    ["with null for a block", '{"pair": {"shop": null}}', 'p.json:1: "shop" is a block, not an attribute.'],
  ])("%s is told with file, line and block", async (_what, text, message) => {
    write("p.json", text);
    expect((await errorOf(() => loadPolicy("p.json", folder))).split("\n")[0]).toBe(message);
  });

  it("tells the line of each of several blocks", async () => {
    write(
      "p.json",
      '{"pair": {"shop": {"owner": [\n{"address": "module.a", "team": "a"},\n{"address": "module.b", "team": "b"}]}}}',
    );
    const owners = (await loadPolicy("p.json", folder))?.pairs[0]?.owners ?? [];
    expect(owners.map(({ place }) => place.replace(`${folder}/`, ""))).toEqual([
      'p.json:2, owner in pair "shop"',
      'p.json:3, owner in pair "shop"',
    ]);
  });
});

describe("which pair is meant", () => {
  const policy = async (text: string) => {
    write(".drparity.hcl", text);
    return loadPolicy(undefined, folder);
  };

  it("is the only one, or the named one", async () => {
    expect(choosePair(await policy('pair "a" {}'), undefined)?.name).toBe("a");
    expect(choosePair(await policy('pair "a" {}\npair "b" {}'), "b")?.name).toBe("b");
    expect(choosePair(undefined, undefined)).toBeUndefined();
  });

  it("has to be said where there are several, and to be there", async () => {
    const two = await policy('pair "shop" {}\npair "ledger" {}');
    expect(await errorOf(() => choosePair(two, undefined))).toBe(
      ".drparity.hcl: This has several pairs.\nChoose one with --pair: shop, ledger.",
    );
    expect(await errorOf(() => choosePair(two, "ledgr"))).toBe(
      '.drparity.hcl: This has no pair "ledgr".\nDid you mean "ledger"? It has: shop, ledger.',
    );
    expect(await errorOf(() => choosePair(undefined, "shop"))).toMatch(
      /no policy file that could hold this pair/,
    );
  });
});
