import { relatedness } from "../../analyzer/pairing/relatedness";
import { contextOf } from "../support/analysis";
import { plan } from "../support/plan-builder";

function related(primary: readonly string[], dr: readonly string[]) {
  const side = (region: string, addresses: readonly string[]) =>
    addresses.reduce((builder, address) => builder.resource(address, { name: address }), plan(region));
  return relatedness(contextOf({ primary: side("us-east-1", primary), dr: side("us-west-2", dr) }).pairing);
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
