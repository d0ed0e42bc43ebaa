import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { loadCatalogue, readCatalogue } from "../../analyzer/model/catalogue/catalogue";

const ROOT = path.join(__dirname, "../..");
const COMMITTED = path.join(ROOT, "analyzer/model/catalogue/aws.txt.br");
const { providerVersion } = loadCatalogue();

/** Why the catalogue cannot be made here, or undefined when it can. */
function obstacle(): string | undefined {
  if (spawnSync("terraform", ["version"]).error) return "terraform is not on PATH";
  if (!process.env["TF_CLI_CONFIG_FILE"]) return "TF_CLI_CONFIG_FILE names no mirror with the AWS provider";
  const mirrored = process.env["DRPARITY_AWS_PROVIDER"];
  if (mirrored && mirrored !== providerVersion) return `the mirror has the AWS provider ${mirrored}`;
  return undefined;
}

describe("the committed catalogue", () => {
  const reason = obstacle();
  const folder = mkdtempSync(path.join(tmpdir(), "drparity-catalogue-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const title = `is what the generator makes from the AWS provider ${providerVersion}`;
  if (reason) {
    console.warn(`SKIPPED: the catalogue was not made again and compared: ${reason}`);
    test.skip(`${title} (skipped: ${reason})`, () => undefined);
    return;
  }

  test(`${title}, byte for byte`, () => {
    const output = path.join(folder, "aws.txt.br");
    const args = [
      "scripts/generate-catalogue.mjs",
      "--provider-version",
      providerVersion,
      "--output",
      output,
    ];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(readCatalogue(output).resourceTypes).toEqual(loadCatalogue().resourceTypes);

    const [made, committed] = [readFileSync(output), readFileSync(COMMITTED)];
    // Not toEqual: a difference between texts of 1.4 MB is no message.
    const sameText = brotliDecompressSync(made).equals(brotliDecompressSync(committed));
    expect({ sameText, sameBytes: made.equals(committed) }).toEqual({ sameText: true, sameBytes: true });
  });
});
