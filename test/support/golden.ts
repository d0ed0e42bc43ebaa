import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const GOLDEN = join(__dirname, "../render/golden");

/**
 * Holds a rendering to its golden file under test/render/golden/. `UPDATE_GOLDEN=1 npx jest test/render` writes the
 * files anew: read the difference before committing it.
 */
export function expectGolden(name: string, actual: string): void {
  const file = join(GOLDEN, name);
  if (process.env["UPDATE_GOLDEN"] === "1") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
  }
  expect(
    existsSync(file) ? readFileSync(file, "utf8") : `no golden file ${name}: run with UPDATE_GOLDEN=1`,
  ).toBe(actual);
}
