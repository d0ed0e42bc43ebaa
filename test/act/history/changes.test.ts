import { changesSince, type Changes } from "../../../analyzer/act/history/changes";
import { seal } from "../../../analyzer/act/history/chain";
import type { HistoryEntry, RunRecord } from "../../../analyzer/act/history/entry";
import { failedRecord, recordOf } from "../../../analyzer/act/history/record";
import type { Finding, Report } from "../../../analyzer/model/report";
import { reportOf } from "../../support/analysis";
import { plan } from "../../support/plan-builder";
import { finding, run } from "./support/records";

const DAY = 24 * 60 * 60;

function entries(...records: readonly RunRecord[]): HistoryEntry[] {
  const sealed: HistoryEntry[] = [];
  for (const record of records) sealed.push(seal(record, sealed.at(-1) ?? null));
  return sealed;
}

/** A report of a run on a day, which says what `run` says. */
function report(day: number, ids: readonly string[], more: Partial<Report> = {}): Report {
  const { findings, at } = run(day, ids);
  const empty = reportOf({ primary: plan("us-east-1"), dr: plan("us-west-2") });
  return {
    ...empty,
    generatedAt: at,
    summary: { ...empty.summary, verdict: ids.length > 0 ? "divergent" : "parity" },
    findings: findings.map((one) => ({
      ...one,
      origin: "existing",
      primary: null,
      dr: null,
      differences: [],
      impact: "",
      remediation: "",
      practices: [],
    })),
    ...more,
  };
}

const incomplete = (day: number, ids: readonly string[]) => {
  const one = report(day, ids);
  return { ...one, summary: { ...one.summary, verdict: "incomplete" as const } };
};

const ids = (list: readonly { readonly finding: { readonly id: string } }[]) =>
  list.map((one) => one.finding.id);
const told = (changes: Changes) => ({
  appeared: ids(changes.appeared),
  persisting: ids(changes.persisting),
  resolved: ids(changes.resolved),
  unproven: ids(changes.unproven),
  accepted: ids(changes.accepted),
});
const nothing = { appeared: [], persisting: [], resolved: [], unproven: [], accepted: [] };

describe("changes since the history", () => {
  it("are all that the first run shows", () => {
    const changes = changesSince([], report(1, ["a"]));
    expect(changes.first).toBe(true);
    expect(told(changes)).toEqual({ ...nothing, appeared: ["a"] });
  });

  it("are what is new, what stays and what went", () => {
    const changes = changesSince(entries(run(1, ["a", "b"])), report(2, ["b", "c"]));
    expect(changes.first).toBe(false);
    expect(told(changes)).toEqual({ ...nothing, appeared: ["c"], persisting: ["b"], resolved: ["a"] });
  });

  it("tell since when a finding stays, and at which commit it was first seen", () => {
    const changes = changesSince(entries(run(1), run(2, ["a"]), run(3, ["a"])), report(5, ["a"]));
    expect(changes.persisting[0]).toMatchObject({
      since: { at: "2026-01-02T00:00:00.000Z", run: "run-2", commit: "c0ffee2" },
      secondsOpen: 3 * DAY,
    });
  });

  it("tell how long a resolved finding was open", () => {
    expect(changesSince(entries(run(1, ["a"]), run(2, ["a"])), report(4, [])).resolved[0]).toMatchObject({
      finding: finding("a"),
      since: { run: "run-1" },
      secondsOpen: 3 * DAY,
    });
  });

  it("tell how severe it was before", () => {
    const before = entries(run(1, [finding("a", { severity: "info" })]));
    expect(changesSince(before, report(2, ["a"])).persisting[0]?.severityBefore).toBe("info");
  });

  it("recognise what comes back", () => {
    const before = entries(run(1, ["a"]), run(2), run(3, ["a"]), run(4));
    expect(changesSince(before, report(5, ["a"])).appeared[0]?.recurred).toEqual({
      times: 2,
      firstSeen: { at: "2026-01-01T00:00:00.000Z", run: "run-1", commit: "c0ffee1" },
      resolvedAt: "2026-01-04T00:00:00.000Z",
    });
    expect(changesSince(before, report(5, ["b"])).appeared[0]?.recurred).toBeNull();
  });

  it("count the time from when it came back, not from the first time", () => {
    const before = entries(run(1, ["a"]), run(2), run(5, ["a"]));
    expect(changesSince(before, report(6, [])).resolved[0]).toMatchObject({ secondsOpen: DAY });
  });

  it("pass other pairs over", () => {
    const other = run(1, ["a"], { pair: "another" });
    expect(changesSince(entries(other), report(2, ["a"]))).toMatchObject({ first: true, resolved: [] });
  });

  it("are not negative when a clock runs backwards", () => {
    expect(changesSince(entries(run(5, ["a"])), report(1, [])).resolved[0]?.secondsOpen).toBe(0);
  });
});

describe("a run that proves nothing", () => {
  const failed = (day: number) =>
    failedRecord("test", run(day).run, ["The DR side could not be planned."], new Date(run(day).at));

  it("resolves nothing, whether it is the report", () => {
    const changes = changesSince(entries(run(1, ["a", "b"])), incomplete(2, ["b", "c"]));
    expect(told(changes)).toEqual({ ...nothing, appeared: ["c"], persisting: ["b"], unproven: ["a"] });
  });

  it.each([
    ["incomplete", run(2, [], { verdict: "incomplete" })],
    ["failed", failed(2)],
  ])("resolves nothing, whether it is in the history: %s", (_what, record) => {
    const changes = changesSince(entries(run(1, ["a"]), record), report(3, ["a"]));
    expect(told(changes)).toEqual({ ...nothing, persisting: ["a"] });
    expect(changes.persisting[0]?.since.run).toBe("run-1");
  });

  it("does not hide what is resolved afterwards", () => {
    const changes = changesSince(entries(run(1, ["a"]), failed(2)), report(3, []));
    expect(changes.resolved[0]).toMatchObject({ secondsOpen: 2 * DAY });
  });
});

describe("a finding that is accepted", () => {
  const suppressed = (day: number, id: string) => {
    const [one] = report(day, [id]).findings;
    return report(day, [], { suppressed: [{ ...(one as Finding), reason: "known", expires: null }] });
  };

  it("is not resolved", () => {
    expect(told(changesSince(entries(run(1, ["a"])), suppressed(2, "a")))).toEqual({
      ...nothing,
      accepted: ["a"],
    });
  });

  it("is told once, and no recurrence when its acceptance ends", () => {
    const before = entries(run(1, ["a"]), recordOf(suppressed(2, "a"), run(2).run));
    expect(told(changesSince(before, suppressed(3, "a")))).toEqual(nothing);
    expect(told(changesSince(before, report(3, ["a"])))).toEqual({ ...nothing, persisting: ["a"] });
  });

  it("is resolved once it is gone", () => {
    const before = entries(run(1, ["a"]), recordOf(suppressed(2, "a"), run(2).run));
    expect(told(changesSince(before, report(3, [])))).toEqual({ ...nothing, resolved: ["a"] });
    expect(told(changesSince(before, incomplete(3, [])))).toEqual(nothing);
  });
});

describe("a report's record", () => {
  it("keeps what the history needs, and no value", () => {
    const side = (region: string, size: number) =>
      plan(region).resource("aws_sqs_queue.a", { name: "a", visibility_timeout_seconds: size });
    const one = reportOf({ primary: side("us-east-1", 4711), dr: side("us-west-2", 9) });
    const record = recordOf(one, run(1).run);
    expect(record).toMatchObject({
      pair: "test",
      verdict: "divergent",
      score: one.summary.score,
      findings: [
        { id: one.findings[0]?.id, primary: "aws_sqs_queue.a", dr: "aws_sqs_queue.a", severity: "warning" },
      ],
    });
    expect(record.findings[0]).not.toHaveProperty("differences");
  });
});
