import { bothSides, planOf } from "../support/application";
import { reportOf, told } from "../support/analysis";

describe("one application in two regions", () => {
  it("is at parity: nothing differs but the region", () => {
    const { primary, dr } = bothSides();
    const report = reportOf({ primary: planOf(primary, "us-east-1"), dr: planOf(dr, "us-west-2") });
    expect(told(report.findings)).toEqual([]);
    expect(told(report.expected)).toEqual([]);
    expect(report.unresolved).toEqual([]);
    expect(report.summary).toMatchObject({ verdict: "parity", score: 100, paired: 12 });
  });
});
