import { rule } from "../../../../analyzer/judge/rules/objectives/objectives-rto-met";
import { estimate, sum } from "../../../../analyzer/judge/rules/lib/objectives";
import { isViolation } from "../../../../analyzer/judge/rules/rule";
import { estimated } from "./pair";

describe("objectives-rto-met: the estimated recovery time is within the declared target", () => {
  test("five minutes are not enough", () => {
    const [violation, ...more] = [...rule.evaluate(estimated({ rtoSeconds: 300 }))].filter(isViolation);
    expect(more).toEqual([]);
    expect(violation?.dr?.address).toBe("aws_db_instance.ledger");
    expect(violation?.message).toBe(
      "recovery takes about 16 min 30 s where 5 min are allowed: aws_route53_health_check web finds primary unhealthy (30 s), " +
        "resolvers ask for aws_route53_record primary again (1 min), aws_db_instance ledger becomes writable (10 min), " +
        "aws_autoscaling_group web grows from 1 to 4 (5 min)",
    );
  });

  test("every part says where its figure comes from", () => {
    for (const { source } of estimate(estimated({})).rto) expect(source).toMatch(/^https:\/\/docs\.aws|\d/);
    expect(sum(estimate(estimated({})).rto)).toBe(990);
  });

  test("compliant: an hour", () => {
    expect([...rule.evaluate(estimated({ rtoSeconds: 3600 }))]).toEqual([]);
  });

  test("not applicable: no target", () => {
    expect([...rule.evaluate(estimated({ rpoSeconds: 1 }))]).toEqual([]);
  });
});
