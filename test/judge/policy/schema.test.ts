import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import type { Json, JsonObject } from "../../../analyzer/base/json";
import { readJson } from "../../../analyzer/judge/policy/file/read-json";
import { readPolicy } from "../../../analyzer/judge/policy/file/read-policy";
import { policyReference } from "../../../analyzer/judge/policy/file/reference";
import { policySchema } from "../../../analyzer/judge/policy/file/schema";

const ROOT = join(__dirname, "../../..");

const text = readFileSync(join(ROOT, "analyzer/judge/policy/policy.schema.json"), "utf8");
const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(text) as object);

/** Whether drparity itself takes the file. */
function isAccepted(document: Json): boolean {
  try {
    readPolicy(readJson(JSON.stringify(document)), ".drparity.json");
    return true;
  } catch {
    return false;
  }
}

const SELECTED = { rule: "twins-equal", reason: "x", owner: "me", expires: "2027-01-31" };
const WINDOW = { days: ["mon"], start: "22:00", end: "02:00" };
const pair = (body: JsonObject): JsonObject => ({ pair: { shop: body } });

describe("policy.schema.json tells editors what drparity accepts:", () => {
  it.each<[string, Json]>([
    ["an empty pair", pair({})],
    ["the schema's name", { $schema: "./policy.schema.json", ...pair({}) }],
    ["pairs as lists", { pair: [{ a: [{}] }, { b: {} }] }],
    ["sides", pair({ primary: { sources: ["a.json"], state: ["a"], region: "us-east-1" }, dr: [{}] })],
    ["objectives", pair({ objectives: { rto: "1h30m", rpo: "0s" } })],
    ["tolerances", pair({ tolerances: { ttl_seconds: 0, capacity_percent: 100 } })],
    ["a twin", pair({ twin: { primary: 'aws_x.a["b.c"]', dr: "module.b" } })],
    ["several suppressions", pair({ suppress: [SELECTED, { ...SELECTED, address: "module.x" }] })],
    [
      "an expected difference",
      pair({ expected: { address: "aws_lb.*", attributes: ["tags.*"], reason: "x" } }),
    ],
    ["a severity", pair({ severity: { rule: "s3-*", level: "info" } })],
    ["an owner", pair({ owner: { address: "*.web", team: "@acme/web" } })],
    ["notifications", pair({ notify: { webhook: [{ url_variable: "A" }, { url_variable: "B" }] } })],
    ["a remediation", pair({ remediate: { rule: "no-drift", window: WINDOW } })],
  ])("%s", (_what, document) => {
    validate(document);
    expect(validate.errors).toBeNull();
    expect(isAccepted(document)).toBe(true);
  });

  it.each<[string, Json]>([
    ["nothing", {}],
    ["no pair", { pair: {} }],
    ["a list", []],
    ["an unknown block", { ...pair({}), pairs: {} }],
    ["an unknown key", pair({ zebra: 1 })],
    ["a pair without a name", { pair: { " ": {} } }],
    ["two bodies of one pair", { pair: { a: [{}, {}] } }],
    ["two primary sides", pair({ primary: [{}, {}] })],
    ["an empty list of sources", pair({ shared: [] })],
    ["a source that is no text", pair({ shared: [1] })],
    ["an empty text", pair({ manifest: " " })],
    ["null", pair({ manifest: null })],
    ["an unknown strategy", pair({ strategy: "cold" })],
    ["a region that is none", pair({ dr: { region: "mars-1" } })],
    ["a duration without a unit", pair({ objectives: { rto: "15" } })],
    ["a fraction", pair({ tolerances: { ttl_seconds: 1.5 } })],
    ["a number out of bounds", pair({ tolerances: { capacity_percent: -1 } })],
    ["half a twin", pair({ twin: { primary: "aws_x.a" } })],
    ["a twin that is a pattern", pair({ twin: { primary: "aws_*.a", dr: "aws_x.a" } })],
    ["a suppression of everything", pair({ suppress: { ...SELECTED, rule: undefined } as unknown as Json })],
    [
      "a suppression without an end",
      pair({ suppress: { ...SELECTED, expires: undefined } as unknown as Json }),
    ],
    ["a day that the calendar lacks", pair({ suppress: { ...SELECTED, expires: "2027-02-30" } })],
    ["a time of day as a date", pair({ suppress: { ...SELECTED, expires: "2027-02-01T00:00:00Z" } })],
    ["half an address", pair({ owner: { address: "aws_lb", team: "x" } })],
    ["an unknown way to notify", pair({ notify: { email: {} } })],
    [
      "a topic of another kind",
      pair({ notify: { sns: { topic_arn: "arn:aws:sqs:us-east-1:123456789012:x" } } }),
    ],
    ["a URL for a variable", pair({ notify: { webhook: { url_variable: "https://x" } } })],
    [
      "a repository without its owner",
      pair({ notify: { "github-issue": { repository: "x", token_variable: "T" } } }),
    ],
    ["a remediation at any time", pair({ remediate: { rule: "no-drift" } })],
    [
      "an hour that no day has",
      pair({ remediate: { rule: "no-drift", window: { ...WINDOW, end: "24:00" } } }),
    ],
    ["a remediation of everything", pair({ remediate: { address: "aws_lb.x", window: WINDOW } })],
  ])("not %s", (_what, document) => {
    const plain = JSON.parse(JSON.stringify(document)) as Json;
    expect({ schema: validate(plain), drparity: isAccepted(plain) }).toEqual({
      schema: false,
      drparity: false,
    });
  });
});

describe("the definition of the policy file", () => {
  it("is what policy.schema.json says: npm run policy", () => {
    expect(JSON.parse(text)).toEqual(policySchema());
  });

  it("is what docs/policy-file.md says: npm run policy", () => {
    const [, reference = ""] = readFileSync(join(ROOT, "docs/policy-file.md"), "utf8").split(
      "## Reference\n",
    );
    expect(unaligned(reference)).toBe(unaligned(policyReference()));
  });
});

/** Without the white space and the dashes that line a table up. */
function unaligned(markdown: string): string {
  return markdown.replaceAll(/-{3,}/g, "---").replaceAll(/ +/g, " ").trim();
}
