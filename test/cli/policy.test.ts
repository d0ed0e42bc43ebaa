import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Report } from "../../analyzer/model/report";
import { FORMATS } from "../../analyzer/render/formats";
import { Cli, type Run } from "../support/cli";

const CASE = path.join(__dirname, "../corpus/storefront/cases/sf-combined-three");

let cli: Cli;
let folder: string;
beforeAll(() => {
  cli = Cli.compile();
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "drparity-policy-"));
  for (const side of ["primary", "dr"])
    cpSync(path.join(CASE, `${side}.plan.json.gz`), path.join(folder, `${side}.json`));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const SOURCES = 'primary { sources = ["primary.json"] }\n dr { sources = ["dr.json"] }';
const SUPPRESS_ALL = `
  suppress {
    address = "module.app"
    reason  = "known"
    owner   = "@acme/web"
    expires = "2999-12-31"
  }`;

/** A policy file in the folder, where drparity then runs. */
function run(policy: string, ...args: string[]): Run {
  writeFileSync(path.join(folder, ".drparity.hcl"), policy);
  return cli.run(args, { cwd: folder });
}

function reportOf(policy: string, ...args: string[]): Report {
  return JSON.parse(run(policy, "analyze", "--format", "json", ...args).stdout) as Report;
}

describe("drparity analyze with a policy file", () => {
  it("needs no options: the sources, the strategy and what fails come from the file", () => {
    const { status, stdout } = run(
      `pair "storefront" {\n ${SOURCES}\n strategy = "pilot-light"\n fail_on = "never"\n}`,
      ...["analyze", "--format", "json"],
    );
    const report = JSON.parse(stdout) as Report;
    expect(status).toBe(0);
    expect(report.pair).toMatchObject({ name: "storefront", strategy: "pilot-light" });
    expect(report.pair.primary.sources).toEqual(["primary.json"]);
    expect(report.summary.verdict).toBe("divergent");
  });

  it("lets the command line win", () => {
    const policy = `pair "storefront" {\n ${SOURCES.replace("dr.json", "gone.json")}\n strategy = "pilot-light"\n fail_on = "never"\n}`;
    const args = [
      "--dr",
      "dr.json",
      "--strategy",
      "warm-standby",
      "--fail-on",
      "critical",
      "--format",
      "json",
    ];
    const { status, stdout } = run(policy, "analyze", ...args);
    expect(status).toBe(2);
    expect((JSON.parse(stdout) as Report).pair.strategy).toBe("warm-standby");
  });

  it("moves what the file suppresses out of the findings, and exits with 0", () => {
    const { status, stdout } = run(
      `pair "storefront" {\n ${SOURCES}\n ${SUPPRESS_ALL}\n}`,
      ...["analyze", "--format", "json"],
    );
    const { findings, suppressed, summary } = JSON.parse(stdout) as Report;
    expect(findings.filter(({ severity }) => severity !== "info")).toEqual([]);
    expect(suppressed.map(({ rule, expires }) => `${rule} ${expires}`).sort()).toEqual([
      "twin-in-dr 2999-12-31",
      "twins-equal 2999-12-31",
      "twins-equal 2999-12-31",
    ]);
    expect([status, summary.verdict]).toEqual([0, "parity"]);
  });

  it("holds the pair against its objectives and tolerances", () => {
    const rules = (inside: string) =>
      reportOf(`pair "storefront" {\n ${SOURCES}\n ${inside}\n}`).findings.map(({ rule }) => rule);
    expect(rules('objectives { rpo = "1m" }')).toContain("objectives-rpo-met");
    expect(rules('objectives { rpo = "1d" }')).not.toContain("objectives-rpo-met");
  });

  it("tells the owner that the file names", () => {
    const owner = 'owner {\n address = "module.app"\n team = "@acme/web"\n }';
    const { findings } = reportOf(`pair "storefront" {\n ${SOURCES}\n ${owner}\n}`);
    expect(new Set(findings.map((finding) => finding.owner))).toEqual(new Set(["@acme/web"]));
  });

  it("takes the file and the pair that are named, with paths as seen from the file", () => {
    writeFileSync(
      path.join(folder, "pairs.json"),
      JSON.stringify({
        pair: { a: {}, b: { primary: { sources: ["primary.json"] }, dr: { sources: ["dr.json"] } } },
      }),
    );
    const file = path.join(folder, "pairs.json");
    const args = ["analyze", "--config", file, "--pair", "b", "--format", "json"];
    const report = JSON.parse(cli.run(args, { cwd: tmpdir() }).stdout) as Report;
    expect(report.pair.primary.sources).toEqual([path.join(folder, "primary.json")]);
  });

  it("ends with one clear message for a wrong file, before any source is read", () => {
    const wrong = `pair "storefront" {\n ${SOURCES.replaceAll(".json", ".gone")}\n strateggy = "x"\n}`;
    expect(run(wrong, "analyze")).toMatchObject({
      status: 1,
      stdout: "",
      stderr: expect.stringMatching(
        /^drparity: \.drparity\.hcl:4, pair "storefront": "strateggy" is not known here\.\nDid you mean "strategy"\?[^\n]*\n$/,
      ) as string,
    });
  });

  it.each(FORMATS)("names the pair for what the file itself has to keep, as %s", (format) => {
    const unused = SUPPRESS_ALL.replace("module.app", "module.gone");
    const expired = SUPPRESS_ALL.replace("2999", "1999");
    const policy = `pair "storefront" {\n ${SOURCES}\n ${unused}\n ${expired}\n}`;
    const { stdout, stderr } = run(policy, "analyze", "--format", format);
    expect(stderr).toBe("");
    const said = stdout.replaceAll(/\s+/g, " ");
    expect(said).toMatch(/it held until 1999.{0,3}12.{0,3}31 and no longer does/);
    expect(said).toContain("it fits nothing that was found");
    // In the first two the finding's resource is null, and the third names none.
    if (!["json", "evidence", "summary"].includes(format)) expect(said).toContain("the pair");
    expect(stdout).not.toMatch(/undefined|null<|of type unknown/);
  });
});

describe("drparity pairs with a policy file", () => {
  it("shows the twins that it maps", () => {
    const twin =
      'twin {\n primary = "module.app.aws_lambda_function.order_worker"\n dr = "module.app.aws_lambda_function.order_worker"\n }';
    const { stdout } = run(`pair "storefront" {\n ${SOURCES}\n ${twin}\n}`, "pairs");
    expect(stdout).toMatch(/^mapping +module\.app\.aws_lambda_function\.order_worker$/m);
  });
});
