import { readFileSync } from "node:fs";
import path from "node:path";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import type { JsonObject } from "../../analyzer/base/json";
import { render } from "../../analyzer/render/render";
import type { Report } from "../../analyzer/model/report";
import { reportOf } from "../support/analysis";
import { bothSides, planOf, type Application } from "../support/application";
import { plan, type PlanBuilder } from "../support/plan-builder";

const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
addFormats(ajv);
const validate = ajv.compile(
  JSON.parse(readFileSync(path.join(__dirname, "../../analyzer/model/report.schema.json"), "utf8")) as object,
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

  /** Subnets of a block or a module whose DR side differs in the second one. */
  const subnets = (address: (i: number) => string, region: string, count = 2) =>
    Array.from({ length: count }, (_, i) => i).reduce(
      (builder, i) =>
        builder.resource(address(i), {
          cidr_block: `10.0.${String(i)}.0/24`,
          map_public_ip_on_launch: region === "us-east-1" && i === 1,
        }),
      plan(region),
    );
  const keyed = (address: (i: number, region: string) => string, count = 2) => {
    const side = (region: string) => subnets((i) => address(i, region), region, count);
    return id(side("us-east-1"), side("us-west-2"));
  };
  const zone = (i: number, region: string) => `${region}${"abcdef".charAt(i)}`;

  it.each<[string, (i: number, region: string) => string]>([
    ["numbers", (i) => `aws_subnet.s["${String(i)}"]`],
    ["a count", (i) => `aws_subnet.s[${String(i)}]`],
    ["letters", (i) => `aws_subnet.s["${"abc".charAt(i)}"]`],
    [
      "ids of zones",
      (i, region) => `aws_subnet.s["${region === "us-east-1" ? "use1" : "usw2"}-az${String(i + 1)}"]`,
    ],
    ["CIDRs", (i) => `aws_subnet.s["10.0.${String(i + 9)}.0/24"]`],
  ])("stays when for_each goes from zones to %s", (_what, address) => {
    expect(keyed((i, region) => `aws_subnet.s["${zone(i, region)}"]`)).toHaveLength(1);
    expect(keyed(address)).toEqual(keyed((i, region) => `aws_subnet.s["${zone(i, region)}"]`));
  });

  it("stays when a module's for_each is keyed anew", () => {
    expect(keyed((i) => `module.n[${String(i)}].aws_subnet.s`)).toEqual(
      keyed((i, region) => `module.n["${zone(i, region)}"].aws_subnet.s`),
    );
  });

  it("stays when an instance is added behind", () => {
    const address = (i: number, region: string) => `aws_subnet.s["${zone(i, region)}"]`;
    expect(keyed(address, 3)).toEqual(keyed(address, 2));
  });

  it("stays when a single resource gets a count or for_each over zones", () => {
    const one = (address: string) =>
      id(
        plan("us-east-1").resource(address, { map_public_ip_on_launch: true }),
        plan("us-west-2").resource(address, { map_public_ip_on_launch: false }),
      );
    expect(one("aws_subnet.s[0]")).toEqual(one("aws_subnet.s"));
    expect(one('aws_subnet.s["a"]')).toEqual(one("aws_subnet.s"));
  });

  it.each([
    ["a renamed block", "aws_sqs_queue.renamed"],
    ["a move into a module", "module.queues.aws_sqs_queue.a"],
    ["a renamed module", "module.renamed.aws_sqs_queue.a"],
    ["for_each over names", 'aws_sqs_queue.all["orders"]'],
  ])("stays over %s, where AWS lets only one resource have the name", (_what, address) => {
    const side = (region: string, size: number) => queues(region, { a: size }, () => address);
    expect(id(side("us-east-1", 1), side("us-west-2", 2))).toEqual(before);
  });

  it("stays when the side's word moves in the name", () => {
    const side = (region: string, name: string, size: number) =>
      plan(region).resource("aws_sqs_queue.a", { name, visibility_timeout_seconds: size });
    expect(id(side("us-east-1", "a-primary", 1), side("us-west-2", "a-dr", 2))).toEqual(before);
  });

  it("is by the address where two resources have the name, or Terraform made it up", () => {
    const side = (region: string, size: number, names: readonly string[]) =>
      names.reduce(
        (builder, name, i) =>
          builder.resource(`aws_sqs_queue.q${String(i)}`, { name, visibility_timeout_seconds: size }),
        plan(region),
      );
    const both = (names: readonly string[]) => id(side("us-east-1", 1, names), side("us-west-2", 2, names));
    expect(new Set(both(["a", "a"])).size).toBe(2);
    expect(both(["terraform-20260101120000123400000001"])).toEqual(
      both(["terraform-20270101120000123400000001"]),
    );
  });

  it("does not depend on the resource's other findings", () => {
    const side = (region: string, size: number, more = {}) =>
      plan(region).resource("aws_sqs_queue.a", { name: "a", visibility_timeout_seconds: size, ...more });
    const other = (region: string, size: number) =>
      side(region, size).resource("aws_lambda_function.a", {
        function_name: `a${String(size)}`,
        timeout: size,
      });
    expect(id(other("us-east-1", 1), other("us-west-2", 2))).toEqual(expect.arrayContaining(before));
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
