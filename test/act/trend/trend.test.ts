import { seal } from "../../../analyzer/act/history/chain";
import type { RunRecord } from "../../../analyzer/act/history/entry";
import { trendCsv } from "../../../analyzer/act/trend/csv";
import { sinceTime } from "../../../analyzer/act/trend/since";
import { sparkline } from "../../../analyzer/act/trend/sparkline";
import { trendText } from "../../../analyzer/act/trend/text";
import { TrendBuilder, type Trend } from "../../../analyzer/act/trend/trend";
import { finding, run } from "../history/support/records";

const DAY = 24 * 60 * 60;

function trend(records: readonly RunRecord[], since?: string): Trend {
  const builder = new TrendBuilder("test", since);
  let last = null;
  for (const record of records) builder.add((last = seal(record, last)));
  return builder.build();
}
const critical = (id: string) => finding(id, { severity: "critical" });
const failed = (day: number) => run(day, [], { verdict: "failed", score: null });

describe("a pair's trend", () => {
  it("has a row for each run, with what it changed", () => {
    expect(trend([run(1, ["a", critical("b")]), run(2, ["a", "c"]), failed(3)]).runs).toMatchObject([
      {
        at: "2026-01-01T00:00:00.000Z",
        score: 98,
        critical: 1,
        warning: 1,
        info: 0,
        appeared: 2,
        resolved: 0,
      },
      {
        at: "2026-01-02T00:00:00.000Z",
        score: 98,
        critical: 0,
        warning: 2,
        info: 0,
        appeared: 1,
        resolved: 1,
      },
      { verdict: "failed", score: null, appeared: 0, resolved: 0 },
    ]);
  });

  it("tells mean and median time to remediate by severity", () => {
    const { remediation } = trend([
      run(1, ["a", "b", "c", critical("d")]),
      run(2, ["b", "c", critical("d")]),
      run(3, ["c", critical("d")]),
      run(10, [critical("d")]),
    ]);
    expect(remediation).toEqual({
      critical: { resolved: 0, meanSeconds: null, medianSeconds: null, open: 1 },
      warning: { resolved: 3, meanSeconds: 4 * DAY, medianSeconds: 2 * DAY, open: 0 },
      info: { resolved: 0, meanSeconds: null, medianSeconds: null, open: 0 },
    });
    const even = trend([run(1, ["a", "b"]), run(2, ["b"]), run(5)]).remediation.warning;
    expect(even).toMatchObject({ meanSeconds: 2.5 * DAY, medianSeconds: 2.5 * DAY });
  });

  it("tells the oldest open findings first, with age, commit and recurrences", () => {
    const { open } = trend([run(1, ["a"]), run(2, ["b"]), run(3, ["a", "b"]), run(5, ["a", "b"])]);
    expect(open).toMatchObject([
      { id: "b", since: "2026-01-02T00:00:00.000Z", commit: "c0ffee2", openSeconds: 3 * DAY, recurred: 0 },
      { id: "a", since: "2026-01-03T00:00:00.000Z", commit: "c0ffee3", openSeconds: 2 * DAY, recurred: 1 },
    ]);
  });

  it("keeps open what a failed run does not show, and leaves out what is accepted", () => {
    expect(trend([run(1, ["a"]), failed(2)]).open.map(({ id }) => id)).toEqual(["a"]);
    expect(trend([run(1, ["a"]), run(2, [], { accepted: ["a"] })]).open).toEqual([]);
  });

  it("counts drift without the first run, which finds all that was there", () => {
    expect(trend([run(1, ["a", "b"]), run(5, ["a", "b"])]).drift).toEqual({
      findings: 0,
      runs: 0,
      everyDays: null,
    });
    expect(trend([run(1, ["a"]), run(3, ["b", "c"]), run(11, ["d"])]).drift).toEqual({
      findings: 3,
      runs: 2,
      everyDays: 5,
    });
  });

  it("since a time has later runs alone, but knows what came before", () => {
    const since = sinceTime("2026-01-03", new Date());
    const late = trend([run(1, ["a", "b"]), run(2, ["a"]), run(3, ["a"]), run(5, ["a"])], since);
    expect(late.runs.map(({ run: id }) => id)).toEqual(["run-3", "run-5"]);
    expect(late.open[0]).toMatchObject({ since: "2026-01-01T00:00:00.000Z", openSeconds: 4 * DAY });
    expect(late.remediation.warning.resolved).toBe(0);
    expect(late.drift.runs).toBe(0);
  });
});

describe("--since", () => {
  const now = new Date("2026-11-21T12:00:00Z");
  it.each([
    ["30d", "2026-10-22T12:00:00.000Z"],
    ["2w", "2026-11-07T12:00:00.000Z"],
    ["2026-11-01", "2026-11-01T00:00:00.000Z"],
    ["2026-11-01T06:30:00Z", "2026-11-01T06:30:00.000Z"],
    ["2026-11-01T06:30", "2026-11-01T06:30:00.000Z"],
  ])("%s is %s", (text, time) => {
    expect(sinceTime(text, now)).toBe(time);
  });

  it.each(["", "30", "d", "yesterday", "2026-13-01", "99999999d", "2026"])("%j is refused", (text) => {
    expect(() => sinceTime(text, now)).toThrow("neither a number of days or weeks nor a date");
  });
});

describe("the line of scores", () => {
  it("goes from the lowest tens to 100", () => {
    expect(sparkline([0, 50, 100], 10)).toEqual({ text: "▁▅█", bottom: 0 });
    expect(sparkline([72, 85, 100], 10)).toEqual({ text: "▁▅█", bottom: 70 });
    expect(sparkline([100, 100], 10)).toEqual({ text: "██", bottom: 90 });
  });

  it("shows a run without a score, and the worst where many share a bar", () => {
    expect(sparkline([100, null], 10).text).toBe("█·");
    expect(sparkline([...Array<number>(50).fill(100), 0, ...Array<number>(49).fill(100)], 10).text).toBe(
      "█████▁████",
    );
    expect(sparkline([100, null, null, null], 2).text).toBe("█·");
    expect(sparkline([null], 5).text).toBe("·");
  });
});

describe("the text", () => {
  const long = finding("x", {
    primary: `module.${"very_long_".repeat(12)}.aws_sqs_queue.x`,
    severity: "critical",
  });
  const trends = [trend([...Array.from({ length: 200 }, (_, i) => run(i + 1, ["a", long])), failed(201)])];

  it.each([80, 120])("fits a terminal of %d columns", (width) => {
    const lines = trendText(trends, { color: false, width }).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
  });

  it("has no escape code without colour, whatever a finding says", () => {
    const hostile = finding("h", { primary: "\u001b[31maws\u202e", rule: "\u001b]0;x\u0007" });
    const hostileRun = run(1, [hostile], { run: { kind: "drift", id: "\u001b[1m", commit: "\u001b[2J" } });
    const text = trendText([{ ...trend([hostileRun]), pair: "\u001b[2J" }], { color: false, width: 80 });
    // eslint-disable-next-line no-control-regex -- control characters are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  it("says when there is no run in the time that was asked for", () => {
    expect(trendText([trend([run(1)], "2027")], { color: false, width: 80 })).toContain(
      "test  no run in this time",
    );
  });
});

describe("the CSV", () => {
  it("has a row for each run, and nothing for what is not known", () => {
    const one = trend([run(1, ["a"], { run: { kind: "drift", id: "7", commit: null } }), failed(2)]);
    expect(trendCsv([one]).split("\r\n")).toEqual([
      "pair,at,run,kind,commit,verdict,score,critical,warning,info,appeared,resolved",
      "test,2026-01-01T00:00:00.000Z,7,drift,,divergent,99,0,1,0,1,0",
      "test,2026-01-02T00:00:00.000Z,run-2,drift,c0ffee2,failed,,0,0,0,0,0",
      "",
    ]);
  });

  it.each([
    ["=1+1", `"'=1+1"`],
    ["+1", `"'+1"`],
    ["-1", `"'-1"`],
    ["@SUM(A1)", `"'@SUM(A1)"`],
    ["\t=1", `\\t=1`],
    [" =1", `"' =1"`],
    ['a,"b"', '"a,""b"""'],
    ["a\r\nb", "a\\r\\nb"],
    ["＝1", `"'＝1"`],
  ])("gives a spreadsheet no formula: %j", (pair, cell) => {
    const csv = trendCsv([{ ...trend([run(1)]), pair }]);
    expect(csv.split("\r\n")[1]?.startsWith(`${cell},2026-`)).toBe(true);
  });
});
