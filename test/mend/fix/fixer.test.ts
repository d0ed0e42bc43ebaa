import { corpusReport } from "../../support/corpus-report";

/** The fixes of a case by the address that they change. */
async function fixes(application: string, name: string): Promise<Record<string, string>> {
  const { findings } = await corpusReport(application, name);
  return Object.fromEntries(findings.flatMap(({ fix }) => (fix ? [[fix.address, fix.text]] : [])));
}

describe("what to write so that a finding goes away", () => {
  it("sets an attribute within its block, as the primary has it", async () => {
    const { "module.app.aws_lb_target_group.app": text } = await fixes("storefront", "sf-combined-three");
    expect(text).toBe(
      'resource "aws_lb_target_group" "app" {\n  health_check {\n    path = "/healthz"\n  }\n}\n',
    );
  });

  it("sets the variable that an attribute is written with", async () => {
    expect(await fixes("ledger", "lg-max-tasks")).toEqual({ "var.max_tasks": "max_tasks = 24\n" });
  });

  it("refers to the twin of what the primary refers to", async () => {
    const { "aws_sns_topic.ledger_events": text } = await fixes("ledger", "lg-kms-home-region");
    expect(text).toContain("kms_master_key_id = aws_kms_key.dr.arn");
  });

  it("copies a missing resource, its references led to DR's own resources", async () => {
    const { "aws_lb_listener_rule.webhooks": text } = await fixes("ledger", "lg-missing-listener-rule");
    expect(text).toContain("target_group_arn = aws_lb_target_group.dr.arn");
    expect(text).toContain("listener_arn = aws_lb_listener.tls.arn");
    expect(text).not.toContain("arn:aws");
  });

  it("notes what it cannot say, and puts a variable for a secret", async () => {
    const { "aws_secretsmanager_secret_version.psp": text } = await fixes("ledger", "lg-secret-no-replica");
    expect(text).toContain("# secret_id: it refers to aws_secretsmanager_secret.psp, which has no twin");
    expect(text).toContain("secret_string = var.secret_string");
  });

  it("tells a CDKTF construct's property", async () => {
    const { findings } = await corpusReport("courier", "cr-nlb-target-port");
    expect(findings.map(({ fix }) => fix?.text)).toContain(
      "// courier-fallback/standby/edge/targets\nport: 8443,\n",
    );
    expect(findings.filter(({ fix }) => fix?.language === "hcl")).toEqual([]);
  });

  it.each([
    ["a secret's value", "storefront", "sf-secret-stale"],
    ["what for_each or count leaves out", "storefront", "sf-dr-two-azs"],
    ["what DR has too much", "storefront", "sf-dr-debug-ssh"],
    ["what is written by a dynamic block", "ledger", "lg-https-not-open"],
    ["a part of a policy", "ledger", "lg-iam-missing-permission"],
  ])("does not guess: %s", async (_what, application, name) => {
    expect(await fixes(application, name)).toEqual({});
  });
});
