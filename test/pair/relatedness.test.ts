import { relatedness } from "../../analyzer/pair/relatedness";
import { contextOf, reportOf, type PairInput } from "../support/analysis";
import { constant, plan } from "../support/plan-builder";

function relatednessOf(input: PairInput) {
  const { pairing, sides } = contextOf(input);
  return relatedness(pairing, sides);
}

function related(primary: readonly string[], dr: readonly string[]) {
  const side = (region: string, addresses: readonly string[]) =>
    addresses.reduce((builder, address) => builder.resource(address, { name: address }), plan(region));
  return relatednessOf({ primary: side("us-east-1", primary), dr: side("us-west-2", dr) });
}

const QUEUES = Array.from({ length: 20 }, (_, i) => `aws_sqs_queue.q${i}`);
const TABLES = Array.from({ length: 20 }, (_, i) => `aws_dynamodb_table.t${i}`);

describe("two plans are two sides of one application", () => {
  it.each<[string, string[], string[]]>([
    ["when most resources have twins", QUEUES, QUEUES],
    ["when a tenth has", [...QUEUES.slice(0, 2), ...TABLES.slice(0, 18)], QUEUES],
    ["when one side is a pilot light with few, all paired", QUEUES, QUEUES.slice(0, 3)],
    ["when a side is too small to tell", QUEUES, TABLES.slice(0, 4)],
  ])("%s", (_when, primary, dr) => {
    expect(related(primary, dr)).toEqual({ unrelated: undefined, notCompared: [] });
  });
});

describe("two plans have nothing to do with each other", () => {
  it("when next to nothing pairs: then nothing is compared, and everything is named", () => {
    const { unrelated, notCompared } = related(QUEUES, TABLES);
    expect(unrelated).toMatch(/^pairing failed: only 0 of 20 resources/);
    expect(notCompared).toHaveLength(40);
  });
});

describe("one source that is to hold both regions", () => {
  it("and holds one cannot be compared: nothing is missing", () => {
    const combined = plan("eu-west-1")
      .provider("aws.edge", constant("us-east-1"))
      .resource("aws_sqs_queue.q", { name: "q" })
      .resource("aws_acm_certificate.edge", { domain_name: "example.com" }, { provider: "aws.edge" });
    const { unrelated, notCompared } = relatednessOf({ combined });
    expect(unrelated).toBe(
      "pairing failed: nothing has a counterpart, the resources are in eu-west-1; does the source hold both regions?",
    );
    expect(notCompared).toEqual([]);
  });

  it("is one thing, a side that nobody has built another: there all is missing", () => {
    const primary = plan("us-east-1").resource("aws_sqs_queue.q", { name: "q" });
    expect(relatednessOf({ primary, dr: plan("us-west-2") }).unrelated).toBeUndefined();
  });
});

describe("one source under two names", () => {
  const side = (id: string, region = "us-east-1") =>
    plan(region).variable("stage", "prod").resource("aws_sqs_queue.q", { name: "q", id });

  it("is no parity", () => {
    expect(relatednessOf({ primary: side("q-1"), dr: side("q-1") }).unrelated).toMatch(/given twice/);
  });

  it.each([
    ["other ids", side("q-2")],
    ["another region", side("q-1", "us-west-2")],
    ["another variable", side("q-1").variable("stage", "dr")],
    ["more in it", side("q-1").resource("aws_sns_topic.t", { name: "t" })],
  ])("is not what two with %s are", (_what, dr) => {
    expect(relatednessOf({ primary: side("q-1"), dr }).unrelated).toBeUndefined();
  });
});

describe("sources of the wrong region", () => {
  const side = (region: string) => plan(region).resource("aws_sqs_queue.q", { name: "q" });
  const regions = { primary: "us-east-1", dr: "us-west-2" };

  it.each([
    ["us-west-2", "us-east-1", "the sources are swapped: primary's lie in us-west-2, DR's in us-east-1"],
    [
      "us-east-1",
      "us-east-1",
      "everything in DR's sources lies in us-east-1, primary's region: are they the right ones?",
    ],
    [
      "us-west-2",
      "us-west-2",
      "everything in primary's sources lies in us-west-2, DR's region: are they the right ones?",
    ],
  ])("%s as primary and %s as DR are not compared", (primary, dr, reason) => {
    const report = reportOf({ primary: side(primary), dr: side(dr), regions });
    expect(report.findings).toEqual([]);
    expect(report.coverage.incomplete).toEqual([reason]);
    expect(report.summary.verdict).toBe("incomplete");
  });

  it("are no sources of two environments in one region", () => {
    const input = { primary: side("us-east-1"), dr: side("us-east-1").resource("aws_sns_topic.t", {}) };
    expect(reportOf(input).coverage.incomplete).toEqual([]);
  });
});
