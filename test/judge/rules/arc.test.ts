import { analyze } from "../../../analyzer/analyze";
import { nameAttributes } from "../../../analyzer/base/aws/families";
import { COMPARISON_RULES } from "../../../analyzer/judge/findings/comparison-rules";
import type { Json, JsonObject } from "../../../analyzer/base/json";
import { RULES } from "../../../analyzer/judge/rules/all";
import { ARC_RULES } from "../../../analyzer/judge/rules/arc";
import { nodeAt, type SchemaNode } from "../../../analyzer/model/catalogue/catalogue";
import { schemaOf } from "../../../analyzer/model/catalogue/schema-of";
import { existing, pairInput, type Planned } from "../../support/pair";

/** How many rules ARC had for each of its 20 resource types, counted on its page. */
const COUNTS: Readonly<Record<string, number>> = {
  "API Gateway v1 stages": 19,
  "API Gateway v2 stages": 16,
  "Aurora clusters": 7,
  "Auto Scaling groups": 6,
  "CloudWatch alarms": 1,
  "Customer gateways": 3,
  "DNS target resources": 4,
  "DynamoDB tables": 11,
  "Classic Load Balancers": 13,
  "EBS volumes": 9,
  "Lambda functions": 10,
  "Network and Application Load Balancers": 14,
  "MSK clusters": 18,
  "Route 53 health checks": 13,
  "SNS subscriptions": 12,
  "SNS topics": 5,
  "SQS queues": 9,
  VPCs: 13,
  "VPN connections": 12,
  "VPN gateways": 4,
};

/** Values of the two sides where the schema's kind alone does not say what a sensible one is. */
const SAMPLES: Readonly<Record<string, readonly [Json, Json]>> = {
  "aws_vpc.cidr_block": ["10.0.0.0/16", "10.1.0.0/20"],
  "aws_sqs_queue.redrive_policy": ['{"maxReceiveCount":3}', '{"maxReceiveCount":30}'],
  "aws_customer_gateway.ip_address": ["198.51.100.10", "203.0.113.20"],
  "aws_vpn_connection_route.destination_cidr_block": ["192.168.10.0/24", "192.168.20.0/25"],
  "aws_ebs_default_kms_key.key_arn": [
    "arn:aws:kms:us-east-1:123456789012:key/alpha",
    "arn:aws:kms:us-east-1:123456789012:key/alpha",
  ],
};

describe("the table of ARC's rules", () => {
  test("has all of them, by resource type", () => {
    const counted = ARC_RULES.reduce<Record<string, number>>(
      (counts, { of }) => ({ ...counts, [of]: (counts[of] ?? 0) + 1 }),
      {},
    );
    expect(counted).toEqual(COUNTS);
    expect(new Set(ARC_RULES.map(({ arc }) => arc)).size).toBe(199);
  });

  test("names rules that exist, and those rules name what they replace", () => {
    const replaced = new Map<string, string[]>();
    for (const { arc, coverage } of ARC_RULES) {
      if (coverage.by === "rule") replaced.set(coverage.rule, [...(replaced.get(coverage.rule) ?? []), arc]);
    }
    for (const [id, arcs] of replaced) {
      const rule = RULES.find((candidate) => candidate.id === id);
      expect({ id, arcs: [...(rule?.replacesArc ?? [])].sort() }).toEqual({ id, arcs: arcs.sort() });
    }
    const known = new Set(ARC_RULES.map(({ arc }) => arc));
    for (const rule of RULES) expect([...known]).toEqual(expect.arrayContaining([...rule.replacesArc]));
  });

  test("leaves to live state only what says what to use instead", () => {
    const left = ARC_RULES.filter(({ coverage }) => coverage.by === "nothing");
    expect(left.length).toBeLessThan(50);
    for (const { coverage } of left)
      expect(coverage).toEqual({ by: "nothing", instead: expect.stringMatching(/.{20,}/) as string });
  });

  test("names rules of the comparison that exist", () => {
    const ids: string[] = COMPARISON_RULES.map(({ id }) => id);
    for (const { coverage } of ARC_RULES)
      if (coverage.by === "comparison") expect(ids).toContain(coverage.rule);
  });
});

const compared = ARC_RULES.flatMap(({ arc, coverage }) =>
  coverage.by === "comparison" ? coverage.compares.map((place) => [arc, coverage.rule, place] as const) : [],
);

describe("what the table says is compared, is", () => {
  test.each(compared.filter(([, rule]) => rule === "twins-equal"))("%s: %s on %s", (_arc, _rule, place) => {
    const [type = "", ...path] = place.split(".");
    const [left, right] = samples(place);
    expect(left).not.toEqual(undefined);
    const found = findingsOf({ primary: [holding(type, path, left)], dr: [holding(type, path, right)] });
    const rules = found
      .filter(({ paths }) => paths.some((one) => one.startsWith(path[0] ?? "")))
      .map(({ rule }) => rule);
    // A value that names the other region is told as such.
    expect(rules).toEqual([
      place === "aws_ebs_default_kms_key.key_arn" ? "home-region-reference" : "twins-equal",
    ]);
    expect(findingsOf({ primary: [holding(type, path, left)], dr: [holding(type, path, left)] })).toEqual(
      place === "aws_ebs_default_kms_key.key_arn" ? expect.any(Array) : [],
    );
  });

  test.each(compared.filter(([, rule]) => rule === "twin-in-dr"))("%s: %s for %s", (_arc, _rule, type) => {
    const found = findingsOf({ primary: [existing(`${type}.one`, { id: "one-1234" })], dr: [] });
    expect(found.map(({ rule }) => rule)).toEqual(["twin-in-dr"]);
  });

  test.each(compared.filter(([, rule]) => rule === "home-region-reference"))(
    "%s: %s on %s",
    (_arc, _rule, place) => {
      const [type = "", attribute = ""] = place.split(".");
      const endpoint = { [attribute]: "arn:aws:sqs:us-east-1:123456789012:orders" };
      const one = existing(`${type}.one`, { id: "x", ...endpoint }, { expressions: written(attribute) });
      expect(findingsOf({ primary: [one], dr: [one] }).map(({ rule }) => rule)).toEqual([
        "home-region-reference",
      ]);
    },
  );
});

function findingsOf(parts: { primary: Planned[]; dr: Planned[] }) {
  const related = existing("aws_sqs_queue.anchor", { id: "anchor", name: "anchor" });
  const input = pairInput({
    primary: [...parts.primary, related],
    dr: [...parts.dr, related],
    strategy: "active-active",
  });
  // What readiness rules say of such a skeleton of a resource is none of this test.
  const compared = analyze(input).findings.filter(({ kind }) => kind !== "readiness");
  return compared.map(({ rule, differences }) => ({
    rule,
    paths: differences.map(({ path }) => path),
  }));
}

/** A resource with one value set, at whatever depth. */
function holding(type: string, path: readonly string[], value: Json): Planned {
  const [name] = nameAttributes(type);
  const inside = path.reduceRight<Json>((inner, key) => (key === "0" ? [inner] : { [key]: inner }), value);
  const values: JsonObject = {
    id: "one",
    ...(name === undefined || name === path[0] ? {} : { [name]: "one" }),
    ...(inside as JsonObject),
  };
  return existing(`${type}.one`, values, { expressions: written(path[0] ?? "") });
}

function written(attribute: string): JsonObject {
  return { [attribute]: { references: ["var.x"] } };
}

function samples(place: string): readonly [Json, Json] {
  const [type = "", ...path] = place.split(".");
  const root = schemaOf({ mode: "managed", type });
  const node =
    root &&
    nodeAt(
      root,
      path.map((key) => (key === "0" ? 0 : key)),
    );
  if (!node) throw new Error(`the provider has no ${place}`);
  return SAMPLES[place] ?? [sample(node, 0), sample(node, 1)];
}

function sample(node: SchemaNode, which: 0 | 1): Json {
  if (node.kind === "map") return { key: sample(node.element, which) };
  if (node.kind === "object") throw new Error("name a value, not a block");
  // One element on the left, two on the right: counts differ too.
  if (node.kind !== "leaf")
    return which === 0 ? [sample(node.element, 0)] : [sample(node.element, 0), sample(node.element, 1)];
  if (node.type === "bool") return which === 0;
  if (node.type === "number") return which === 0 ? 20 : 10;
  return which === 0 ? "alphabet" : "betamax";
}
