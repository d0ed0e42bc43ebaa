import type { Json, JsonObject } from "../../analyzer/base/json";
import { reportOf } from "../support/analysis";
import { plan, type PlanBuilder, ref } from "../support/plan-builder";

const BUCKET_POLICY = "aws_s3_bucket_policy.p";

const statement = (action: string, effect: string, condition?: string): JsonObject => ({
  actions: [action],
  effect,
  resources: [null],
  principals: [{ type: "*", identifiers: ["*"] }],
  condition: condition === undefined ? [] : [{ test: "Bool", variable: condition, values: ["false"] }],
});

/** A document that Terraform reads only while applying, since the bucket's ARN is unknown. */
function document(builder: PlanBuilder, name: string, statements: readonly JsonObject[]): PlanBuilder {
  return builder.data(
    `data.aws_iam_policy_document.${name}`,
    { statement: statements as Json },
    {
      actions: ["read"],
      unknown: { json: true, statement: statements.map(() => ({ resources: [true] })) as Json },
      expressions: { statement: [{ resources: ref("aws_s3_bucket.b.arn") }] },
    },
  );
}

/** A bucket's policy that merges documents, of which some may not be there. */
function policy(
  builder: PlanBuilder,
  documents: Readonly<Record<string, readonly JsonObject[]>>,
): PlanBuilder {
  const merged = ["tls", "uploads", "reads"].map((name) => `data.aws_iam_policy_document.${name}[0].json`);
  const whole = Object.entries(documents).reduce(
    (all, [name, list]) => document(all, `${name}[0]`, list),
    builder,
  );
  return whole
    .resource(
      "aws_s3_bucket.b",
      { bucket_prefix: "b" },
      { actions: ["create"], unknown: { id: true, arn: true } },
    )
    .data(
      "data.aws_iam_policy_document.all",
      { statement: [] },
      {
        actions: ["read"],
        unknown: { json: true, source_policy_documents: true },
        expressions: { source_policy_documents: { references: ["var.tls", ...merged] } },
      },
    )
    .resource(
      BUCKET_POLICY,
      {},
      {
        actions: ["create"],
        unknown: { bucket: true, policy: true },
        expressions: {
          bucket: ref("aws_s3_bucket.b.id"),
          policy: ref("data.aws_iam_policy_document.all.json"),
        },
      },
    )
    .variable("tls", true);
}

function verdict(primary: PlanBuilder, dr: PlanBuilder): "equal" | "different" | "undecided" {
  const { findings, unresolved } = reportOf({ primary, dr });
  if (findings.some((one) => one.dr?.address === BUCKET_POLICY)) return "different";
  return unresolved.some((one) => one.dr?.address === BUCKET_POLICY) ? "undecided" : "equal";
}

const TLS = [statement("s3:*", "Deny", "aws:SecureTransport")];
const UPLOADS = [statement("s3:PutObject", "Deny", "s3:x-amz-server-side-encryption")];
const READS = [statement("s3:GetObject", "Allow")];

describe("a policy that merges documents, known only after apply on both sides", () => {
  const both = { tls: TLS, uploads: UPLOADS, reads: READS };

  it("is the same where both sides have the same documents", () => {
    expect(verdict(policy(plan("us-east-1"), both), policy(plan("us-west-2"), both))).toBe("equal");
  });

  it("differs where a document stands on one side only", () => {
    const { tls, reads } = both;
    expect(verdict(policy(plan("us-east-1"), both), policy(plan("us-west-2"), { tls, reads }))).toBe(
      "different",
    );
    expect(verdict(policy(plan("us-east-1"), { tls, reads }), policy(plan("us-west-2"), both))).toBe(
      "different",
    );
  });

  it("differs where a document says something else", () => {
    const dr = policy(plan("us-west-2"), { ...both, reads: [statement("s3:DeleteObject", "Allow")] });
    expect(verdict(policy(plan("us-east-1"), both), dr)).toBe("different");
  });

  it("is the same where another document has the statement", () => {
    const dr = policy(plan("us-west-2"), { tls: [...TLS, ...UPLOADS], reads: READS });
    expect(verdict(policy(plan("us-east-1"), both), dr)).not.toBe("different");
  });
});
