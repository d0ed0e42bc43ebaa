import { isObject, type Json, type JsonObject } from "../../analyzer/base/json";
import { parseAddress } from "../../analyzer/model/workspace/address";

/** A resource, with what each part of a plan says of it where that is not the same everywhere. */
export interface Entry {
  readonly address: string;
  readonly values: JsonObject | null;
  /** Default: as `values`. */
  readonly before?: JsonObject | null;
  /** The prior state's; default: as `before`. */
  readonly prior?: JsonObject;
  /** `after_sensitive`, `before_sensitive`, and the masks of planned values and the prior state. */
  readonly after?: Json;
  readonly beforeMask?: Json;
  readonly plannedMask?: Json;
  readonly priorMask?: Json;
  /** The key of a deposed object. */
  readonly deposed?: string;
  readonly previous?: string;
  readonly provider?: string;
}

/** Which form of source a side is written in. `old` ones are of Terraform before 0.15.1 and hold no masks. */
export const SOURCES = ["plan", "old-plan", "state", "old-state", "raw", "old-raw"] as const;
export type SourceKind = (typeof SOURCES)[number];

const AWS = "registry.terraform.io/hashicorp/aws";

/** One side of a pair, to be written in any form of source. */
export class Side {
  readonly entries: Entry[] = [];
  readonly drift: { address: string; before: JsonObject; after: JsonObject; mask?: Json }[] = [];
  readonly variables: Record<string, { value: Json; sensitive?: boolean }> = {};
  readonly outputs: Record<string, { before?: Json; after: Json; sensitive: boolean }> = {};
  readonly providers: JsonObject = {};
  readonly moduleCalls: JsonObject = {};
  readonly problems: string[] = [];
  errored = false;

  constructor(readonly region: string) {
    this.providers.aws = {
      name: "aws",
      full_name: AWS,
      expressions: { region: { constant_value: region } },
    };
  }

  /** The source's text. */
  text(kind: SourceKind): string {
    const masks = !kind.startsWith("old-");
    const document = kind.endsWith("plan")
      ? this.plan(masks)
      : kind.endsWith("raw")
        ? this.raw(masks)
        : this.state(masks);
    return JSON.stringify(document);
  }

  private plan(masks: boolean): JsonObject {
    const live = this.entries.filter(({ deposed }) => deposed === undefined);
    const mask = (name: string, value: Json | undefined) => (masks ? { [name]: value ?? {} } : {});
    return {
      format_version: masks ? "1.2" : "0.1",
      terraform_version: masks ? "1.11.4" : "0.14.11",
      variables: Object.fromEntries(Object.entries(this.variables).map(([k, { value }]) => [k, { value }])),
      planned_values: {
        outputs: Object.fromEntries(
          Object.entries(this.outputs).map(([name, { after, sensitive }]) => [
            name,
            { sensitive, value: after },
          ]),
        ),
        root_module: tree(
          live.flatMap((e) =>
            e.values === null
              ? []
              : [{ ...named(e), values: e.values, ...mask("sensitive_values", e.plannedMask ?? e.after) }],
          ),
        ),
      },
      resource_drift: this.drift.map(({ address, before, after, mask: m }) => ({
        ...named({ address }),
        change: {
          actions: ["update"],
          before,
          after,
          after_unknown: {},
          ...mask("before_sensitive", m),
          ...mask("after_sensitive", m),
        },
      })),
      resource_changes: this.entries.map((e) => ({
        ...named(e),
        ...(e.deposed === undefined ? {} : { deposed: e.deposed }),
        ...(e.previous === undefined ? {} : { previous_address: e.previous }),
        change: {
          actions: e.values === null ? ["delete"] : ["no-op"],
          before: e.before === undefined ? e.values : e.before,
          after: e.values,
          after_unknown: {},
          ...mask("before_sensitive", e.beforeMask ?? e.after),
          ...mask("after_sensitive", e.after),
        },
      })),
      output_changes: Object.fromEntries(
        Object.entries(this.outputs).map(([name, { before, after, sensitive }]) => [
          name,
          {
            actions: ["update"],
            before: before ?? after,
            after,
            after_unknown: false,
            before_sensitive: sensitive,
            after_sensitive: sensitive,
          },
        ]),
      ),
      prior_state: {
        format_version: "1.0",
        values: {
          outputs: Object.fromEntries(
            Object.entries(this.outputs).map(([name, { before, after, sensitive }]) => [
              name,
              { sensitive, value: before ?? after },
            ]),
          ),
          root_module: tree(
            this.entries.flatMap((e) => {
              const values = e.prior ?? e.before ?? e.values;
              if (values === null) return [];
              const deposed = e.deposed === undefined ? {} : { deposed_key: e.deposed };
              const at = e.priorMask ?? e.beforeMask ?? e.after;
              return [{ ...named(e), ...deposed, values, ...mask("sensitive_values", at) }];
            }),
          ),
        },
      },
      configuration: {
        provider_config: this.providers,
        root_module: {
          resources: [...new Map(live.map((e) => [e.address.replace(/\[[^\]]*\]$/, ""), e])).values()]
            .filter((e) => !e.address.startsWith("module."))
            .map((e) => ({
              ...named(e),
              address: blockAddress(e.address),
              provider_config_key: "aws",
              expressions: expressions(e.values),
            })),
          variables: Object.fromEntries(
            Object.entries(this.variables).map(([name, { sensitive }]) => [
              name,
              { sensitive: sensitive === true },
            ]),
          ),
          module_calls: this.moduleCalls,
        },
      },
      ...(this.problems.length === 0
        ? {}
        : {
            checks: [
              {
                address: { kind: "check", to_display: "check.health" },
                status: "fail",
                instances: [{ status: "fail", problems: this.problems.map((message) => ({ message })) }],
              },
            ],
          }),
      errored: this.errored,
    };
  }

  private state(masks: boolean): JsonObject {
    return {
      format_version: masks ? "1.0" : "0.1",
      terraform_version: masks ? "1.11.4" : "0.14.11",
      values: {
        outputs: Object.fromEntries(
          Object.entries(this.outputs).map(([name, { after, sensitive }]) => [
            name,
            { sensitive, value: after },
          ]),
        ),
        root_module: tree(
          this.entries.flatMap((e) => {
            const values = e.values ?? e.before ?? null;
            if (values === null) return [];
            const deposed = e.deposed === undefined ? {} : { deposed_key: e.deposed };
            return [
              { ...named(e), ...deposed, values, ...(masks ? { sensitive_values: e.after ?? {} } : {}) },
            ];
          }),
        ),
      },
    };
  }

  private raw(masks: boolean): JsonObject {
    return {
      version: 4,
      terraform_version: masks ? "1.11.4" : "1.5.7",
      serial: 1,
      lineage: "8f1d2a5e-0000-4000-8000-000000000000",
      outputs: Object.fromEntries(
        Object.entries(this.outputs).map(([name, { after, sensitive }]) => [
          name,
          { sensitive, value: after, type: "string" },
        ]),
      ),
      resources: this.entries.flatMap((e) => {
        const values = e.values ?? e.before ?? null;
        const parts = parseAddress(e.address);
        if (values === null || !parts) return [];
        const { mode, type, name, key } = parts;
        const module = named(e).module_address;
        return [
          {
            ...(typeof module === "string" ? { module } : {}),
            mode,
            type,
            name,
            provider: `provider["${e.provider ?? AWS}"]`,
            instances: [
              {
                ...(key === undefined ? {} : { index_key: key }),
                ...(e.deposed === undefined ? {} : { deposed: e.deposed }),
                schema_version: 0,
                attributes: values,
                sensitive_attributes: masks ? pathsOf(e.after ?? {}, []) : [],
              },
            ],
          },
        ];
      }),
    };
  }
}

function named({ address, provider }: Pick<Entry, "address" | "provider">): JsonObject {
  const parts = parseAddress(address);
  if (!parts) throw new Error(`not an address: ${address}`);
  const { mode, type, name, key, modules } = parts;
  const module = modules
    .map((step) => `module.${step.name}${step.key === undefined ? "" : `[${JSON.stringify(step.key)}]`}`)
    .join(".");
  return {
    address,
    ...(module === "" ? {} : { module_address: module }),
    mode,
    type,
    name,
    ...(key === undefined ? {} : { index: key }),
    provider_name: provider ?? AWS,
  };
}

function tree(list: readonly object[]): JsonObject {
  const entries = list as readonly JsonObject[];
  const modules = new Set(entries.map((e) => e.module_address).filter((m) => typeof m === "string"));
  return {
    resources: entries.filter((e) => e.module_address === undefined),
    child_modules: [...modules].map((address) => ({
      address,
      resources: entries.filter((e) => e.module_address === address),
    })),
  };
}

function blockAddress(address: string): string {
  const parts = parseAddress(address);
  return parts ? `${parts.mode === "data" ? "data." : ""}${parts.type}.${parts.name}` : address;
}

function expressions(values: JsonObject | null): JsonObject {
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([name, value]) => [
      name,
      Array.isArray(value) && value.length > 0 && value.every(isObject)
        ? value.map((block) => expressions(block as JsonObject))
        : { constant_value: value },
    ]),
  );
}

function pathsOf(mask: Json, path: readonly JsonObject[]): Json[] {
  if (mask === true) return [[...path]];
  if (Array.isArray(mask)) {
    return mask.flatMap((item, i) =>
      pathsOf(item, [...path, { type: "index", value: { value: i, type: "number" } }]),
    );
  }
  if (!isObject(mask)) return [];
  return Object.entries(mask).flatMap(([name, item]) =>
    pathsOf(item, [...path, { type: "get_attr", value: name }]),
  );
}
