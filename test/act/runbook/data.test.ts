import { created, existing, ref } from "../../support/pair";
import { DATA, lines, runbookOf } from "../../support/runbook";

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
