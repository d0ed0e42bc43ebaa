import { readFileSync } from "node:fs";
import path from "node:path";
import { embeddedVersion } from "./embedded";

/** The package's version, from the package.json that this file lies under (the sources' or the built package's). */
export const TOOL_VERSION = embeddedVersion() ?? readVersion(__dirname);

function readVersion(folder: string): string {
  try {
    const { name, version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Record<
      string,
      string
    >;
    if (name === "drparity" && version !== undefined) return version;
  } catch {
    // not here: look above
  }
  const parent = path.dirname(folder);
  return parent === folder ? "0.0.0" : readVersion(parent);
}
