import { ENCODINGS, USER_DATA, type Encoding } from "./encodings";
import type { Side } from "./side";

/** A place that no mask covers, where a secret may stand as well. */
export interface Copy {
  readonly name: string;
  readonly plant: (side: Side, secret: string, unit: string) => void;
  /** The side that has it; both when absent. */
  readonly only?: "primary" | "dr";
}

type Text = (secret: string) => string;

const env =
  (text: Text) =>
  (side: Side, secret: string, unit: string): void => {
    side.entries.push({
      address: `aws_lambda_function.c_${unit}`,
      values: {
        id: unit,
        function_name: unit,
        runtime: "nodejs20.x",
        environment: [{ variables: { SETTING: text(secret) } }],
      },
    });
  };

const userData =
  (text: Text) =>
  (side: Side, secret: string, unit: string): void => {
    side.entries.push({
      address: `aws_launch_template.c_${unit}`,
      values: { id: unit, name: unit, user_data: text(secret) },
    });
  };

const queue = (side: Side, unit: string, address: string, more: object = {}) => {
  const delay = side.region === "us-east-1" ? 5 : 90;
  const values = { id: unit, name: unit, delay_seconds: delay, ...more };
  side.entries.push({ address, values });
};

const EVERYWHERE: readonly Copy[] = [
  {
    name: "tag",
    plant: (side, secret, unit) =>
      queue(side, unit, `aws_sqs_queue.c_${unit}`, { tags: { Note: secret }, tags_all: { Note: secret } }),
  },
  {
    name: "tag's key",
    plant: (side, secret, unit) =>
      queue(side, unit, `aws_sqs_queue.c_${unit}`, { tags: { [secret]: side.region } }),
  },
  {
    name: "owner's tag",
    plant: (side, secret, unit) => queue(side, unit, `aws_sqs_queue.c_${unit}`, { tags: { Owner: secret } }),
  },
  {
    name: "for_each key",
    plant: (side, secret, unit) => queue(side, unit, `aws_sqs_queue.c_${unit}[${JSON.stringify(secret)}]`),
  },
  {
    name: "module's key",
    plant: (side, secret, unit) =>
      queue(side, unit, `module.c_${unit}[${JSON.stringify(secret)}].aws_sqs_queue.this`),
  },
  {
    name: "name",
    plant: (side, secret, unit) => queue(side, unit, `aws_sqs_queue.c_${unit}`, { name: secret }),
  },
  {
    name: "list",
    plant: (side, secret, unit) => {
      side.entries.push({
        address: `aws_security_group.c_${unit}`,
        values: { id: unit, name: unit, ingress: [{ from_port: 1, to_port: 1, cidr_blocks: [secret] }] },
      });
    },
  },
  {
    name: "policy",
    plant: (side, secret, unit) => {
      const Condition = { StringEquals: { "aws:PrincipalTag/x": secret } };
      const Statement = [{ Effect: "Allow", Action: "sqs:*", Resource: "*", Condition }];
      side.entries.push({
        address: `aws_iam_policy.c_${unit}`,
        values: { id: unit, name: unit, policy: JSON.stringify({ Version: "2012-10-17", Statement }) },
      });
    },
  },
  {
    name: "JSON document's key",
    plant: (side, secret, unit) => {
      side.entries.push({
        address: `aws_cloudwatch_dashboard.c_${unit}`,
        values: { id: unit, dashboard_name: unit, dashboard_body: JSON.stringify({ [secret]: side.region }) },
      });
    },
  },
  {
    name: "missing in DR",
    only: "primary",
    plant: (side, secret, unit) => queue(side, unit, `aws_sqs_queue.c_${unit}`, { tags: { Note: secret } }),
  },
  {
    name: "for_each key missing in DR",
    only: "primary",
    plant: (side, secret, unit) => queue(side, unit, `aws_sqs_queue.c_${unit}[${JSON.stringify(secret)}]`),
  },
  {
    name: "missing in primary",
    only: "dr",
    plant: (side, secret, unit) => queue(side, unit, `aws_sqs_queue.c_${unit}`, { tags: { Note: secret } }),
  },
  {
    name: "drift",
    plant: (side, secret, unit) => {
      queue(side, unit, `aws_sqs_queue.c_${unit}`, { tags: { Note: secret } });
      side.drift.push({
        address: `aws_sqs_queue.c_${unit}`,
        before: { id: unit, name: unit, tags: { Note: `was ${secret}` } },
        after: { id: unit, name: unit, tags: { Note: secret } },
      });
    },
  },
  {
    name: "previous address",
    plant: (side, secret, unit) => {
      const values = { id: unit, name: unit, delay_seconds: side.region === "us-east-1" ? 5 : 90 };
      const previous = `aws_sqs_queue.old[${JSON.stringify(secret)}]`;
      side.entries.push({ address: `aws_sqs_queue.c_${unit}`, values, previous });
    },
  },
  { name: "check's message", plant: (side, secret) => void side.problems.push(`failed with ${secret}`) },
  {
    name: "DNS record",
    plant: (side, secret, unit) => {
      side.entries.push({
        address: `aws_route53_record.c_${unit}`,
        values: {
          id: unit,
          zone_id: "Z1",
          name: `${unit}.example.com`,
          type: "TXT",
          ttl: 60,
          set_identifier: side.region,
          records: [secret],
        },
      });
    },
  },
];

/** Every place with the plain secret. */
export const PLACES: readonly Copy[] = EVERYWHERE;

/** A setting with every encoding, and user data with those that only it has. */
export const ENCODED: readonly Copy[] = [
  ...ENCODINGS.map(([name, text]: Encoding): Copy => ({ name: `setting, ${name}`, plant: env(text) })),
  ...ENCODINGS.filter(([name]) => /base64|hex/i.test(name)).map(([name, text]: Encoding): Copy => ({
    name: `tag, ${name}`,
    plant: (side, secret, unit) =>
      queue(side, unit, `aws_sqs_queue.c_${unit}`, { tags: { Note: text(secret) } }),
  })),
  ...USER_DATA.map(([name, text]: Encoding): Copy => ({ name: `user data, ${name}`, plant: userData(text) })),
];

/** The few that every mark is tried with. */
export const COMMON: readonly Copy[] = [
  ...ENCODED.slice(0, 1),
  ...EVERYWHERE.filter(({ name }) =>
    ["tag's key", "for_each key", "missing in DR", "module's key"].includes(name),
  ),
  ...ENCODED.filter(({ name }) => /setting, (?:in words|JSON for HTML|base64|hex|trimmed)$/.test(name)),
];
