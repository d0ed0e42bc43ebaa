import type { DrillReport } from "../../analyzer/model/drill";

/** A report as the machine of a drill writes it. @param began its day in November 2026, or a whole time */
export function drillReport(began: string, of: Partial<DrillReport> = {}) {
  const time = began.includes("T") ? began : `2026-11-${began}T03:00:00.000Z`;
  return {
    schemaVersion: "1.0",
    pair: "shop",
    drill: "shop-drill",
    execution: "arn:aws:states:eu-central-1:111122223333:execution:shop-drill:one",
    reason: "the schedule",
    outcome: "passed",
    began: time,
    ended: time,
    everySeconds: 30 * 86_400,
    targets: { rtoSeconds: 900, rpoSeconds: 900 },
    rtoSeconds: 630,
    rpoSeconds: 3,
    steps: [{ wave: "restore", name: "orders", seconds: 510 }],
    losses: [{ name: "orders", seconds: 3 }],
    failure: null,
    cleanedUp: true,
    ...of,
  } satisfies DrillReport & { schemaVersion: string };
}

/** One that stopped. */
export const FAILED = {
  outcome: "failed",
  rtoSeconds: null,
  failure: { wave: "restore", error: "TooLate", cause: "Waited in vain" },
} as const;
