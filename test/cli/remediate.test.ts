import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Cli } from "../support/cli";

const LEDGER = path.join(__dirname, "../corpus/ledger");

let cli: Cli;
let repository: string;
beforeAll(() => {
  cli = Cli.compile();
});
beforeEach(() => {
  repository = mkdtempSync(path.join(tmpdir(), "drparity-remediate-"));
  cpSync(path.join(LEDGER, "hcl"), repository, { recursive: true });
  spawnSync("git", ["init", "-q"], { cwd: repository });
});
afterEach(() => rmSync(repository, { recursive: true, force: true }));

/** Puts into DR's configuration what the case's plan was made with. */
function breakConfiguration(file: string, right: string, wrong: string): void {
  const target = path.join(repository, "dr", file);
  const text = readFileSync(target, "utf8");
  expect(text).toContain(right);
  writeFileSync(target, text.replace(right, wrong));
}

function remediate(name: string, ...options: string[]) {
  const plan = (side: string) => path.join(LEDGER, "cases", name, `${side}.plan.json.gz`);
  const sources = [
    "--primary",
    plan("primary"),
    "--dr",
    plan("dr"),
    "--primary-dir",
    "primary",
    "--dr-dir",
    "dr",
  ];
  return cli.run(["remediate", ...sources, ...options], { cwd: repository });
}

describe("drparity remediate", () => {
  it("writes a patch that git apply takes and that puts things right", () => {
    breakConfiguration("alarms.tf", "threshold           = 85", "threshold           = 95");
    breakConfiguration("alb.tf", '"/healthz"', '"/health"');
    breakConfiguration("queues.tf", "visibility_timeout_seconds = 120", "visibility_timeout_seconds = 30");
    const { status, stdout, stderr } = remediate("lg-combined-four", "--format", "patch");
    expect([status, stderr]).toEqual([0, expect.stringMatching(/^drparity: 1 finding not in it/)]);
    expect(spawnSync("git", ["apply", "--check", "-"], { cwd: repository, input: stdout }).status).toBe(0);
    spawnSync("git", ["apply", "-"], { cwd: repository, input: stdout });
    for (const file of ["alarms.tf", "alb.tf", "queues.tf"]) {
      expect(readFileSync(path.join(repository, "dr", file), "utf8")).toBe(
        readFileSync(path.join(LEDGER, "hcl/dr", file), "utf8"),
      );
    }
  });

  it("changes no file by itself", () => {
    breakConfiguration("alb.tf", '"/healthz"', '"/health"');
    const before = readFileSync(path.join(repository, "dr/alb.tf"), "utf8");
    remediate("lg-combined-four", "--format", "patch");
    expect(readFileSync(path.join(repository, "dr/alb.tf"), "utf8")).toBe(before);
  });

  it("says what to write where, as text", () => {
    const { stdout } = remediate("lg-db-backup");
    expect(stdout).toMatch(/Where: primary\/\S+:\d+, dr\/rds\.tf:\d+/);
    expect(stdout).toContain("    backup_retention_period = 14".replace(/^ {4}/, "      "));
  });

  it("plans nothing but what drifted", () => {
    const { status, stdout } = remediate("lg-drift-versioning", "--format", "plan");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^terraform -chdir=(?:dr|primary) plan '?-target=aws_\S+ -out=drparity\.tfplan$/m);
  });
});
