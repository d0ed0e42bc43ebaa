import { judgeDrills } from "../../../analyzer/judge/findings/drills";
import type { DrillReport } from "../../../analyzer/model/drill";
import { drillReport, FAILED } from "../../support/drills";

const NOW = new Date("2026-11-30T12:00:00Z");
const messages = (...reports: readonly DrillReport[]) =>
  judgeDrills(reports, "shop", NOW).findings.map(({ message }) => message);

describe("drills-meet-targets", () => {
  it.each<[string, Partial<DrillReport>, string]>([
    ["failed", FAILED, "drill shop-drill: it failed on 2026-11-20 at restore: TooLate"],
    [
      "took too long",
      { outcome: "missed", rtoSeconds: 1260 },
      "drill shop-drill: on 2026-11-20 recovery took 21 min where 15 min are allowed",
    ],
    [
      "would have lost too much",
      { outcome: "missed", rpoSeconds: 901 },
      "drill shop-drill: on 2026-11-20 a failover would have lost 15 min 1 s where 15 min are allowed",
    ],
    [
      "does not know what it would have lost",
      { outcome: "missed", rpoSeconds: null },
      "drill shop-drill: on 2026-11-20 nobody could tell how much would have been lost",
    ],
    [
      "left something behind",
      { cleanedUp: false },
      "drill shop-drill: it left something behind on 2026-11-20, which costs",
    ],
    [
      "is overdue",
      { everySeconds: 8 * 86_400 },
      "drill shop-drill: the last one began 10 days ago, and one is due every 8 days",
    ],
  ])("is broken by a drill that %s", (_what, of, message) => {
    expect(messages(drillReport("20", of))).toEqual([message]);
  });

  it("is broken where there is no report of the pair's", () => {
    expect(messages()).toEqual(["there is no report of any drill"]);
    expect(messages(drillReport("20", { pair: "other" }))).toHaveLength(1);
  });

  it("holds where the last one was in time and met its targets, whatever the ones before", () => {
    expect(messages(drillReport("20"), drillReport("01", FAILED))).toEqual([]);
    expect(messages(drillReport("20", { rpoSeconds: null, losses: [] }))).toEqual([]);
    // A drill that began late by less than a day is not overdue.
    expect(messages(drillReport("20", { everySeconds: 10 * 86_400 }))).toEqual([]);
  });

  it("is asked of each machine, since a pair may have several", () => {
    expect(
      messages(drillReport("20"), drillReport("01", { drill: "shop-weekly", everySeconds: 7 * 86_400 })),
    ).toEqual([expect.stringContaining("drill shop-weekly: the last one began 29 days ago")]);
  });

  it("is not answered where nobody says where the reports are, or they cannot be read", () => {
    expect(judgeDrills(undefined, "shop", NOW)).toEqual({ findings: [], unresolved: [] });
    const { findings, unresolved } = judgeDrills({ unread: "s3://a: denied" }, "shop", NOW);
    expect(findings).toEqual([]);
    expect(unresolved).toEqual([
      expect.objectContaining({ reason: expect.stringContaining("s3://a: denied") as string }),
    ]);
  });

  it("is a warning that stays the same finding while the figures change", () => {
    const about = (rtoSeconds: number) =>
      judgeDrills([drillReport("20", { outcome: "missed", rtoSeconds })], "shop", NOW).findings[0];
    expect(about(1000)).toMatchObject({ rule: "drills-meet-targets", severity: "warning" });
    expect(about(1000)?.about).toBe(about(2001)?.about);
  });
});
