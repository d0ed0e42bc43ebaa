import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import * as library from "../../stacks";

const MODULES = path.join(__dirname, "../../modules");

/** Every construct of a capability: a class whose constructor takes the pair. */
const constructs = readdirSync(MODULES, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file) => {
    const text = readFileSync(path.join(MODULES, file), "utf8");
    return Array.from(
      text.matchAll(
        /^export class (\w+)[^]*?^ {2}constructor\(\s*(?:readonly |private readonly )?pair: Pair/gm,
      ),
      ([, name]) => name,
    );
  });

describe("the library that the package exports", () => {
  it("has every capability's construct", () => {
    expect(constructs.length).toBeGreaterThan(14);
    expect(Object.keys(library)).toEqual(expect.arrayContaining(constructs));
  });
});
