import { columnsOf } from "../../../analyzer/base/columns";
import { renderSummary } from "../../../analyzer/render/summary/summary";
import {
  cleanReport,
  divergedReport,
  finding,
  incompleteReport,
  reportOf,
  thousandReport,
} from "../../support/report-fixtures";

const summary = (report: Parameters<typeof renderSummary>[0], width = 80) =>
  renderSummary(report, { color: false, width });

describe("the summary", () => {
  it("has a line or two for each group of findings, worst first, with what explain takes", () => {
    expect(summary(divergedReport())).toMatchInlineSnapshot(`
     "DIVERGENT  storefront 87/100: 2 critical, 13 warnings, 1 info in 198 pairs
     At failover: After failover one AZ outage takes the database down, and nothing
       can be restored. (aws_db_instance)
     At failover: Failover caps the service at 4 of the 12 instances that the load
       needs. (aws_autoscaling_group)
     us-east-1 (214 resources) -> us-west-2 (201 resources), warm-standby
     Failover: back in about 11 min 30 s (target 15 min), losing 1 data store that
     nothing replicates

     critical  9f1c2ab04d5e      The DR database has no standby, no backups and an
                                 older engine.
     critical  1d77c0e3b8aa      The DR group cannot grow to what the primary runs
                                 today.
     warning   77e0d1f2c3b4      The DR role may not send to the queue: somebody
                                 removed the action outside Terraform.
     warning   5ab000000000 +11  12 resources of type aws_subnet have no twin in the
                                 DR region.
     info      0c0ffee00000      Logs are kept for a shorter time in DR.
     "
    `);
  });

  it("says parity in the same words as the text", () => {
    expect(summary(cleanReport())).toMatch(/^PARITY {2}storefront 100\/100: no divergence/);
  });

  it("says that a report proves nothing", () => {
    expect(summary(incompleteReport())).toContain("This report cannot prove parity:");
  });

  it("stays within the terminal, whatever the names are written in", () => {
    const message = "データベース 本番 のバックアップ が DR では 取られて いません 🦖 ".repeat(3);
    const report = reportOf([finding({ id: "0123456789abcdef", message })]);
    for (const line of summary(report).split("\n")) expect(columnsOf(line)).toBeLessThanOrEqual(80);
  });

  it("shows no more lines than findings need", () => {
    expect(summary(thousandReport(), 200).split("\n").length).toBeLessThan(1000);
  });
});
