import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Cli } from "../support/cli";

const CASES = path.join(__dirname, "../corpus");

let cli: Cli;
let folder: string;
beforeAll(() => {
  cli = Cli.compile();
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "drparity-runbook-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sources = (name: string) => {
  const file = (side: string) => path.join(CASES, name, `${side}.plan.json.gz`);
  return ["--primary", file("primary"), "--dr", file("dr")];
};
const runbook = (...options: string[]) => cli.run(["runbook", ...options], { cwd: folder });

describe("drparity runbook", () => {
  const STOREFRONT = sources("storefront/cases/sf-clean-noop");

  it("writes the pair's own commands from plans alone", () => {
    const { status, stdout, stderr } = runbook(...STOREFRONT);
    expect(status).toBe(0);
    expect(stdout).toContain("--global-cluster-identifier storefront-global");
    expect(stdout).toContain("--auto-scaling-group-name storefront-usw2-app --min-size 4");
    expect(stderr).toMatch(/^drparity: \d+ places to fill in: look for FILL IN\.\n$/);
  });

  it("writes a page of HTML to a file", () => {
    const { status, stdout } = runbook(...STOREFRONT, "--format", "html", "--output", "runbook.html");
    expect([status, stdout]).toEqual([0, ""]);
    const page = readFileSync(path.join(folder, "runbook.html"), "utf8");
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain("storefront-usw2-aurora");
    expect(page).not.toMatch(/<script|src=|href="(?!#|data:,)/);
  });

  it("takes names, targets and regions from a manifest", () => {
    const manifest = {
      schemaVersion: "1.0",
      pair: {
        name: "shop",
        strategy: "warm-standby",
        rtoSeconds: 900,
        rpoSeconds: 60,
        primaryRegion: "us-east-1",
        drRegion: "us-west-2",
      },
      workspaces: [],
      twins: [],
      byDesign: [],
    };
    writeFileSync(path.join(folder, "drparity.json"), JSON.stringify(manifest));
    const { stdout } = runbook(...STOREFRONT, "--manifest", "drparity.json");
    expect(stdout).toContain(
      "# Failing over <code>shop</code> from <code>us-east-1</code> to <code>us-west-2</code>",
    );
    expect(stdout).toContain("| May be away for at most (RTO) | 15 min |");
    expect(stdout).toContain("| May lose at most (RPO) | 1 min |");
  });

  it("ends with 2 where a plan is not the whole truth, and says so on the page", () => {
    const plan = JSON.parse(
      JSON.stringify({
        format_version: "1.2",
        terraform_version: "1.11.4",
        errored: true,
        resource_changes: [],
        configuration: {
          provider_config: { aws: { name: "aws", expressions: { region: { constant_value: "us-east-1" } } } },
        },
      }),
    ) as object;
    writeFileSync(path.join(folder, "half.json"), JSON.stringify(plan));
    const [, , , dr = ""] = STOREFRONT;
    const { status, stdout, stderr } = runbook("--primary", "half.json", "--dr", dr);
    expect(status).toBe(2);
    expect(stdout).toContain("Something may be missing on this page");
    expect(stderr).toContain("steps may be missing");
  });

  it("ends with 1 and one line where a source cannot be read", () => {
    const { status, stdout, stderr } = runbook("--primary", "none.json", "--dr", "none.json");
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).not.toContain("    at ");
  });
});
