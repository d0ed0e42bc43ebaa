import type { JsonObject } from "../../analyzer/base/json";
import type { Side, SourceKind } from "./side";

/** A place where a source itself says that a value is secret. */
export interface Mark {
  readonly name: string;
  /** The forms of source that can say so. */
  readonly in: readonly SourceKind[];
  /** Plants the secret; `unit` is part of every name, so that marks do not meet. */
  readonly plant: (side: Side, secret: string, unit: string) => void;
  /** The secret is not any text. */
  readonly shape?: "number" | "short" | "lines" | "markup" | "newline" | "special";
}

const PLANS = ["plan"] as const;
const MASKED = ["plan", "state", "raw"] as const;
const ALL = ["plan", "old-plan", "state", "old-state", "raw", "old-raw"] as const;

function parameter(unit: string, value: string | number): JsonObject {
  return { id: `/${unit}`, name: `/${unit}`, type: "String", description: "d", value };
}

/** Plain text at a place that only a mask makes secret. */
const marked =
  (more: (secret: string, unit: string) => object) => (side: Side, secret: string, unit: string) => {
    const entry = { address: `aws_sqs_queue.m_${unit}`, values: { id: unit, name: unit } };
    side.entries.push({ ...entry, ...more(secret, unit) });
  };

/** Every way in which Terraform marks a value. Sources: the documentation of Terraform's JSON format. */
export const MARKS: readonly Mark[] = [
  {
    name: "after_sensitive",
    in: MASKED,
    plant: marked((secret, unit) => ({
      values: { id: unit, name: unit, note: secret },
      after: { note: true },
    })),
  },
  {
    name: "before_sensitive",
    in: PLANS,
    plant: marked((secret, unit) => ({
      before: { id: unit, name: unit, note: secret },
      beforeMask: { note: true },
    })),
  },
  {
    name: "planned_values.sensitive_values",
    in: PLANS,
    plant: marked((secret, unit) => ({
      values: { id: unit, name: unit, note: secret },
      plannedMask: { note: true },
    })),
  },
  {
    name: "prior_state.sensitive_values",
    in: PLANS,
    plant: marked((secret, unit) => ({
      prior: { id: unit, name: unit, note: secret },
      priorMask: { note: true },
    })),
  },
  {
    name: "prior_state, schema",
    in: ["plan", "old-plan"],
    plant: (side, secret, unit) => {
      const values = { id: unit, identifier: unit, password: null };
      side.entries.push({
        address: `aws_db_instance.m_${unit}`,
        values,
        prior: { ...values, password: secret },
      });
    },
  },
  {
    name: "deposed object",
    in: MASKED,
    plant: (side, secret, unit) => {
      side.entries.push({ address: `aws_sqs_queue.m_${unit}`, values: { id: unit, name: unit } });
      side.entries.push({
        address: `aws_sqs_queue.m_${unit}`,
        values: null,
        before: { id: unit, name: unit, note: secret },
        beforeMask: { note: true },
        after: { note: true },
        deposed: "0badcafe",
      });
    },
  },
  {
    name: "deposed object, schema",
    in: ALL,
    plant: (side, secret, unit) => {
      side.entries.push({ address: `aws_db_instance.m_${unit}`, values: { id: unit, identifier: unit } });
      side.entries.push({
        address: `aws_db_instance.m_${unit}`,
        values: null,
        before: { id: unit, identifier: unit, password: secret },
        deposed: "0badcafe",
      });
    },
  },
  {
    name: "deleted resource",
    in: PLANS,
    plant: marked((secret, unit) => ({
      values: null,
      before: { id: unit, name: unit, note: secret },
      beforeMask: { note: true },
    })),
  },
  {
    name: "drift",
    in: PLANS,
    plant: (side, secret, unit) => {
      const values = { id: unit, name: unit };
      side.entries.push({ address: `aws_sqs_queue.m_${unit}`, values });
      side.drift.push({
        address: `aws_sqs_queue.m_${unit}`,
        before: { ...values, note: secret },
        after: { ...values, note: "other" },
        mask: { note: true },
      });
    },
  },
  {
    name: "output",
    in: ALL,
    plant: (side, secret, unit) => {
      side.outputs[`out_${unit}`] = { after: secret, sensitive: true };
    },
  },
  {
    name: "output, an object",
    in: ALL,
    plant: (side, secret, unit) => {
      side.outputs[`out_${unit}`] = { after: { deep: [{ x: secret }] }, sensitive: true };
    },
  },
  {
    name: "output before",
    in: PLANS,
    plant: (side, secret, unit) => {
      side.outputs[`out_${unit}`] = { before: secret, after: "none-now", sensitive: true };
    },
  },
  {
    name: "root variable",
    in: ["plan", "old-plan"],
    plant: (side, secret, unit) => {
      side.variables[`thing_${unit}`] = { value: secret, sensitive: true };
    },
  },
  {
    name: "child module's variable",
    in: PLANS,
    plant: (side, secret, unit) => {
      side.moduleCalls[`call_${unit}`] = {
        source: "./m",
        expressions: { thing: { constant_value: secret } },
        module: { variables: { thing: { sensitive: true } } },
      };
    },
  },
  {
    name: "child module's variable, by a root variable",
    in: PLANS,
    plant: (side, secret, unit) => {
      side.variables[`plain_${unit}`] = { value: secret };
      side.moduleCalls[`call_${unit}`] = {
        source: "./m",
        expressions: { thing: { references: [`var.plain_${unit}`] } },
        module: { variables: { thing: { sensitive: true } } },
      };
    },
  },
  {
    name: "child module's default",
    in: PLANS,
    plant: (side, secret, unit) => {
      side.moduleCalls[`call_${unit}`] = {
        source: "./m",
        expressions: {},
        module: { variables: { thing: { sensitive: true, default: secret } } },
      };
    },
  },
  {
    name: "child module's output",
    in: PLANS,
    plant: (side, secret, unit) => {
      side.moduleCalls[`call_${unit}`] = {
        source: "./m",
        expressions: {},
        module: { outputs: { thing: { sensitive: true, expression: { constant_value: secret } } } },
      };
    },
  },
  {
    name: "argument constant of a schema-sensitive attribute",
    in: PLANS,
    plant: (side, secret, unit) => {
      side.moduleCalls[`call_${unit}`] = {
        source: "./m",
        expressions: {},
        module: {
          resources: [
            {
              address: "aws_db_instance.x",
              mode: "managed",
              type: "aws_db_instance",
              name: "x",
              expressions: { password: { constant_value: secret } },
            },
          ],
        },
      };
    },
  },
  {
    name: "provider's secret_key",
    in: PLANS,
    plant: (side, secret, unit) => {
      side.providers[`aws.p${unit}`] = {
        name: "aws",
        alias: `p${unit}`,
        expressions: { region: { constant_value: side.region }, secret_key: { constant_value: secret } },
      };
    },
  },
  {
    name: "another provider's token",
    in: PLANS,
    plant: (side, secret, unit) => {
      side.providers[`github.p${unit}`] = {
        name: "github",
        alias: `p${unit}`,
        expressions: { app_auth: [{ pem_file: { constant_value: secret } }] },
      };
    },
  },
  {
    name: "key of a marked map",
    in: MASKED,
    plant: marked((secret, unit) => ({
      values: { id: unit, name: unit, notes: { [secret]: "x" } },
      after: { notes: true },
    })),
  },
  {
    name: "member of a secret in JSON",
    in: ALL,
    plant: (side, secret, unit) => {
      side.entries.push({
        address: `aws_secretsmanager_secret_version.m_${unit}`,
        values: { id: unit, secret_id: unit, secret_string: JSON.stringify({ app: { x: secret } }) },
      });
    },
  },
  {
    name: "key in a secret in JSON",
    in: ALL,
    plant: (side, secret, unit) => {
      side.entries.push({
        address: `aws_secretsmanager_secret_version.m_${unit}`,
        values: { id: unit, secret_id: unit, secret_string: JSON.stringify({ [secret]: { x: true } }) },
      });
    },
  },
  {
    name: "base64 in secret_binary",
    in: ALL,
    plant: (side, secret, unit) => {
      side.entries.push({
        address: `aws_secretsmanager_secret_version.m_${unit}`,
        values: { id: unit, secret_id: unit, secret_binary: Buffer.from(secret).toString("base64") },
      });
    },
  },
  {
    name: "schema",
    in: ALL,
    plant: (side, secret, unit) => {
      const values = { id: unit, identifier: unit, password: secret };
      side.entries.push({ address: `aws_db_instance.m_${unit}`, values });
    },
  },
  {
    name: "nested schema",
    in: ALL,
    plant: (side, secret, unit) => {
      const values = { id: unit, name: unit, broker_name: unit, user: [{ username: "u", password: secret }] };
      side.entries.push({ address: `aws_mq_broker.m_${unit}`, values });
    },
  },
  {
    name: "element of a masked list",
    in: MASKED,
    plant: marked((secret, unit) => ({
      values: { id: unit, name: unit, list: ["a", { deep: secret }] },
      after: { list: [false, { deep: true }] },
    })),
  },
  {
    name: "data source",
    in: MASKED,
    plant: (side, secret, unit) => {
      side.entries.push({
        address: `data.aws_ssm_parameter.m_${unit}`,
        values: parameter(unit, secret),
        after: { value: true },
      });
    },
  },
  {
    name: "data source, schema",
    in: ALL,
    plant: (side, secret, unit) => {
      side.entries.push({
        address: `data.aws_secretsmanager_secret_version.m_${unit}`,
        values: { id: unit, secret_id: unit, secret_string: secret },
      });
    },
  },
  {
    name: "a number",
    in: MASKED,
    shape: "number",
    plant: marked((secret, unit) => ({
      values: { id: unit, name: unit, note: Number(secret) },
      after: { note: true },
    })),
  },
  {
    name: "five characters",
    in: MASKED,
    shape: "short",
    plant: marked((secret, unit) => ({
      values: { id: unit, name: unit, note: secret },
      after: { note: true },
    })),
  },
  {
    name: "short lines",
    in: MASKED,
    shape: "lines",
    plant: marked((secret, unit) => ({
      values: { id: unit, name: unit, note: secret },
      after: { note: true },
    })),
  },
  {
    name: "with markup",
    in: MASKED,
    shape: "markup",
    plant: marked((secret, unit) => ({
      values: { id: unit, name: unit, note: secret },
      after: { note: true },
    })),
  },
  {
    name: "with a newline at its end",
    in: MASKED,
    shape: "newline",
    plant: marked((secret, unit) => ({
      values: { id: unit, name: unit, note: `${secret}\n` },
      after: { note: true },
    })),
  },
  {
    name: "with quotes, a backslash and a dollar",
    in: MASKED,
    shape: "special",
    plant: marked((secret, unit) => ({
      values: { id: unit, name: unit, note: secret },
      after: { note: true },
    })),
  },
];
