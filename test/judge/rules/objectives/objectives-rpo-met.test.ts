import { rule } from "../../../../analyzer/judge/rules/objectives/objectives-rpo-met";
import { intervalOf } from "../../../../analyzer/judge/rules/lib/objectives";
import { isViolation } from "../../../../analyzer/judge/rules/rule";
import { estimated } from "./pair";

const messages = (rpoSeconds?: number) =>
  [...rule.evaluate(estimated({ rpoSeconds }))].filter(isViolation).map(({ message }) => message);

describe("objectives-rpo-met: what each data store may lose is within the declared target", () => {
  test("a minute", () => {
    expect(messages(60)).toEqual([
      "aws_db_instance ledger lags behind: up to 5 min of data where 1 min are allowed",
      "objects of aws_s3_bucket assets are still to be copied: up to 15 min of data where 1 min are allowed",
    ]);
  });

  test("compliant: an hour", () => {
    expect(messages(3600)).toEqual([]);
  });

  test("not applicable: no target", () => {
    expect(messages()).toEqual([]);
  });

  test.each([
    ["cron(0 5 ? * * *)", 86400],
    ["cron(0 0/6 * * ? *)", 21600],
    ["cron(0 * * * ? *)", 3600],
    ["cron(0 5 ? * SUN *)", 604800],
    ["cron(0 5 1 * ? *)", 2678400],
    ["rate(12 hours)", 43200],
    ["rate(1 day)", 86400],
    ["whenever", undefined],
  ])("%s comes round every %s seconds", (schedule, seconds) => {
    expect(intervalOf(schedule)).toBe(seconds);
  });
});
