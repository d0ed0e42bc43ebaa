import { seal } from "../../../analyzer/act/history/chain";
import type { RunRecord } from "../../../analyzer/act/history/entry";
import { trendOpenMetrics } from "../../../analyzer/act/trend/openmetrics";
import { TrendBuilder, type Trend } from "../../../analyzer/act/trend/trend";
import { finding, run } from "../history/support/records";

function trend(pair: string, records: readonly RunRecord[]): Trend {
  const builder = new TrendBuilder(pair);
  let last = null;
  for (const record of records) builder.add((last = seal(record, last)));
  return builder.build();
}

const RUNS = [
  run(1, [finding("b", { severity: "critical" })]),
  run(2, [finding("b", { severity: "critical" }), "c"]),
];

describe("the history as OpenMetrics", () => {
  it("tells score, findings, ages, verdict and the time of the last run", () => {
    expect(trendOpenMetrics([trend("shop", RUNS)])).toBe(`# TYPE drparity_score gauge
# HELP drparity_score Parity of the last run that compared anything, 0 to 100.
drparity_score{pair="shop"} 98
# TYPE drparity_findings gauge
# HELP drparity_findings Findings of the last run, by severity.
drparity_findings{pair="shop",severity="critical"} 1
drparity_findings{pair="shop",severity="warning"} 1
drparity_findings{pair="shop",severity="info"} 0
# TYPE drparity_oldest_finding_age_seconds gauge
# UNIT drparity_oldest_finding_age_seconds seconds
# HELP drparity_oldest_finding_age_seconds How long the oldest open finding of a severity has been open.
drparity_oldest_finding_age_seconds{pair="shop",severity="critical"} 86400
drparity_oldest_finding_age_seconds{pair="shop",severity="warning"} 0
# TYPE drparity_verdict gauge
# HELP drparity_verdict 1 for the last run's verdict, 0 for the others.
drparity_verdict{pair="shop",verdict="parity"} 0
drparity_verdict{pair="shop",verdict="divergent"} 1
drparity_verdict{pair="shop",verdict="incomplete"} 0
drparity_verdict{pair="shop",verdict="failed"} 0
# TYPE drparity_last_run_timestamp_seconds gauge
# UNIT drparity_last_run_timestamp_seconds seconds
# HELP drparity_last_run_timestamp_seconds When the last run was, in seconds since 1970.
drparity_last_run_timestamp_seconds{pair="shop"} 1767312000
# EOF
`);
  });

  it("keeps the last known score when a run failed, and lets no name break out of its label", () => {
    const text = trendOpenMetrics([
      trend('a"} 0\nevil{x="\\', [...RUNS, run(3, [], { verdict: "failed", score: null })]),
    ]);
    expect(text).toContain('verdict="failed"} 1');
    expect(text.split("\n").filter((line) => !/^(?:#|drparity_|$)/.test(line))).toEqual([]);
    expect(text).toMatch(/^drparity_score\{pair="a\\"\} 0.*\} 98$/m);
  });
});
