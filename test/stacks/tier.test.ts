import { Duration } from "../../modules/pair/duration";
import type { RegionPairProps } from "../../stacks/region-pair";
import { synthesized } from "./synthesized";

const targets = (props: Partial<RegionPairProps>) => {
  const { rtoSeconds, rpoSeconds } = synthesized(() => undefined, props).manifest.pair;
  return { rto: rtoSeconds / 60, rpo: rpoSeconds / 60 };
};

describe("an application's tier", () => {
  it("refuses a target that is weaker, naming what it may be", () => {
    expect(() => targets({ tier: "critical", rto: Duration.hours(1) })).toThrow(
      'rto: 1 h is weaker than the 15 min of tier "critical". Give 15 min or less, or another tier.',
    );
    expect(() => targets({ tier: "standard", rpo: Duration.minutes(16) })).toThrow("rpo: 16 min is weaker");
  });

  it.each(["vital", "toString", "__proto__"])("refuses %s, which there is not", (tier) => {
    expect(() => targets({ tier })).toThrow(
      `tier: there is no "${tier}". Use one of critical, standard, deferrable`,
    );
  });

  it("is the target where none is given, and takes a stronger one", () => {
    expect(targets({ tier: "standard", strategy: "active-active" })).toEqual({ rto: 60, rpo: 15 });
    expect(targets({ tier: "critical", rto: Duration.minutes(10) })).toEqual({ rto: 10, rpo: 15 });
  });

  it("may be a team's own", () => {
    const tiers = { gold: { rto: Duration.minutes(30), rpo: Duration.minutes(1) } };
    expect(targets({ tier: "gold", tiers })).toEqual({ rto: 30, rpo: 1 });
    expect(() => targets({ tier: "critical", tiers })).toThrow("Use one of gold");
  });

  it("holds the parts of the pair to it", () => {
    expect(() =>
      synthesized(
        (pair) => pair.objectives.add({ part: "restoring", phase: "recover", rto: Duration.hours(2) }),
        {
          tier: "standard",
        },
      ),
    ).toThrow("rto: 1 h cannot be met, failing over takes 2 h");
  });
});

describe("backup-and-restore", () => {
  it("promises a day by default", () => {
    expect(targets({ strategy: "backup-and-restore" })).toEqual({ rto: 24 * 60, rpo: 24 * 60 });
  });
});
