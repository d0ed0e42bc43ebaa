import { applyBaseline, baselineOf, baselineText, readBaseline } from "../../analyzer/report/baseline";
import { reportOf } from "../support/analysis";
import { plan, type PlanBuilder } from "../support/plan-builder";

/** A pair whose queues differ as told: the DR side's timeouts. */
function report(
  timeouts: Readonly<Record<string, number>>,
  { delay = 0, change = (builder: PlanBuilder) => builder } = {},
) {
  const side = (region: string, timeout: (name: string) => number) =>
    Object.keys(timeouts).reduce(
      (builder, name) =>
        builder.resource(`aws_sqs_queue.${name}`, {
          name,
          visibility_timeout_seconds: timeout(name),
          delay_seconds: region === "us-west-2" ? delay : 0,
        }),
      plan(region),
    );
  return reportOf({
    primary: side("us-east-1", () => 30),
    dr: change(side("us-west-2", (name) => timeouts[name] ?? 30)),
    generatedAt: new Date("2026-11-21T12:00:00Z"),
  });
}
const addresses = (list: readonly { readonly primary: { readonly address: string } | null }[]) =>
  list.map(({ primary }) => primary?.address);

describe("a baseline", () => {
  const before = report({ a: 5, b: 5 });
  const baseline = baselineOf(before);

  it("accepts all that was there, which is parity then", () => {
    expect(before.summary).toMatchObject({ verdict: "divergent", warning: 2 });
    const { report: after, gone, worse } = applyBaseline(before, baseline);
    expect(after.findings).toEqual([]);
    expect(after.summary).toMatchObject({ verdict: "parity", score: 100, warning: 0, suppressed: 2 });
    expect(after.suppressed).toMatchObject([
      { reason: "in the baseline of 2026-11-21", expires: null },
      { reason: "in the baseline of 2026-11-21", expires: null },
    ]);
    expect([gone, worse]).toEqual([[], []]);
  });

  it("leaves what is new", () => {
    const { report: after } = applyBaseline(report({ a: 5, b: 5, c: 5 }), baseline);
    expect(addresses(after.findings)).toEqual(["aws_sqs_queue.c"]);
    expect(after.summary).toMatchObject({ verdict: "divergent", warning: 1, suppressed: 2 });
    expect(after.summary.score).toBeLessThan(100);
  });

  it("covers another value of the same attribute, and no other attribute", () => {
    expect(applyBaseline(report({ a: 6, b: 7 }), baseline).report.findings).toEqual([]);
    const more = report({ a: 5 }, { delay: 9 });
    expect(addresses(applyBaseline(more, baseline).report.findings)).toEqual(["aws_sqs_queue.a"]);
  });

  it("tells what is gone, so that the file can shrink", () => {
    expect(applyBaseline(report({ a: 30, b: 5 }), baseline).gone.map(({ primary }) => primary)).toEqual([
      "aws_sqs_queue.a",
    ]);
  });

  it("does not cover what became more severe", () => {
    const milder = { findings: baseline.findings.map((one) => ({ ...one, severity: "info" as const })) };
    const { report: after, worse } = applyBaseline(before, milder);
    expect(after.findings).toEqual(before.findings);
    expect(worse).toEqual(before.findings);
    const harsher = { findings: baseline.findings.map((one) => ({ ...one, severity: "critical" as const })) };
    expect(applyBaseline(before, harsher).report.findings).toEqual([]);
  });

  it("never makes parity of an incomplete report, nor takes what it lacks for gone", () => {
    const incomplete = report({ a: 5 }, { change: (dr) => dr.set("errored", true) });
    const { report: after, gone } = applyBaseline(incomplete, baseline);
    expect(after.summary.verdict).toBe("incomplete");
    expect(gone).toEqual([]);
  });

  it("keeps since when, why and whose when it is written anew", () => {
    const [first, second] = baseline.findings;
    const annotated = {
      ...first,
      when: "2026-01-01",
      reason: "moves in Q1",
      owner: "@acme/queues",
    } as typeof first;
    const anew = baselineOf(before, { findings: [annotated as NonNullable<typeof first>] });
    expect(anew.findings).toEqual([annotated, second]);
    const { report: after } = applyBaseline(before, anew);
    expect(after.suppressed[0]?.reason).toBe("in the baseline of 2026-01-01: moves in Q1 (@acme/queues)");
  });

  it("comes back from its file, whose order does not depend on the report's", () => {
    expect(new Set(readBaseline(baselineText(baseline), "b").findings)).toEqual(new Set(baseline.findings));
    const reversed = { findings: [...baseline.findings].reverse() };
    expect(baselineText(reversed)).toBe(baselineText(baseline));
  });

  it.each([
    ["", "is not JSON"],
    ["[]", "is no baseline of this version"],
    ['{"drparityBaseline":"2.0","findings":[]}', "is no baseline of this version"],
    ['{"drparityBaseline":"1.0"}', "has no list of findings"],
    ['{"drparityBaseline":"1.0","findings":[{"id":1}]}', "has a finding that cannot be read, number 1"],
  ])("is not %j", (text, what) => {
    expect(() => readBaseline(text, "b.json")).toThrow(`b.json: The baseline ${what}.`);
  });
});

describe("a baseline that says a thing twice is refused, since a reviewer may have read the other one:", () => {
  const text = baselineText(baselineOf(report({ a: 5 })));

  it("a member", () => {
    const twice = text.replace('"findings"', '"findings": [],\n  "findings"');
    expect(() => readBaseline(twice, "b.json")).toThrow('b.json:4: "findings" is set twice.');
  });

  it("a finding", () => {
    const { drparityBaseline, findings } = JSON.parse(text) as {
      drparityBaseline: string;
      findings: object[];
    };
    const twice = JSON.stringify({ drparityBaseline, findings: [...findings, ...findings] });
    expect(() => readBaseline(twice, "b.json")).toThrow("has a finding more than once");
  });
});
