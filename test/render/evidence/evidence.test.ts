import { createHash } from "node:crypto";
import { PRACTICES } from "../../../analyzer/judge/rules/practices";
import type { Finding } from "../../../analyzer/model/report";
import { renderEvidence } from "../../../analyzer/render/evidence/evidence";
import { renderJson } from "../../../analyzer/render/json/json";
import { finding, reportOf } from "../../support/report-fixtures";

interface Evidence {
  readonly run: unknown;
  readonly verdict: string;
  readonly reportSha256: string;
  readonly practices: readonly {
    readonly practice: string;
    readonly status: string;
    readonly rules: readonly string[];
    readonly findings: readonly { readonly id: string }[];
    readonly accepted: readonly { readonly id: string; readonly expires: string | null }[];
  }[];
}

const evidenceOf = (...args: Parameters<typeof renderEvidence>) =>
  JSON.parse(renderEvidence(...args)) as Evidence;
const about = (evidence: Evidence, name: string) =>
  evidence.practices.find(({ practice }) => practice === name);
const drifted: Finding = { ...finding({ id: "1d77c0e3b8aa" }), practices: ["REL13-BP04", "SOC 2 CC8.1"] };

describe("the evidence for an audit", () => {
  it("says of every practice what was asked and what was found", () => {
    const evidence = evidenceOf(reportOf([drifted]));
    expect(evidence.practices.map(({ practice }) => practice)).toEqual(Object.keys(PRACTICES));
    expect(about(evidence, "REL13-BP04")).toMatchObject({
      status: "divergent",
      findings: [{ id: "1d77c0e3b8aa" }],
    });
    expect(about(evidence, "REL13-BP04")?.rules).toContain("twins-equal");
    expect(about(evidence, "REL09-BP01")).toMatchObject({ status: "no divergence", findings: [] });
  });

  it("names what a team has accepted, and until when", () => {
    const suppressed = [{ ...drifted, reason: "Known.", expires: "2027-03-31" }];
    const evidence = evidenceOf({ ...reportOf([]), suppressed });
    expect(about(evidence, "SOC 2 CC8.1")).toMatchObject({
      status: "no divergence",
      accepted: [{ id: "1d77c0e3b8aa", reason: "Known.", expires: "2027-03-31" }],
    });
  });

  it("proves nothing by an incomplete report", () => {
    const report = reportOf([]);
    const evidence = evidenceOf({ ...report, summary: { ...report.summary, verdict: "incomplete" } });
    expect(new Set(evidence.practices.map(({ status }) => status))).toEqual(new Set(["not proven"]));
  });

  it("belongs to one JSON report, one run and one commit", () => {
    const report = reportOf([drifted]);
    const commit = "a".repeat(40);
    const evidence = evidenceOf(report, { run: { id: "7", url: "https://ci.example/7", commit } });
    expect(evidence.run).toEqual({ id: "7", url: "https://ci.example/7", commit });
    expect(evidence.reportSha256).toBe(createHash("sha256").update(renderJson(report)).digest("hex"));
    expect(evidenceOf(report).run).toBeNull();
  });
});
