import { renderAnnotations } from "../../../analyzer/render/annotations/annotations";
import {
  divergedReport,
  finding,
  hostileReport,
  incompleteReport,
  reportOf,
  resource,
} from "../../support/report-fixtures";

const lines = (text: string) => text.trimEnd().split("\n");

describe("annotations", () => {
  it("are the verdict and one workflow command for each group of alike findings, worst first", () => {
    const commands = lines(renderAnnotations(divergedReport()));
    expect(commands.map((line) => /^::(\w+) title=([^:,]*)/.exec(line)?.slice(1))).toEqual([
      ["notice", "drparity%3A divergent%2C 87/100"],
      ["error", "module.database.aws_db_instance.main"],
      ["error", "aws_autoscaling_group.web -> module.standby.aws_autoscaling_group.web[0]"],
      ["warning", "aws_iam_role_policy.orders"],
      ["warning", "12 x aws_subnet"],
      ["notice", "aws_cloudwatch_log_group.web"],
    ]);
    expect(commands[1]).toContain("At failover: After failover one AZ outage takes the database down");
  });

  it("stand at the line that is to be changed, where it is known", () => {
    const dr = { ...resource("aws_sqs_queue.a", "dr"), location: { file: "infra/dr,1/main.tf", line: 12 } };
    expect(lines(renderAnnotations(reportOf([finding({ dr })])))[1]).toMatch(
      /^::warning title=[^:,]*,file=infra\/dr%2C1\/main\.tf,line=12::/,
    );
  });

  it("are at most as many of a level as GitHub shows", () => {
    const many = Array.from({ length: 30 }, (_, i) =>
      finding({ address: `aws_sqs_queue.q${i}`, severity: i < 15 ? "critical" : "warning", rule: `r${i}` }),
    );
    const levels = lines(renderAnnotations(reportOf(many))).map((line) => /^::(\w+)/.exec(line)?.[1]);
    expect(levels.filter((level) => level === "error")).toHaveLength(10);
    expect(levels.filter((level) => level === "warning")).toHaveLength(10);
  });

  it("warn where nothing can be proved", () => {
    expect(lines(renderAnnotations(incompleteReport()))[0]).toMatch(/^::warning .*cannot prove parity/);
  });

  it("cannot be continued, or begun, by a hostile name", () => {
    for (const line of lines(renderAnnotations(hostileReport()))) {
      expect(line).toMatch(/^::(?:error|warning|notice) title=[^:,]*(?:,file=[^:,]*,line=\d+)?::/);
      expect(line).not.toMatch(/##\[|##vso\[/);
    }
  });
});
