import fc from "fast-check";
import { isObject, type Json, type JsonObject } from "../../analyzer/base/json";
import type { Report } from "../../analyzer/model/report";
import { application, bothSides, planOf, type Application } from "../support/application";
import { reportOf, told } from "../support/analysis";
import { plan } from "../support/plan-builder";

const PARTITIONS: Readonly<Record<string, readonly string[]>> = {
  aws: [
    "us-east-1",
    "us-east-2",
    "us-west-2",
    "ca-central-1",
    "eu-west-1",
    "eu-central-1",
    "ap-southeast-2",
    "sa-east-1",
  ],
  "aws-us-gov": ["us-gov-west-1", "us-gov-east-1"],
  "aws-cn": ["cn-north-1", "cn-northwest-1"],
};

/** Two regions of one partition. */
const regionPairs = fc
  .constantFrom(...Object.keys(PARTITIONS))
  .chain((partition) =>
    fc.tuple(
      fc.constant(partition),
      fc.shuffledSubarray([...(PARTITIONS[partition] ?? [])], { minLength: 2, maxLength: 2 }),
    ),
  )
  .map(([partition, [primary = "", dr = ""]]) => ({ partition, primary, dr }));

/** One meaningful change of one resource, as somebody makes it on one side only. */
interface Mutation {
  readonly address: string;
  readonly path: string;
  readonly apply: (values: JsonObject) => JsonObject;
}

function setting(address: string, name: string, value: Json): Mutation {
  return { address, path: name, apply: (values) => ({ ...values, [name]: value }) };
}

const MUTATIONS: readonly Mutation[] = [
  setting("aws_sqs_queue.orders", "visibility_timeout_seconds", 60),
  setting("aws_sqs_queue.orders", "message_retention_seconds", 60),
  setting("aws_lambda_function.worker", "memory_size", 128),
  setting("aws_lambda_function.worker", "runtime", "nodejs18.x"),
  setting("aws_lambda_function.worker", "reserved_concurrent_executions", 5),
  setting("aws_kms_key.main", "enable_key_rotation", false),
  setting("aws_vpc.main", "enable_dns_hostnames", false),
  setting("aws_cloudwatch_metric_alarm.backlog", "threshold", 5000),
  setting("aws_cloudwatch_metric_alarm.backlog", "period", 300),
  {
    address: "aws_security_group.web",
    path: "ingress.from_port",
    apply: (values) => ({
      ...values,
      ingress: (values.ingress as JsonObject[]).map((rule) =>
        rule.from_port === 443 ? { ...rule, from_port: 80 } : rule,
      ),
    }),
  },
  {
    address: "aws_security_group.web",
    path: "ingress.cidr_blocks",
    apply: (values) => ({
      ...values,
      ingress: (values.ingress as JsonObject[]).map((rule) =>
        rule.from_port === 443 ? { ...rule, cidr_blocks: ["0.0.0.0/0"] } : rule,
      ),
    }),
  },
  {
    address: "aws_lambda_function.worker",
    path: "environment.variables.LOG_LEVEL",
    apply: (values) => {
      const [{ variables = {} } = {}] = values.environment as JsonObject[];
      return {
        ...values,
        environment: [{ variables: { ...(variables as JsonObject), LOG_LEVEL: "debug" } }],
      };
    },
  },
  {
    address: "aws_sqs_queue.orders",
    path: "redrive_policy.maxReceiveCount",
    apply: (values) => ({ ...values, redrive_policy: String(values.redrive_policy).replace(":5}", ":3}") }),
  },
  {
    address: "aws_iam_role_policy.worker",
    path: "policy",
    apply: (values) => ({
      ...values,
      policy: String(values.policy).replace('"sqs:DeleteMessage"', '"sqs:PurgeQueue"'),
    }),
  },
];

const mutations = fc.constantFrom(...MUTATIONS);

function mutate(values: Application, { address, apply }: Mutation): Application {
  return { ...values, [address]: apply(values[address] ?? {}) };
}

function analyzed(
  primary: Application,
  dr: Application,
  regions = { primary: "us-east-1", dr: "us-west-2" },
): Report {
  return reportOf({ primary: planOf(primary, regions.primary), dr: planOf(dr, regions.dr) });
}

/** Findings without instance keys and values: what is left does not depend on the regions' names. */
function outline({ findings }: Report): string[] {
  return findings.map(({ id, kind, rule, severity, differences }) =>
    [id, kind, rule, severity, ...differences.map(({ path }) => path)].join(" "),
  );
}

/** The same values with every object's members, and every list that is a set, in another order. */
function shuffled(value: Json, seed: number, name = ""): Json {
  const turn = <T>(list: T[]): T[] => {
    const at = list.length === 0 ? 0 : seed % list.length;
    const turned = [...list.slice(at), ...list.slice(0, at)];
    return seed % 2 === 0 ? turned : turned.reverse();
  };
  const sets =
    /^(?:ingress|egress|cidr_blocks|security_groups|security_group_ids|subnet_ids|Action|Resource|Statement)$/;
  if (Array.isArray(value)) {
    const items = value.map((item) => shuffled(item, seed));
    return sets.test(name) ? turn(items) : items;
  }
  if (isObject(value)) {
    return Object.fromEntries(
      turn(Object.entries(value)).map(([key, item]) => [key, shuffled(item, seed, key)]),
    );
  }
  if (typeof value === "string" && /^[{[]/.test(value)) {
    return JSON.stringify(shuffled(JSON.parse(value) as Json, seed), null, seed % 3);
  }
  return value;
}

function shuffledAll(values: Application, seed: number): Application {
  return Object.fromEntries(
    Object.entries(values).map(([address, one]) => [address, shuffled(one, seed) as JsonObject]),
  );
}

describe("the comparison of two sides", () => {
  it("is reflexive: one application is equal in any two regions of any partition, whatever its ids", () => {
    fc.assert(
      fc.property(
        regionPairs,
        fc.string({ maxLength: 8 }),
        fc.nat(100),
        ({ partition, primary, dr }, seed, network) => {
          const left = application({ region: primary, partition, seed: `p${seed}`, network });
          const right = application({ region: dr, partition, seed: `d${seed}`, network: network + 1 });
          const report = analyzed(left, right, { primary, dr });
          expect([told(report.findings), report.unresolved, report.summary.verdict]).toEqual([
            [],
            [],
            "parity",
          ]);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("is reflexive for any JSON under any name, of types that the catalogue knows and of those that it does not", () => {
    const type = fc.constantFrom("aws_sqs_queue", "aws_lambda_function", "aws_of_tomorrow", "null_resource");
    const values = fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 4 }), { maxKeys: 6 });
    fc.assert(
      fc.property(type, values, (resource, tree) => {
        const side = (region: string) => plan(region).resource(`${resource}.x`, tree as JsonObject);
        const report = reportOf({ primary: side("us-east-1"), dr: side("us-west-2") });
        expect([told(report.findings), report.unresolved]).toEqual([[], []]);
      }),
      { numRuns: 150 },
    );
  });

  it("finds any one change, once, at its resource and path", () => {
    fc.assert(
      fc.property(mutations, fc.boolean(), (mutation, inDr) => {
        const { primary, dr } = bothSides();
        const report = inDr
          ? analyzed(primary, mutate(dr, mutation))
          : analyzed(mutate(primary, mutation), dr);
        const [finding, ...rest] = report.findings;
        expect(rest).toEqual([]);
        expect(finding?.dr?.address).toBe(mutation.address);
        expect(finding?.differences.map(({ path }) => path.replace(/\[\d+\]/g, ""))).toEqual([mutation.path]);
      }),
      { numRuns: 60 },
    );
  });

  it("is symmetric: with the sides swapped, the same places differ, with the values swapped", () => {
    fc.assert(
      fc.property(mutations, (mutation) => {
        const { primary, dr } = bothSides();
        const forth = analyzed(primary, mutate(dr, mutation));
        const back = analyzed(mutate(dr, mutation), primary, { primary: "us-west-2", dr: "us-east-1" });
        const places = ({ findings }: Report, turned: boolean) =>
          findings.flatMap(({ kind, differences }) =>
            differences.map(({ path, ...values }) => [kind, path, turned ? values.dr : values.primary]),
          );
        expect(places(back, true)).toEqual(places(forth, false));
      }),
      { numRuns: 30 },
    );
  });

  it("is blind to the order of sets, statements and members, and to white space in JSON", () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (left, right) => {
        const { primary, dr } = bothSides();
        const report = analyzed(shuffledAll(primary, left), shuffledAll(dr, right));
        expect(told(report.findings)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it("finds a change in whatever order the rest stands", () => {
    fc.assert(
      fc.property(mutations, fc.nat(1000), fc.nat(1000), (mutation, left, right) => {
        const { primary, dr } = bothSides();
        const { findings } = analyzed(shuffledAll(primary, left), shuffledAll(mutate(dr, mutation), right));
        expect(findings.map((finding) => finding.dr?.address)).toEqual([mutation.address]);
      }),
      { numRuns: 30 },
    );
  });

  it("is blind to the regions: in any other two, the same findings under the same ids", () => {
    fc.assert(
      fc.property(mutations, regionPairs, (mutation, { partition, primary, dr }) => {
        const sides = bothSides();
        const here = analyzed(sides.primary, mutate(sides.dr, mutation));
        const left = application({ region: primary, partition });
        const right = application({ region: dr, partition, network: 1 });
        const there = analyzed(left, mutate(right, mutation), { primary, dr });
        expect(outline(there)).toEqual(outline(here));
      }),
      { numRuns: 30 },
    );
  });

  it("is deterministic: the same sources give the same report", () => {
    const { primary, dr } = bothSides();
    const [mutation] = MUTATIONS as [Mutation];
    expect(analyzed(primary, mutate(dr, mutation))).toEqual(analyzed(primary, mutate(dr, mutation)));
  });

  it("does not change what it reads", () => {
    const { primary, dr } = bothSides();
    const sides = [
      planOf(primary, "us-east-1").workspace("p"),
      planOf(dr, "us-west-2").workspace("d"),
    ] as const;
    const before = JSON.stringify(sides.map(({ resources }) => resources));
    reportOf({ primary: sides[0], dr: sides[1] });
    expect(JSON.stringify(sides.map(({ resources }) => resources))).toBe(before);
  });
});
