import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import type { Input } from "./inputs";
import { digest } from "./subject";

const FOUND = path.join(__dirname, "found");

/** Inputs that crashed the analyzer once, as `npm run fuzz` keeps them. */
describe("what the fuzzer found is read, or refused with an error:", () => {
  it.each(readdirSync(FOUND))("%s", async (name) => {
    const input = JSON.parse(gunzipSync(readFileSync(path.join(FOUND, name))).toString()) as Input;
    expect(["read", "refused"]).toContain(await digest(input));
  });
});
