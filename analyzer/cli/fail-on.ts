import type { Report } from "../model/report";

/** What `--fail-on` takes: the least severity that exits with 2. */
export const FAIL_ON = ["critical", "warning", "info", "never"] as const;

/** One of them. */
export type FailOn = (typeof FAIL_ON)[number];

/** 0 parity, 2 divergence; sources that cannot prove parity never yield 0. */
export function exitStatus({ summary }: Report, failOn: FailOn): 0 | 2 {
  if (summary.verdict === "incomplete") return 2;
  const counts = { critical: summary.critical, warning: summary.critical + summary.warning };
  if (failOn === "never") return 0;
  if (failOn === "critical") return counts.critical > 0 ? 2 : 0;
  return counts.warning + (failOn === "info" ? summary.info : 0) > 0 ? 2 : 0;
}
