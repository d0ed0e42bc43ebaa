import { cleanSample, mistakenSample, rewrittenSample } from "./sample";
import type { Stage } from "./model/stage";

const recipe = { seed: "sample/1", blocks: ["queue"], layout: "root-per-region" };
const mistaken = (stage: Stage) =>
  mistakenSample(recipe, stage, new Set(["queue-policy-missing"]), "dr", 1, new Map());
const renamed = (stage: Stage) =>
  rewrittenSample(recipe, stage, new Set(["label-renamed"]), "dr", 1, new Map());

describe("a sample's stage", () => {
  const clean = cleanSample(recipe, "applied");

  it("says what is applied before: nothing, the same, or what it was without the change", () => {
    expect(cleanSample(recipe, "first").applied).toBeUndefined();
    expect(clean.applied).toBe(clean.runs);
    expect(cleanSample(recipe, "changed").label.origin.stage).toBe("applied");
    const [applied, changed] = [mistaken("applied"), mistaken("changed")];
    expect(applied?.applied).toBe(applied?.runs);
    expect(changed?.applied).toEqual(clean.runs);
    expect(changed?.runs).toEqual(applied?.runs);
  });

  it("lets a plan name what it takes away", () => {
    const also = (stage: Stage) => mistaken(stage)?.label.expected.flatMap((one) => one.also);
    const policy = { side: "dr", address: "aws_sqs_queue_policy.orders" };
    expect(also("applied")).not.toContainEqual(policy);
    expect(also("changed")).toContainEqual(policy);
  });

  it("moves what a rewrite calls otherwise, and makes nothing anew", () => {
    const moved = (stage: Stage) => renamed(stage)?.runs.map(({ files }) => files.get("dr/moved.tf"));
    expect(moved("applied")).toEqual([undefined, undefined]);
    expect(moved("changed")).toEqual([
      undefined,
      expect.stringMatching(/^moved \{\n {2}from = aws_sqs_queue.*\n {2}to = aws_sqs_queue.*\n\}\n\n$/),
    ]);
    const rules = { ...recipe, blocks: ["web"] };
    const kinds = new Set(["rules-spelling"]);
    expect(rewrittenSample(rules, "applied", kinds, "dr", 1, new Map())).toBeDefined();
    expect(rewrittenSample(rules, "changed", kinds, "dr", 1, new Map())).toBeUndefined();
  });
});
