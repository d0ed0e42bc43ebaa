import { rule } from "../../../../analyzer/judge/rules/sns/sns-subscription-confirmed";
import { created, existing, violationsOf, type Planned } from "../../../support/pair";

const subscription = (pending: boolean): Planned =>
  existing("aws_sns_topic_subscription.pager", {
    id: "arn:aws:sns:x",
    protocol: "https",
    endpoint: "https://pager.example.org",
    pending_confirmation: pending,
  });

describe("sns-subscription-confirmed: a DR subscription is confirmed where primary's is", () => {
  test("pending in DR", () => {
    expect(violationsOf(rule, { primary: [subscription(false)], dr: [subscription(true)] })).toEqual([
      expect.objectContaining({
        dr: "aws_sns_topic_subscription.pager",
        severity: "warning",
        paths: ["pending_confirmation"],
      }),
    ]);
  });

  test("compliant: confirmed", () => {
    expect(violationsOf(rule, { primary: [subscription(false)], dr: [subscription(false)] })).toEqual([]);
  });

  test("not applicable: pending on both sides, or yet to be created", () => {
    expect(violationsOf(rule, { primary: [subscription(true)], dr: [subscription(true)] })).toEqual([]);
    const planned = created(
      "aws_sns_topic_subscription.pager",
      { protocol: "https" },
      { unknown: { pending_confirmation: true } },
    );
    expect(violationsOf(rule, { primary: [subscription(false)], dr: [planned] })).toEqual([]);
  });
});
