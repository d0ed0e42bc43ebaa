import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { isObject, objectsIn, type Json, type JsonObject } from "../../analyzer/base/json";
import { readCases } from "../support/corpus/cases";
import type { TextKind } from "./inputs";

const ROOT = path.join(__dirname, "../..");

/** Two real documents of one application, to be analyzed as a pair. */
export interface SeedPair {
  readonly primary: JsonObject;
  readonly dr: JsonObject;
}

/** The first cases of each corpus: hundreds of them are variants of one application. */
const CASES_EACH = 3;

/** Real plans and states. */
export function seedPairs(): SeedPair[] {
  const corpora = new Map<string, number>();
  return readCases(path.join(ROOT, "test/corpus")).flatMap(({ name, folder }) => {
    const corpus = name.split(path.sep)[0] ?? "";
    const number = (corpora.get(corpus) ?? 0) + 1;
    corpora.set(corpus, number);
    if (number > CASES_EACH) return [];
    return ["plan.json.gz", "tfstate.gz", "tfstate"].flatMap((kind) => {
      const [primary, dr] = ["primary", "dr"].map((side) => read(path.join(folder, `${side}.${kind}`)));
      return primary && dr ? [{ primary, dr }] : [];
    });
  });
}

/** Real texts in HCL: policy files and configurations of the examples and the documentation. */
export function seedTexts(): string[] {
  const page = readFileSync(path.join(ROOT, "docs/policy-file.md"), "utf8");
  const blocks = Array.from(page.matchAll(/```hcl\n(.*?)```/gs), ([, text = ""]) => text);
  const backend =
    'terraform {\n  backend "s3" {\n    bucket = "b"\n    key    = "k"\n    endpoints = { s3 = "https://x" }\n  }\n}\n';
  return [
    ...blocks,
    backend,
    'resource "aws_lb" "a" {\n  name = <<-EOT\n    x ${var.y}\n  EOT\n  tags = { a = [1, "b"] } # c\n}\n',
  ];
}

/** A plan as it may arrive: as it is, compressed once and twice, in several pieces, in UTF-16, cut off. */
export function seedContents(): string[] {
  const text = JSON.stringify({ format_version: "1.2", terraform_version: "1.11.4", resource_changes: [] });
  const [plain, packed] = [Buffer.from(text), gzipSync(text)];
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
  const contents = [
    plain,
    packed,
    gzipSync(packed),
    Buffer.concat([packed, packed]),
    wide,
    packed.subarray(0, 40),
  ];
  return contents.map((content) => content.toString("latin1"));
}

/** A real policy file in JSON, a manifest, a baseline, and owners. */
export function documents(): readonly { readonly kind: TextKind; readonly document: JsonObject | string }[] {
  const finding = {
    rule: "twins-equal",
    kind: "attribute",
    severity: "warning",
    primary: "a.b",
    dr: null,
    message: "m",
    paths: ["x"],
  };
  return [
    {
      kind: "policy",
      document: {
        pair: {
          shop: {
            primary: { sources: ["a.json"], region: "us-east-1" },
            dr: { sources: ["b.json"] },
            objectives: { rto: "15m", rpo: "1m" },
            twin: [{ primary: "aws_lb.a", dr: "aws_lb.b" }],
            expected: [{ address: "aws_lb.*", attributes: ["tags.*"], reason: "r" }],
            suppress: [{ rule: "twins-equal", reason: "r", owner: "o", expires: "2099-01-01" }],
            notify: { sns: { topic_arn: "arn:aws:sns:us-east-1:123456789012:t" } },
            history: "h.jsonl",
          },
        },
      },
    },
    {
      kind: "manifest",
      document: {
        schemaVersion: "1.0",
        pair: {
          name: "shop",
          strategy: "pilot-light",
          primaryRegion: "us-east-1",
          drRegion: "us-west-2",
          rtoSeconds: 60,
        },
        workspaces: [{ side: "primary", directory: "stacks/a" }],
        twins: [{ primary: "aws_lb.a", dr: "aws_lb.b" }],
        byDesign: [{ side: "dr", address: "aws_lb.b", paths: ["x"], reason: "r" }],
      },
    },
    {
      kind: "baseline",
      document: {
        schemaVersion: "1.0",
        tool: "drparity",
        pair: "shop",
        findings: [{ ...finding, id: "0123456789abcdef", reason: "r" }],
      },
    },
    {
      kind: "owners",
      document:
        "# comment\n*.tf @org/infra\n[Section] @a\n/docs/**/x?[ab]*/ @b c@example.com\n^[Optional][2]\n!x\n",
    },
  ];
}

/** A document of which only some resources are left, so that an analysis takes milliseconds. */
export function excerpt(document: JsonObject, kept: (address: string) => boolean): JsonObject {
  return pruned(document, kept) as JsonObject;
}

function pruned(value: Json, kept: (address: string) => boolean): Json {
  if (Array.isArray(value)) return value.filter((one) => isKept(one, kept)).map((one) => pruned(one, kept));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, pruned(inner, kept)]));
}

function isKept(value: Json, kept: (address: string) => boolean): boolean {
  const [{ address, type, name }] = [isObject(value) ? value : {}];
  if (typeof type !== "string" || typeof name !== "string") return true;
  return kept(
    typeof address === "string" ? address.replace(/\[.*?\]|module\.\w+\./g, "") : `${type}.${name}`,
  );
}

/** The addresses of a document's resources, without modules and keys. */
export function addressesOf(document: JsonObject): string[] {
  const changes = [...objectsIn(document.resource_changes), ...objectsIn(document.resources)];
  return [...new Set(changes.map(({ type, name }) => `${String(type)}.${String(name)}`))];
}

function read(file: string): JsonObject | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return undefined;
  }
  return JSON.parse((file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8")) as JsonObject;
}
