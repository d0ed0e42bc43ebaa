import { Field } from "../../../judge/rules/lib/field";
import { say, type Step } from "../runbook";
import { aws, capture } from "../shell";
import type { World } from "../world";

/** Restores what only backups carry over: automated backups of RDS, then vaults of AWS Backup. */
export function restoreBackups(world: World): Step[] {
  return [...instances(world), ...vaults(world)];
}

function instances(world: World): Step[] {
  const { dr } = world.region;
  return world.on("dr", "aws_db_instance_automated_backups_replication").map((copy) => {
    const [source] = world.graph.resolve(Field.of(copy, "source_db_instance_arn"), ["aws_db_instance"]);
    const name =
      source === undefined
        ? { missing: "the instance's identifier" }
        : world.oneOf(source, "the instance's identifier", "identifier");
    const named = ["--db-instance-identifier", name] as const;
    return {
      title: say`Restore ${name} from the backups that were copied to ${dr}`,
      notes: [
        say`It takes hours for a large database: begin with it. Its subnet group and security groups have to exist in ${dr}.`,
      ],
      commands: [
        capture(
          "BACKUPS",
          aws(
            dr,
            "rds",
            "describe-db-instance-automated-backups",
            ...named,
            "--query",
            "DBInstanceAutomatedBackups[0].DBInstanceAutomatedBackupsArn",
            "--output",
            "text",
          ),
        ),
        aws(
          dr,
          "rds",
          "restore-db-instance-to-point-in-time",
          "--source-db-instance-automated-backups-arn",
          { raw: '"$BACKUPS"' },
          "--target-db-instance-identifier",
          name,
          "--use-latest-restorable-time",
          "--db-subnet-group-name",
          { missing: "a subnet group of the DR region" },
          "--vpc-security-group-ids",
          { missing: "a security group of the DR region" },
        ),
        aws(dr, "rds", "wait db-instance-available", ...named),
      ],
      check: {
        says: say`It prints available and the host that applications connect to.`,
        commands: [
          aws(
            dr,
            "rds",
            "describe-db-instances",
            ...named,
            "--query",
            "DBInstances[0].[DBInstanceStatus,Endpoint.Address]",
            "--output",
            "text",
          ),
        ],
      },
      back: {
        says: say`Nothing follows it: copy back what was written, by a replica in the primary region or by a dump.`,
      },
    };
  });
}

function vaults(world: World): Step[] {
  const { dr } = world.region;
  return world.on("dr", "aws_backup_vault").map((vault) => {
    const name = world.attribute(vault, "the vault's name", "name");
    return {
      title: say`Restore what only the vault ${name} has`,
      notes: [
        say`It lists the newest copies. Which of them are needed, and with what settings, follows from what the steps before have brought back; AWS's own settings of a copy are what the second command prints.`,
      ],
      commands: [
        aws(
          dr,
          "backup",
          "list-recovery-points-by-backup-vault",
          "--backup-vault-name",
          name,
          "--query",
          "reverse(sort_by(RecoveryPoints,&CreationDate))[:20].[CreationDate,Status,ResourceType,ResourceArn,RecoveryPointArn]",
          "--output",
          "text",
        ),
        aws(
          dr,
          "backup",
          "get-recovery-point-restore-metadata",
          "--backup-vault-name",
          name,
          "--recovery-point-arn",
          { missing: "the copy's ARN" },
        ),
        aws(
          dr,
          "backup",
          "start-restore-job",
          "--recovery-point-arn",
          { missing: "the copy's ARN" },
          "--iam-role-arn",
          { missing: "the ARN of a role that may restore" },
          "--metadata",
          { missing: "the settings, as JSON" },
        ),
      ],
      check: {
        says: say`The job is COMPLETED.`,
        commands: [
          aws(
            dr,
            "backup",
            "list-restore-jobs",
            "--query",
            "RestoreJobs[].[CreationDate,Status,PercentDone,CreatedResourceArn]",
            "--output",
            "text",
          ),
        ],
      },
      back: { says: say`What was restored is a copy: delete it when it is not needed any more.` },
    };
  });
}
