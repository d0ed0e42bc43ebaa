import type { ReadinessRule } from "../../../analyzer/judge/rules/rule";
import { runRules } from "../../../analyzer/judge/rules/run";
import { existing, pairOf } from "../../support/pair";

const queue = existing("aws_sqs_queue.orders", { id: "orders" });
const pair = pairOf({ primary: [queue], dr: [queue], strategy: "active-active" });
const [twins] = pair.pairing.twins;

const speaking: ReadinessRule = {
  id: "test-speaks",
  title: "Speaks",
  checks: "c",
  impact: "i",
  remediation: "r",
  severity: { "pilot-light": "info", "warm-standby": "warning", "active-active": "critical" },
  references: [],
  replacesArc: [],
  *evaluate() {
    yield { primary: twins?.primary ?? null, dr: twins?.dr ?? null, message: "first" };
    yield { primary: twins?.primary ?? null, dr: null, message: "second", severity: "info" };
  },
};
const throwing: ReadinessRule = {
  ...speaking,
  id: "test-throws",
  *evaluate() {
    yield { primary: null, dr: null, message: "lost" };
    throw new Error("no such member");
  },
};

describe("running the rules", () => {
  test("one that throws is told as such, and loses nothing of the rest", () => {
    const { findings, failed } = runRules([throwing, speaking], pair);
    expect(failed).toEqual(["rule test-throws failed, please report it: no such member"]);
    expect(findings.map(({ message }) => message)).toEqual(["first", "second"]);
  });

  test("a violation has the strategy's severity unless it brings its own", () => {
    const { findings } = runRules([speaking], pair);
    expect(findings.map(({ severity }) => severity)).toEqual(["critical", "info"]);
    const restored = runRules([speaking], { ...pair, strategy: "backup-and-restore" });
    expect(restored.findings[0]?.severity).toBe("info"); // the pilot light's: rules of a team may not know the strategy
    expect(findings[0]).toEqual(
      expect.objectContaining({ rule: "test-speaks", kind: "readiness", origin: "existing", impact: "i" }),
    );
  });
});
