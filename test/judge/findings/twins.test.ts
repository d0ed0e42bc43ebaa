import type { JsonObject } from "../../../analyzer/base/json";
import type { Report } from "../../../analyzer/model/report";
import { reportOf, told } from "../../support/analysis";
import { plan, type ResourceOptions } from "../../support/plan-builder";

const TABLE = { name: "orders", billing_mode: "PAY_PER_REQUEST", deletion_protection_enabled: true };

/** One table on each side, as each plan has it. */
function tables(
  primary: readonly [JsonObject | null, ResourceOptions?],
  dr: readonly [JsonObject | null, ResourceOptions?],
): Report {
  return reportOf({
    primary: plan("us-east-1").resource("aws_dynamodb_table.t", ...primary),
    dr: plan("us-west-2").resource("aws_dynamodb_table.t", ...dr),
  });
}

/** `origin kind: paths` of each finding. */
function origins({ findings }: Report): string[] {
  return findings.map(
    ({ origin, kind, differences }) => `${origin} ${kind}: ${differences.map(({ path }) => path).join(", ")}`,
  );
}

const UNPROTECTED = { ...TABLE, deletion_protection_enabled: false };

describe("a difference between twins", () => {
  it("that was there before is existing", () => {
    expect(origins(tables([TABLE], [UNPROTECTED]))).toEqual([
      "existing attribute: deletion_protection_enabled",
    ]);
  });

  it("that one plan makes is an asymmetric change, introduced by it", () => {
    const report = tables([UNPROTECTED, { actions: ["update"], before: TABLE }], [TABLE]);
    expect(origins(report)).toEqual(["introduced asymmetric-change: deletion_protection_enabled"]);
    expect(report.findings[0]?.message).toMatch(/only the primary plan changes/);
  });

  it("that both plans make differently is introduced", () => {
    const change = (values: JsonObject): [JsonObject, ResourceOptions] => [
      values,
      { actions: ["update"], before: TABLE },
    ];
    const report = tables(change({ ...TABLE, billing_mode: "PROVISIONED" }), change(UNPROTECTED));
    expect(report.findings.every(({ origin }) => origin === "introduced")).toBe(true);
    expect(report.findings.flatMap(({ differences }) => differences.map(({ path }) => path)).sort()).toEqual([
      "billing_mode",
      "deletion_protection_enabled",
    ]);
  });

  it("that both plans make alike is none", () => {
    const change: [JsonObject, ResourceOptions] = [UNPROTECTED, { actions: ["update"], before: TABLE }];
    expect(tables(change, change).findings).toEqual([]);
  });

  it("that the plan at hand removes is healing, and a note", () => {
    const report = tables([TABLE], [TABLE, { actions: ["update"], before: UNPROTECTED }]);
    expect(origins(report)).toEqual(["healing attribute: deletion_protection_enabled"]);
    expect(report.summary.verdict).toBe("parity");
  });

  it("of a first roll-out is introduced", () => {
    const report = tables([TABLE, { actions: ["create"] }], [UNPROTECTED, { actions: ["create"] }]);
    expect(origins(report)).toEqual(["introduced attribute: deletion_protection_enabled"]);
  });

  it("in two arguments is one finding with both", () => {
    const report = tables([TABLE], [{ ...UNPROTECTED, billing_mode: "PROVISIONED" }]);
    expect(origins(report)).toEqual(["existing attribute: billing_mode, deletion_protection_enabled"]);
  });
});

describe("a plan that deletes", () => {
  const gone: [null, ResourceOptions] = [null, { actions: ["delete"], before: TABLE }];

  it("the DR twin alone is critical", () => {
    const report = tables([TABLE], gone);
    expect(told(report.findings)).toEqual(["critical asymmetric-change aws_dynamodb_table.t"]);
  });

  it("both twins is none", () => {
    const report = reportOf({
      primary: plan("us-east-1")
        .resource("aws_dynamodb_table.t", ...gone)
        .resource("aws_sqs_queue.q", {}),
      dr: plan("us-west-2")
        .resource("aws_dynamodb_table.t", ...gone)
        .resource("aws_sqs_queue.q", {}),
    });
    expect(told(report.findings)).toEqual([]);
  });

  it("from the state only (forget) is a warning", () => {
    const forgotten: [null, ResourceOptions] = [null, { actions: ["forget"], before: TABLE }];
    expect(tables([TABLE], forgotten).findings).toMatchObject([
      { severity: "warning", kind: "asymmetric-change" },
    ]);
  });
});

describe("a plan that replaces one twin", () => {
  const replaced = (type: string) => {
    const values = { name: "orders", engine: "x" };
    const side = (region: string, options: ResourceOptions = {}) =>
      plan(region).resource(`${type}.r`, values, options);
    return reportOf({
      primary: side("us-east-1"),
      dr: side("us-west-2", {
        actions: ["delete", "create"],
        replacePaths: [["engine"]],
        unknown: { id: true, arn: true },
      }),
    }).findings;
  };

  it("is critical where it holds data, though the twins stay equal", () => {
    expect(replaced("aws_dynamodb_table")).toMatchObject([
      {
        severity: "critical",
        kind: "asymmetric-change",
        message: expect.stringMatching(/only the DR plan replaces/) as string,
      },
    ]);
  });

  it("is a warning where it holds none", () => {
    expect(replaced("aws_sns_topic")).toMatchObject([{ severity: "warning", kind: "asymmetric-change" }]);
  });
});

describe("an unknown action list", () => {
  it("is a change, and no crash", () => {
    const report = tables([TABLE], [TABLE, { actions: ["graft"], before: UNPROTECTED }]);
    expect(report.summary.paired).toBe(1);
  });
});

describe("a moved resource, an imported one, a deposed object", () => {
  it("change nothing by themselves", () => {
    const dr = plan("us-west-2")
      .resource("module.data.aws_dynamodb_table.t", TABLE, {
        previousAddress: "aws_dynamodb_table.t",
        importing: true,
      })
      .deposed("module.data.aws_dynamodb_table.t", "0123abcd");
    const report = reportOf({ primary: plan("us-east-1").resource("aws_dynamodb_table.t", TABLE), dr });
    expect(report.summary).toMatchObject({ verdict: "parity", paired: 1, missingInDr: 0 });
  });
});
