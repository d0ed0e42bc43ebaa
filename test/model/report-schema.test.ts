import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { render } from "../../analyzer/render/render";
import { divergedReport, REPORTS } from "../support/report-fixtures";

const schema = JSON.parse(
  readFileSync(join(__dirname, "../../analyzer/model/report.schema.json"), "utf8"),
) as Record<string, unknown>;
const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
addFormats(ajv);
const validate = ajv.compile(schema);

/** The diverged report as a plain tree that a test may spoil. */
function tree(): Record<string, Record<string, unknown>> & { findings: Record<string, unknown>[] } {
  return JSON.parse(render(divergedReport(), "json", { color: false })) as ReturnType<typeof tree>;
}

describe("report.schema.json", () => {
  it("is published under the id that the documentation names", () => {
    expect(schema["$id"]).toBe("https://drparity.dev/schema/report-1.json");
  });

  it.each(Object.entries(REPORTS))("accepts the %s report", (_name, build) => {
    const report: unknown = JSON.parse(render(build(), "json", { color: false }));
    validate(report);
    expect(validate.errors).toBeNull();
  });

  it.each(["schemaVersion", "tool", "generatedAt", "pair", "summary", "findings", "expected", "coverage"])(
    "rejects a report without %s",
    (field) => {
      const rest = Object.entries(tree()).filter(([name]) => name !== field);
      expect(validate(Object.fromEntries(rest))).toBe(false);
    },
  );

  it.each<[string, (report: ReturnType<typeof tree>) => void]>([
    ["another major version", (r) => Object.assign(r, { schemaVersion: "2.0" })],
    ["a field that the contract does not have", (r) => Object.assign(r, { extra: 1 })],
    [
      "a finding with a field that the contract does not have",
      (r) => Object.assign(r.findings[0] ?? {}, { raw: 1 }),
    ],
    ["a finding with a reason", (r) => Object.assign(r.findings[0] ?? {}, { reason: "by design" })],
    ["an unknown kind", (r) => Object.assign(r.findings[0] ?? {}, { kind: "other" })],
    ["an unknown severity", (r) => Object.assign(r.findings[0] ?? {}, { severity: "error" })],
    ["a finding without an id", (r) => Object.assign(r.findings[0] ?? {}, { id: "" })],
    ["a score above 100", (r) => Object.assign(r["summary"] ?? {}, { score: 101 })],
    ["a negative count", (r) => Object.assign(r["summary"] ?? {}, { critical: -1 })],
    ["an unknown verdict", (r) => Object.assign(r["summary"] ?? {}, { verdict: "ok" })],
    ["a time that is none", (r) => Object.assign(r, { generatedAt: "yesterday" })],
    [
      "a resource without a type",
      (r) => Object.assign(r.findings[0] ?? {}, { dr: { address: "a", region: null } }),
    ],
    [
      "a suppression that expires some day",
      (r) => Object.assign(r, { suppressed: [suppression("some day")] }),
    ],
  ])("rejects %s", (_what, spoil) => {
    const report = tree();
    spoil(report);
    expect(validate(report)).toBe(false);
  });

  function suppression(expires: string): unknown {
    return { ...tree().findings[0], reason: "accepted", expires };
  }
});
