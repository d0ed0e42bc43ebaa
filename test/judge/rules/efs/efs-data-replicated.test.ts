import { rule } from "../../../../analyzer/judge/rules/efs/efs-data-replicated";
import { existing, violationsOf, type Planned } from "../../../support/pair";

const system = (id: string, more = {}): Planned =>
  existing("aws_efs_file_system.shared", { id, creation_token: "shared", ...more });

describe("efs-data-replicated: a file system in DR gets its files from primary's", () => {
  test("nothing copies", () => {
    expect(violationsOf(rule, { primary: [system("fs-0a")], dr: [system("fs-0b")] })).toEqual([
      expect.objectContaining({
        primary: "aws_efs_file_system.shared",
        dr: "aws_efs_file_system.shared",
        severity: "info",
      }),
    ]);
  });

  test("compliant: a replication configuration, or the DR file system says that it is replicated to", () => {
    const replication = existing("aws_efs_replication_configuration.shared", {
      source_file_system_id: "fs-0a",
    });
    expect(violationsOf(rule, { primary: [system("fs-0a"), replication], dr: [system("fs-0b")] })).toEqual(
      [],
    );
    const target = system("fs-0b", { protection: [{ replication_overwrite: "REPLICATING" }] });
    expect(violationsOf(rule, { primary: [system("fs-0a")], dr: [target] })).toEqual([]);
  });

  test("not applicable: DataSync copies", () => {
    const task = existing("aws_datasync_task.shared", { id: "task-1" });
    expect(violationsOf(rule, { primary: [system("fs-0a"), task], dr: [system("fs-0b")] })).toEqual([]);
  });
});
