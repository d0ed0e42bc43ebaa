import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The package's version, from the package.json that this file lies under: of the sources, or of the built package. */
export function generatorVersion(folder = __dirname): string {
  const file = join(folder, "package.json");
  if (existsSync(file)) return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
  if (dirname(folder) === folder) throw new Error("the generator does not lie under a package.json");
  return generatorVersion(dirname(folder));
}
