import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

interface Bill {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly components: readonly {
    readonly name: string;
    readonly version: string;
    readonly purl: string;
    readonly licenses: readonly { readonly license: { readonly id: string } }[];
    readonly hashes: readonly { readonly alg: string; readonly content: string }[];
  }[];
}

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

  it("is what package.json names and what that needs, each at one version that it allows", () => {
    const { dependencies } = lock.packages[""] as { dependencies: Record<string, string> };
    const installed = new Set(shipped.map(([place]) => place));
    for (const name of Object.keys(dependencies)) expect(installed).toContain(`node_modules/${name}`);
    expect(Object.keys(dependencies).sort()).toEqual([
      "@aws-sdk/client-s3",
      "@aws-sdk/client-sns",
      "@aws-sdk/client-sts",
      "hcl2-parser",
      "undici",
      "yargs",
    ]);
  });

  it("stands in the bill of materials, with its licence and its hash", () => {
    const text = execFileSync(process.execPath, [path.join(__dirname, "../scripts/sbom.mjs")], {
      encoding: "utf8",
    });
    const { bomFormat, specVersion, components } = JSON.parse(text) as Bill;
    expect([bomFormat, specVersion]).toEqual(["CycloneDX", "1.5"]);
    const listed = components.map(({ name, version }) => `${name}@${version}`).sort();
    const wanted = shipped.map(
      ([place, { version = "" }]) => `${place.replace(/^.*node_modules\//, "")}@${version}`,
    );
    expect(listed).toEqual([...new Set(wanted)].sort());
    for (const { purl, licenses, hashes } of components) {
      expect(purl).toMatch(/^pkg:npm\/(?:%40[\w.-]+\/)?[\w.-]+@\d+\.\d+\.\d+$/);
      expect(LICENSES).toContain(licenses[0]?.license.id);
      expect(hashes[0]).toMatchObject({ alg: "SHA-512", content: expect.stringMatching(/^[0-9a-f]{128}$/) });
    }
  });

  it("has a licence that asks for no more than to be named", () => {
    expect(shipped.filter(([, { license }]) => !LICENSES.has(license ?? ""))).toEqual([]);
  });
});
