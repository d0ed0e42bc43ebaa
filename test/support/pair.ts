import { understand, type AnalyzeInput } from "../../analyzer/analyze";
import type { PairContext } from "../../analyzer/compare/context";
import type { Json, JsonObject } from "../../analyzer/base/json";
import type { Strategy } from "../../analyzer/model/report";
import {
  isViolation,
  type ReadinessRule,
  severityUnder,
  type Violation,
} from "../../analyzer/judge/rules/rule";
import { readPlan } from "../../analyzer/read/terraform/plan";
import type { Workspace } from "../../analyzer/model/workspace/workspace";

/** A resource as a plan holds it. */
export interface Planned {
  /** `aws_sqs_queue.orders`, with modules and keys if need be. */
  readonly address: string;
  readonly values: JsonObject | null;
  /** What it is now, where the plan changes it; otherwise its values. */
  readonly before?: JsonObject;
  /** Terraform's `after_unknown`. */
  readonly unknown: JsonObject;
  /** Arguments of the configuration: `{ bucket: ref("aws_s3_bucket.data.id") }`. */
  readonly expressions: JsonObject;
  readonly actions: readonly string[];
  readonly mode: "managed" | "data";
}

/** What may be told of a planned resource besides its values. */
export type Options = Partial<Omit<Planned, "address" | "values">>;

/** A resource that exists and stays as it is. */
export function existing(address: string, values: JsonObject, options: Options = {}): Planned {
  return { address, values, unknown: {}, expressions: {}, actions: ["no-op"], mode: "managed", ...options };
}

/** A resource that the plan creates. */
export function created(address: string, values: JsonObject, options: Options = {}): Planned {
  return existing(address, values, { actions: ["create"], ...options });
}

/** A reference in a configuration expression, with the prefixes that Terraform lists too. */
export function ref(...references: string[]): Json {
  return { references: references.flatMap((text) => [text, text.split(".").slice(0, 2).join(".")]) };
}

/** The two sides of a pair, and how it is meant. */
export interface PairParts {
  readonly primary?: readonly Planned[];
  readonly dr?: readonly Planned[];
  readonly shared?: readonly Planned[];
  readonly strategy?: Strategy;
  /** Who writes, as the manifest says. */
  readonly writer?: "dr";
  /** Marks primary's plan as partial, as after `-target`. */
  readonly partial?: boolean;
}

export const PRIMARY_REGION = "us-east-1";
export const DR_REGION = "us-west-2";

/** A pair's input for the analyzer, through the real plan reader. */
export function pairInput({
  primary = [],
  dr = [],
  shared = [],
  strategy = "warm-standby",
  writer,
  partial = false,
}: PairParts): AnalyzeInput {
  return {
    primary: [workspace("primary", PRIMARY_REGION, primary, partial)],
    dr: [workspace("dr", DR_REGION, dr)],
    shared: shared.length === 0 ? [] : [workspace("shared", PRIMARY_REGION, shared)],
    combined: [],
    regions: { primary: PRIMARY_REGION, dr: DR_REGION },
    name: "test",
    strategy,
    writer,
    declared: [],
    byDesign: [],
    generatedAt: new Date(0),
  };
}

/** A pair, understood. */
export function pairOf(parts: PairParts): PairContext {
  return understand(pairInput(parts));
}

/** A violation as tests look at it: addresses, severity by strategy, paths, message. */
export interface Seen {
  readonly primary: string | undefined;
  readonly dr: string | undefined;
  readonly severity: string;
  readonly paths: readonly string[];
  readonly message: string;
}

/** What a rule says of a pair. */
export function violationsOf(rule: ReadinessRule, parts: PairParts): Seen[] {
  const pair = pairOf(parts);
  return [...rule.evaluate(pair)]
    .filter(isViolation)
    .map((violation) => seen(rule, violation, pair.strategy));
}

/** Of which places a rule cannot tell: primary's address, and why. */
export function undecidedOf(rule: ReadinessRule, parts: PairParts): [string | undefined, string][] {
  return [...rule.evaluate(pairOf(parts))].flatMap((verdict) =>
    isViolation(verdict)
      ? []
      : [[verdict.primary?.address, verdict.unresolved] as [string | undefined, string]],
  );
}

function seen(rule: ReadinessRule, violation: Violation, strategy: Strategy): Seen {
  const severity = severityUnder(rule.severity, strategy);
  return {
    primary: violation.primary?.address,
    dr: violation.dr?.address,
    severity: violation.severity ?? severity,
    paths: (violation.differences ?? []).map(({ path }) => path),
    message: violation.message,
  };
}

function workspace(label: string, region: string, resources: readonly Planned[], partial = false): Workspace {
  const document: JsonObject = {
    format_version: "1.2",
    terraform_version: "1.11.4",
    complete: !partial,
    resource_changes: resources.map(changeOf),
    configuration: {
      provider_config: { aws: { name: "aws", expressions: { region: { constant_value: region } } } },
      root_module: {
        resources: resources.filter(({ address }) => !address.startsWith("module.")).map(blockOf),
      },
    },
  };
  return readPlan(JSON.parse(JSON.stringify(document)) as JsonObject, label);
}

function changeOf({ address, values, unknown, actions, mode, before: now }: Planned): JsonObject {
  const type = typeOf(address);
  const before = actions[0] === "create" ? null : (now ?? values ?? { id: "gone" });
  return {
    address,
    mode,
    type,
    name: address.split(".").pop() ?? "",
    change: {
      actions: [...actions],
      before,
      after: values,
      after_unknown: unknown,
      before_sensitive: {},
      after_sensitive: {},
    },
  };
}

function blockOf({ address, expressions, mode }: Planned): JsonObject {
  return {
    address: address.replace(/\[[^\]]*\]$/, ""),
    mode,
    type: typeOf(address),
    name: address.split(".").pop() ?? "",
    provider_config_key: "aws",
    expressions,
  };
}

function typeOf(address: string): string {
  return /(?:^|\.)((?:aws|terraform)_\w+)\./.exec(address)?.[1] ?? "unknown";
}
