import { rule } from "../../../../analyzer/judge/rules/backup/backup-copied-to-dr";
import { violationsOf } from "../../../support/pair";
import { plan, vault, vaultArn } from "./plans";

describe("backup-copied-to-dr: primary's backups are copied to the DR region", () => {
  test("no copy action, or one within the primary region", () => {
    expect(violationsOf(rule, { primary: [plan()] })).toEqual([
      expect.objectContaining({
        primary: "aws_backup_plan.daily",
        severity: "warning",
        paths: ["rule[0].copy_action"],
      }),
    ]);
    expect(violationsOf(rule, { primary: [plan(vaultArn("us-east-1", "second"))] })).toHaveLength(1);
  });

  test("a plan that is yet to be created, of which AWS has yet to say something else", () => {
    const planned = {
      ...plan(),
      actions: ["create"],
      unknown: { rule: [{ copy_action: [], schedule_expression_timezone: true }] },
    };
    expect(violationsOf(rule, { primary: [planned] })).toHaveLength(1);
    expect(violationsOf(rule, { primary: [{ ...planned, unknown: { rule: true } }] })).toEqual([]);
  });

  test("DR has a plan of its own", () => {
    expect(violationsOf(rule, { primary: [plan()], dr: [plan()] }).map(({ severity }) => severity)).toEqual([
      "info",
    ]);
  });

  test("DR has a plan of its own, and nothing that it could back up", () => {
    const parts = { primary: [plan()], dr: [plan()], strategy: "backup-and-restore" } as const;
    expect(violationsOf(rule, parts).map(({ severity }) => severity)).toEqual(["critical"]);
  });

  test("compliant: a vault of another region", () => {
    expect(
      violationsOf(rule, { primary: [plan(vaultArn("us-west-2", "main"))], dr: [vault("us-west-2")] }),
    ).toEqual([]);
  });

  test("not applicable: plans of the DR side", () => {
    expect(violationsOf(rule, { dr: [plan()] })).toEqual([]);
  });
});
