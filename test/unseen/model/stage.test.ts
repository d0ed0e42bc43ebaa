import { STAGES, stageOf } from "./stage";

const stages = (allowed: Parameters<typeof stageOf>[1]) =>
  Array.from({ length: 14 }, (_, i) => stageOf(i, allowed));

describe("the stages of a seed's applications", () => {
  it("are first roll-outs but for two of seven", () => {
    const all = stages(STAGES);
    expect(all.filter((stage) => stage === "applied")).toHaveLength(2);
    expect(all.filter((stage) => stage === "changed")).toHaveLength(2);
  });

  it("are those that are allowed, on both sides alike", () => {
    expect(stages(["applied", "changed"]).slice(0, 4)).toEqual(["applied", "changed", "changed", "applied"]);
    expect(new Set(stages(["changed"]))).toEqual(new Set(["changed"]));
  });
});
