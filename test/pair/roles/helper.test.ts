import type { JsonObject } from "../../../analyzer/base/json";
import { reportOf, told } from "../../support/analysis";
import { constant, plan } from "../../support/plan-builder";

/** One side whose bucket's name ends in what a helper made up. */
function side(region: string, hex: string, stack: string, helper: JsonObject = {}) {
  return plan(region)
    .resource(
      "random_id.suffix",
      { byte_length: 4, hex, ...helper },
      { expressions: { byte_length: constant(4) } },
    )
    .resource("aws_s3_bucket.orders", { bucket: `acme-orders-${hex}` })
    .resource("aws_lambda_function.f", {
      function_name: "f",
      environment: [{ variables: { STACK: stack } }],
    });
}

function findings(primary: ReturnType<typeof plan>, dr: ReturnType<typeof plan>): string[] {
  return told(reportOf({ primary, dr }).findings);
}

describe("what a helper of the configuration makes up", () => {
  const primary = side("us-east-1", "3fa9c1d2", "orders-3fa9c1d2");

  it("is each side's own, wherever it stands", () => {
    expect(findings(primary, side("us-west-2", "77b0d2e4", "orders-77b0d2e4"))).toEqual([]);
  });

  it("names the other side where it is the other side's", () => {
    const told = findings(primary, side("us-west-2", "77b0d2e4", "orders-3fa9c1d2")).join();
    expect(told).toContain("environment[0].variables.STACK");
  });

  it("excuses no other word", () => {
    const told = findings(primary, side("us-west-2", "77b0d2e4", "billing-77b0d2e4")).join();
    expect(told).toContain("environment[0].variables.STACK");
  });

  it("is compared in what it is asked for", () => {
    const told = findings(
      primary,
      side("us-west-2", "77b0d2e4", "orders-77b0d2e4", { byte_length: 8 }),
    ).join();
    expect(told).toContain("byte_length");
  });
});
