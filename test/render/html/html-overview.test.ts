import { renderHtml } from "../../../analyzer/render/html/html";
import { serviceParities } from "../../../analyzer/render/html/services";
import type { FailoverStep, RecoveryObjective, Report } from "../../../analyzer/model/report";
import type { TrendPoint } from "../../../analyzer/render/trend";
import {
  cleanReport,
  divergedReport,
  finding,
  missingInDr,
  reportOf,
  resource,
} from "../../support/report-fixtures";

/** A section of the page, by its heading's id. */
function section(html: string, heading: string): string {
  return html.split(`aria-labelledby="${heading}"`)[1]?.split("</section>")[0] ?? "";
}

describe("the pair on the HTML report", () => {
  const pair = section(renderHtml(divergedReport()), "h-pair");

  it("has both sides beside each other", () => {
    expect(pair).toContain('<th scope="row">Resources</th><td>214</td><td>201</td>');
    expect(pair).toContain("<td><code>us-east-1</code></td><td><code>us-west-2</code></td>");
  });

  it("counts pairs and divergences by service, worst first", () => {
    const report = reportOf([
      finding({ address: "aws_db_instance.main" }),
      finding({ address: "aws_db_instance.main", rule: "another", kind: "readiness" }),
      missingInDr("aws_subnet.a"),
      missingInDr("aws_vpc_endpoint.s3"),
    ]);
    expect(serviceParities(report)).toEqual([
      { service: "VPC", paired: 12, differing: 0, missingInDr: 2, missingInPrimary: 0 },
      { service: "RDS", paired: 2, differing: 1, missingInDr: 0, missingInPrimary: 0 },
    ]);
  });

  it("folds the services that agree", () => {
    expect(section(renderHtml(cleanReport()), "h-pair")).toContain(
      "<summary>2 services without a finding</summary>",
    );
  });
});

describe("recovery on the HTML report", () => {
  const none: RecoveryObjective = { targetSeconds: null, estimateSeconds: null, parts: [] };
  const recovery = (rto: Partial<RecoveryObjective>) =>
    section(renderHtml(reportOf([], { recovery: { rto: { ...none, ...rto }, rpo: none } })), "h-recovery");
  const part = (seconds: number | null, source = "ttl = 60") => ({
    what: "it comes back",
    seconds,
    address: "aws_db_instance.main",
    source,
  });

  it("is not there when nothing tells", () => {
    expect(renderHtml(cleanReport())).not.toContain("h-recovery");
  });

  it.each([
    [900, 690, [part(690)], 'about 11 min 30 s</strong> <span class="met">within the target 15 min'],
    [600, 690, [part(690)], 'about 11 min 30 s</strong> <span class="missed">misses the target 10 min'],
    [600, null, [part(null)], 'without a bound</strong> <span class="missed">misses the target 10 min'],
    [null, 60, [part(60)], 'about 1 min</strong> <span class="quiet">no target is declared'],
    [600, null, [], "unknown</strong> target 10 min"],
  ])("against a target of %p s with an estimate of %p s", (targetSeconds, estimateSeconds, parts, words) => {
    expect(recovery({ targetSeconds, estimateSeconds, parts })).toContain(words);
  });

  it("leads to AWS's documentation, and to nowhere else", () => {
    const page = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.Promote.html";
    expect(recovery({ parts: [part(1, page)] })).toContain(`<a href="${page}" rel="noreferrer noopener">`);
    for (const source of ["https://evil.example/a.html", `${page}?x=1`, "javascript:alert(1)//a.html"])
      expect(recovery({ parts: [part(1, source)] })).not.toContain("<a ");
  });
});

describe("the failover path on the HTML report", () => {
  const step = (address: string, from: number | null, obstacle: string | null = null): FailoverStep => ({
    resource: resource(address, "dr"),
    twin: address,
    from,
    obstacle,
  });
  const paths = (...steps: readonly FailoverStep[]) => {
    const path = { name: "www.example.com", record: resource("aws_route53_record.www"), steps };
    return section(renderHtml(reportOf([], { failoverPaths: [path] })), "h-paths");
  };
  const WAY = [step("aws_lb.a", null), step("aws_lb_listener.a", 0), step("aws_subnet.a", 0)];

  it("is not there when no record leads to DR", () => {
    expect(renderHtml(cleanReport())).not.toContain("h-paths");
  });

  it("goes from the name over its stages, whatever order the steps came in", () => {
    const stages = [
      ...paths(...WAY, step("aws_db_instance.a", 1), step("aws_instance.a", 1)).matchAll(/<h3>(.*?)<\/h3>/g),
    ];
    expect(stages.map(([, title]) => title)).toEqual([
      "DNS",
      "Entry",
      "Listener",
      "Compute",
      "Data",
      "Network",
    ]);
  });

  it("folds a path that is clear, and says so", () => {
    expect(paths(...WAY)).toContain(
      '<details class="path"><summary><strong>www.example.com</strong> <span class="met">reaches 3 resources',
    );
  });

  it("does not call a path clear that leads through a critical finding", () => {
    const path = { name: "www.example.com", record: resource("aws_route53_record.www"), steps: WAY };
    const findings = [finding({ address: "aws_lb_listener.a", severity: "critical" })];
    const html = section(renderHtml(reportOf(findings, { failoverPaths: [path] })), "h-paths");
    expect(html).toContain("(1 path, critical findings on the way)");
    expect(html).toContain('<span class="missed">reaches 3 resources, 1 with a critical finding</span>');
  });

  it("unfolds a path that is blocked, and marks the way to the obstacle", () => {
    const html = paths(...WAY, step("aws_lb_target_group.a", 1, "it has no targets"));
    expect(html).toContain('<details class="path" open>');
    expect(html).toContain("<strong>Blocked here:</strong> it has no targets");
    expect(html.match(/class="node route"/g)).toHaveLength(2);
    expect(html.match(/class="node blocked"/g)).toHaveLength(1);
  });

  it("has twins of other names beside each other, and says where there is none", () => {
    const replica = { ...step("aws_kms_replica_key.a", 1), twin: "aws_kms_key.a" };
    expect(paths(...WAY, replica)).toContain("<dt>Primary</dt><dd><code>aws_kms_key.a</code></dd>");
    expect(paths({ ...step("aws_lb.a", null), twin: null })).toContain("<dt>Primary</dt><dd>no twin</dd>");
  });

  it("folds the network, and what is beyond nine of a stage", () => {
    const many = Array.from({ length: 12 }, (_, i) => step(`aws_instance.i${String(i)}`, 0));
    expect(paths(...WAY, ...many)).toContain("<summary>3 more</summary>");
    expect(paths(...WAY)).toContain("<summary>1 resource</summary>");
  });

  it("leaves out what is beyond fifty of a stage, but never the obstacle", () => {
    const many = Array.from({ length: 70 }, (_, i) => step(`aws_instance.i${String(i)}`, 0));
    const html = paths(...WAY, ...many, step("aws_instance.last", 0, "it does not start"));
    expect(html.match(/class="node/g)).toHaveLength(1 + WAY.length + 50 + 1);
    expect(html).toContain("and 20 more, in the JSON report");
    expect(html).toContain("<strong>Blocked here:</strong> it does not start");
  });

  it("leads to what was found about a step", () => {
    const report: Report = divergedReport();
    const dr = report.failoverPaths[0]?.steps[0]?.resource ?? null;
    const findings = [finding({ id: "abc", dr })];
    expect(section(renderHtml({ ...report, findings }), "h-paths")).toContain('<a href="#finding-abc">');
  });

  it("survives a way that leads back to itself", () => {
    expect(paths(step("aws_lb.a", 1), step("aws_lb.b", 0, "no way"))).toContain("no way");
  });
});

describe("the trend on the HTML report", () => {
  const point = (score: number | null): TrendPoint => ({
    at: "2026-11-01T06:00:00.000Z",
    verdict: score === null ? "failed" : "divergent",
    score,
    commit: "0123456789abcdef0123",
  });
  const trend = (...scores: readonly (number | null)[]) =>
    /<details class="trend">[\s\S]*?<\/details>/.exec(
      renderHtml(divergedReport(), { trend: scores.map(point) }),
    )?.[0] ?? "";

  it("begins with the second run", () => {
    expect(trend()).toBe("");
    expect(trend(90)).toContain("Over 2 runs between 87 and 90");
  });

  it("draws a point for every run, and a gap for one that failed", () => {
    expect(trend(90, null, 95).match(/<circle/g)).toHaveLength(3);
    expect(/class="line" d="([^"]*)"/.exec(trend(90, null, 95))?.[1]?.match(/M/g)).toHaveLength(2);
    expect(trend(90, null)).toContain("1 failed");
  });

  it("says the same as a table, newest first", () => {
    const rows = trend(90, 95).split("<tbody>")[1];
    expect(rows).toMatch(/^<tr><td>2026-11-21 09:00<\/td><td>87<\/td>/);
    expect(rows).toContain(
      "<td>2026-11-01 06:00</td><td>90</td><td>divergent</td><td><code>0123456789ab</code></td>",
    );
  });

  it("shows the newest of many", () => {
    expect(trend(...Array.from({ length: 500 }, () => 90)).match(/<circle/g)).toHaveLength(60);
  });
});
