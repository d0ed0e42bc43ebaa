import { readFileSync } from "node:fs";
import path from "node:path";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import type { JsonObject } from "../../analyzer/json";
import { render } from "../../analyzer/report/render";
import type { Report } from "../../analyzer/report/report";
import { reportOf } from "../support/analysis";
import { bothSides, planOf, type Application } from "../support/application";
import { plan, type PlanBuilder } from "../support/plan-builder";

const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
addFormats(ajv);
const validate = ajv.compile(
  JSON.parse(
    readFileSync(path.join(__dirname, "../../analyzer/report/report.schema.json"), "utf8"),
  ) as object,
);

/** Queues of the given visibility timeouts, by name. */
function queues(
  region: string,
  timeouts: Readonly<Record<string, number>>,
  address = (name: string) => `aws_sqs_queue.${name}`,
) {
  return Object.entries(timeouts).reduce(
    (builder, [name, size]) => builder.resource(address(name), { name, visibility_timeout_seconds: size }),
    plan(region),
  );
}

function analyzed(primary: PlanBuilder, dr: PlanBuilder): Report {
  return reportOf({ primary, dr });
}

describe("a report", () => {
  const { primary, dr } = bothSides();
  const spoiled: Application = {
    ...dr,
    "aws_sqs_queue.orders": { ...dr["aws_sqs_queue.orders"], visibility_timeout_seconds: 9 } as JsonObject,
  };
  delete spoiled["aws_cloudwatch_metric_alarm.backlog"];

  it.each<[string, Report]>([
    ["of parity", analyzed(planOf(primary, "us-east-1"), planOf(dr, "us-west-2"))],
    ["of divergence", analyzed(planOf(primary, "us-east-1"), planOf(spoiled, "us-west-2"))],
    ["of nothing at all", analyzed(plan("us-east-1"), plan("us-west-2"))],
    [
      "of regions that nobody can tell",
      reportOf({ primary: plan().provider("aws"), dr: plan().provider("aws") }),
    ],
    ["of an errored plan", analyzed(plan("us-east-1").set("errored", true), plan("us-west-2"))],
  ])("%s holds to the schema", (_what, report) => {
    validate(JSON.parse(render(report, "json", { color: false })));
    expect(validate.errors).toBeNull();
  });

  it("counts what it lists", () => {
    const report = analyzed(planOf(primary, "us-east-1"), planOf(spoiled, "us-west-2"));
    const count = (severity: string) =>
      report.findings.filter((finding) => finding.severity === severity).length;
    expect(report.summary).toMatchObject({
      verdict: "divergent",
      critical: count("critical"),
      warning: count("warning"),
      info: count("info"),
      paired: 11,
      missingInDr: 1,
      missingInPrimary: 0,
    });
    expect(report.pair.primary).toEqual({ region: "us-east-1", sources: ["primary.json"], resources: 12 });
    expect(Object.values(report.coverage.comparedTypes).reduce((a, b) => a + b, 0)).toBe(11);
  });

  it("has the worst first, then by address", () => {
    const side = (region: string, timeouts: Record<string, number>) =>
      queues(region, timeouts).resource("aws_vpc.v", { enable_dns_hostnames: timeouts.a === 1 });
    const report = analyzed(
      side("us-east-1", { b: 1, a: 1 }).resource("aws_lambda_function.gone", { function_name: "gone" }),
      side("us-west-2", { b: 2, a: 2 }),
    );
    expect(report.findings.map(({ severity, primary: one }) => `${severity} ${one?.address ?? ""}`)).toEqual([
      "critical aws_lambda_function.gone",
      "warning aws_sqs_queue.a",
      "warning aws_sqs_queue.b",
      "warning aws_vpc.v",
    ]);
  });

  it("tells when it was made, in UTC", () => {
    expect(analyzed(plan("us-east-1"), plan("us-west-2")).generatedAt).toBe("1970-01-01T00:00:00.000Z");
  });
});

describe("the score", () => {
  const score = (dr: Readonly<Record<string, number>>) =>
    analyzed(queues("us-east-1", { a: 1, b: 1, c: 1, d: 1 }), queues("us-west-2", dr)).summary.score;

  it("is 100 at parity, and falls with every resource that differs", () => {
    expect(score({ a: 1, b: 1, c: 1, d: 1 })).toBe(100);
    const [one, two] = [score({ a: 2, b: 1, c: 1, d: 1 }), score({ a: 2, b: 2, c: 1, d: 1 })];
    expect(one).toBeLessThan(100);
    expect(two).toBeLessThan(one);
  });

  it("is 0 when DR has nothing of what serves", () => {
    const primary = plan("us-east-1").resource("aws_lambda_function.a", { function_name: "a" });
    expect(analyzed(primary, plan("us-west-2")).summary.score).toBe(0);
  });

  it("of two empty sides is 100", () => {
    expect(analyzed(plan("us-east-1"), plan("us-west-2")).summary.score).toBe(100);
  });
});

describe("a finding's id", () => {
  const id = (primary: PlanBuilder, dr: PlanBuilder): (string | undefined)[] =>
    analyzed(primary, dr).findings.map((finding) => finding.id);
  const before = id(queues("us-east-1", { a: 1 }), queues("us-west-2", { a: 2 }));

  it("is 16 hexadecimal digits", () => {
    expect(before).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)]);
  });

  it("stays when the values change, or the order of the sources", () => {
    expect(id(queues("us-east-1", { a: 5 }), queues("us-west-2", { a: 7 }))).toEqual(before);
    expect(id(queues("us-east-1", { z: 1, a: 1 }), queues("us-west-2", { a: 2, z: 1 }))).toEqual(before);
  });

  it("stays when the pair moves to other regions", () => {
    expect(id(queues("eu-west-1", { a: 1 }), queues("eu-central-1", { a: 2 }))).toEqual(before);
  });

  it("stays when zones as keys become those of another region", () => {
    const subnets = (region: string, size: boolean) =>
      plan(region).resource(`aws_subnet.s["${region}a"]`, {
        availability_zone: `${region}a`,
        map_public_ip_on_launch: size,
      });
    expect(id(subnets("us-east-1", true), subnets("us-west-2", false))).toEqual(
      id(subnets("eu-west-1", true), subnets("eu-north-1", false)),
    );
  });

  it("is another for another resource, path or kind", () => {
    const others = [
      ...id(queues("us-east-1", { b: 1 }), queues("us-west-2", { b: 2 })),
      ...id(
        plan("us-east-1").resource("aws_sqs_queue.a", { name: "a", delay_seconds: 1 }),
        plan("us-west-2").resource("aws_sqs_queue.a", { name: "a", delay_seconds: 2 }),
      ),
      ...id(queues("us-east-1", { a: 1 }), plan("us-west-2")),
    ];
    expect(new Set([...before, ...others]).size).toBe(4);
  });

  it("is each finding's own, even where two say the same", () => {
    const builder = (region: string, size: number) =>
      ["us-east-1", "us-west-2"].reduce(
        (all, word) =>
          all.resource(`aws_sqs_queue.q["${word}"]`, { name: word, visibility_timeout_seconds: size }),
        plan(region),
      );
    const ids = id(builder("us-east-1", 1), builder("us-west-2", 2));
    expect(new Set(ids).size).toBe(ids.length);
  });
});
