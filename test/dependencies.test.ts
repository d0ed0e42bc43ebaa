import { readFileSync } from "node:fs";
import path from "node:path";

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly peer?: boolean;
  readonly hasInstallScript?: boolean;
}

const lock = JSON.parse(readFileSync(path.join(__dirname, "../package-lock.json"), "utf8")) as {
  readonly packages: Readonly<Record<string, Locked>>;
};

/** What comes with the published package: neither tools of development nor what users bring. */
const shipped = Object.entries(lock.packages).filter(([name, { dev, peer }]) => name !== "" && !dev && !peer);

const LICENSES = new Set(["Apache-2.0", "MIT", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause"]);

describe("what the published package depends on", () => {
  it("is locked to a version and its content", () => {
    expect(shipped.length).toBeGreaterThan(10);
    expect(shipped.filter(([, { version, integrity }]) => !version || !integrity)).toEqual([]);
  });

  it("runs nothing when it is installed", () => {
    expect(shipped.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
  });

  it("has a licence that asks for no more than to be named", () => {
    expect(shipped.filter(([, { license }]) => !LICENSES.has(license ?? ""))).toEqual([]);
  });
});
