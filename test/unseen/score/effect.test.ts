import type { Case } from "./case";
import { withEffect } from "./effect";

const expected = (address: string) => ({ primaryAddress: address, drAddress: address, also: [] });
const label = {
  expected: [expected("aws_sqs_queue.a"), expected("aws_sqs_queue.b")],
  origin: { stage: "changed" },
} as unknown as Case;
const plan = JSON.stringify({
  resource_changes: [
    { address: "aws_sqs_queue.a", change: { actions: ["update"] } },
    { address: "aws_sqs_queue.b", change: { actions: ["no-op"] } },
  ],
});

describe("mistakes without an effect", () => {
  it("are none where the plan leaves the resource as it was applied", () => {
    expect(withEffect(label, [plan]).expected).toEqual([expected("aws_sqs_queue.a")]);
  });

  it("are looked for in changes only", () => {
    const applied = { ...label, origin: { ...label.origin, stage: "applied" } } as Case;
    expect(withEffect(applied, [plan]).expected).toHaveLength(2);
  });
});
