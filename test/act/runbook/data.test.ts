import { created, DR_REGION, existing, ref } from "../../support/pair";
import { chapter, BACK, DATA, lines, runbookOf } from "../../support/runbook";
import { FULL } from "../../support/runbook-pair";

describe("the copy of a file system", () => {
  const replication = "aws_efs_replication_configuration.files";

  it("is opened by its source's id, and never by what AWS lists first", () => {
    const made = runbookOf({ primary: [existing(replication, { source_file_system_id: "fs-1" })] });
    const commands = lines(made, DATA);
    expect(commands).toContain(
      "aws efs delete-replication-configuration --region us-west-2 --source-file-system-id fs-1",
    );
  });

  it("is to be told where the plans do not know its source, and is looked for among all", () => {
    const made = runbookOf({
      primary: [
        created(
          replication,
          {},
          {
            unknown: { source_file_system_id: true },
            expressions: { source_file_system_id: ref("aws_efs_file_system.files.id") },
          },
        ),
      ],
    });
    const commands = lines(made, DATA);
    expect(commands[0]).toContain("--query 'Replications[].[SourceFileSystemId,");
    expect(commands[1]).toContain("--source-file-system-id 'FILL IN: the source file system");
    expect(commands.join("\n")).not.toMatch(/Replications\[0\]|\$SOURCE/);
  });
});

describe("before a first apply", () => {
  it.each([
    ["aws_rds_cluster.a", "global_cluster_identifier"],
    ["aws_docdb_cluster.a", "global_cluster_identifier"],
    ["aws_neptune_cluster.a", "global_cluster_identifier"],
    ["aws_db_instance.a", "replicate_source_db"],
    ["aws_elasticache_replication_group.a", "global_replication_group_id"],
  ])("%s is no replica where %s is left to AWS, and one where it is written", (address, argument) => {
    const made = (expressions: Parameters<typeof created>[2]) =>
      chapter(
        runbookOf({ dr: [created(address, {}, { unknown: { [argument]: true }, ...expressions })] }),
        DATA,
      ).steps;
    expect(made({})).toEqual([]);
    expect(made({ expressions: { [argument]: ref("data.aws_x.y.id") } })).not.toEqual([]);
  });
});

describe("a cache", () => {
  it("is looked up again on the way back, days later and in another shell", () => {
    const back = lines(runbookOf(FULL), BACK);
    const failover = back.findIndex((line) => line.includes("failover-global-replication-group"));
    expect(failover).toBeGreaterThan(0);
    expect(back[failover - 1]).toMatch(
      new RegExp(`^DATASTORE=\\$\\(aws elasticache describe-replication-groups --region ${DR_REGION} `),
    );
  });
});
