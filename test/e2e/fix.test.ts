import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configurationOf, corpusReport } from "../support/corpus-report";

const CASES = readdirSync(join(__dirname, "../corpus/ledger/cases"));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "drparity-fix-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function terraform(cwd: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync("terraform", args, { cwd, encoding: "utf8" });
  return status === 0 ? "" : `${stdout}${stderr}`;
}

const missing = spawnSync("terraform", ["version"]).error !== undefined;
if (missing) console.warn("SKIPPED: no snippet was given to real Terraform: terraform is not on PATH");

(missing ? describe.skip : describe)("snippets, given to real Terraform", () => {
  it("are formatted as terraform fmt would", async () => {
    let n = 0;
    for (const name of CASES) {
      const report = await corpusReport("ledger", name).catch(() => undefined);
      for (const { fix } of report?.findings ?? []) {
        if (fix?.language !== "hcl") continue;
        writeFileSync(join(folder, `${name}-${String(n++)}.tf`), fix.text);
      }
    }
    expect(n).toBeGreaterThan(10);
    expect(terraform(folder, "fmt", "-check", "-diff")).toBe("");
  }, 120_000);

  it.each([
    ["lg-db-backup", "aws_db_instance.replica"],
    ["lg-kms-home-region", "aws_sns_topic.ledger_events"],
    ["lg-missing-listener-rule", "aws_lb_listener_rule.webhooks"],
    ["lg-waf-not-attached", "aws_wafv2_web_acl_association.api"],
  ])(
    "are valid in the configuration: %s",
    async (name, address) => {
      const { findings } = await corpusReport("ledger", name);
      const { fix, kind } = findings.find((finding) => finding.fix?.address === address) ?? {};
      const directory = join(folder, name);
      cpSync(configurationOf("ledger", "dr"), directory, { recursive: true });
      const text = fix?.text ?? "";
      const isNew = kind === "missing-in-dr";
      // The corpus' configuration has what the case lacks: a second one needs another name.
      const file = isNew ? "fix.tf" : "fix_override.tf";
      writeFileSync(join(directory, file), isNew ? text.replace(/^(resource "\w+" ")/, "$1fixed_") : text);
      expect(terraform(directory, "init", "-backend=false", "-input=false")).toBe("");
      expect(terraform(directory, "validate")).toBe("");
    },
    120_000,
  );
});
