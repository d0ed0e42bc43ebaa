import { COMPARISON_RULES } from "../../../analyzer/judge/findings/comparison-rules";
import { POLICY_RULES } from "../../../analyzer/judge/findings/policy-rules";
import { RULES } from "../../../analyzer/judge/rules/all";
import { PRACTICES, practicesOf } from "../../../analyzer/judge/rules/practices";

describe("practices", () => {
  test("every rule, readiness or comparison, is evidence against at least one of REL09 to REL13", () => {
    for (const { id } of [...RULES, ...COMPARISON_RULES, ...POLICY_RULES]) {
      const practices = practicesOf(id);
      for (const practice of practices) expect(Object.keys(PRACTICES)).toContain(practice);
      expect(practices.some((practice) => practice.startsWith("REL"))).toBe(true);
    }
  });

  test.each([
    ["twins-equal", "REL13-BP04"],
    ["s3-data-replicated", "REL13-BP02"],
    ["backup-copied-to-dr", "REL09-BP01"],
    ["route53-failover-health-checked", "REL11-BP02"],
    ["terraform-dr-stands-alone", "REL11-BP04"],
    ["objectives-rto-met", "REL13-BP01"],
  ])("%s: %s", (id, practice) => {
    expect(practicesOf(id)).toContain(practice);
  });
});
