import { Field } from "../../../judge/rules/lib/field";
import type { Resource } from "../../../model/workspace/workspace";
import { type Known, say, type Step } from "../runbook";
import { aws, capture } from "../shell";
import type { World } from "../world";

/**
 * Ends the replication of file systems, which makes the copies writable.
 * Source: https://docs.aws.amazon.com/efs/latest/ug/replication-use-cases.html
 */
export function openFileSystems(world: World): Step[] {
  const all = world.graph.managed("aws_efs_replication_configuration");
  return all.map((replication) => open(world, sourceOf(world, replication), all.length === 1));
}

/** AWS chooses a file system's id; where there is one replication alone, the DR region's own list of them tells it. */
function open(world: World, source: Known, only: boolean): Step {
  const { dr, primary } = world.region;
  const list = (query: string) =>
    aws(dr, "efs", "describe-replication-configurations", "--query", query, "--output", "text");
  const lookedUp = only && !("value" in source);
  return {
    title: lookedUp
      ? say`Make the copy of the file system writable`
      : say`Make the copy of the file system ${source} writable`,
    notes: [
      say`It ends the replication, also while ${primary} does not answer; then, and only then, it may need --deletion-mode LOCAL_CONFIGURATION_ONLY.`,
    ],
    commands: [
      lookedUp
        ? capture("SOURCE", list("Replications[0].SourceFileSystemId"))
        : list("Replications[].[SourceFileSystemId,Destinations[].FileSystemId]"),
      aws(
        dr,
        "efs",
        "delete-replication-configuration",
        "--source-file-system-id",
        lookedUp ? { raw: '"$SOURCE"' } : source,
      ),
    ],
    check: {
      says: say`No replication is listed any more for it.`,
      commands: [list("Replications[].[SourceFileSystemId,Destinations[].Status]")],
    },
    back: {
      says: say`Copy back what was written, or replicate the other way; then let Terraform make the replication anew.`,
    },
  };
}

function sourceOf(world: World, replication: Resource): Known {
  const what = "the source file system's id";
  const written = world.attribute(replication, what, "source_file_system_id");
  const [file] = world.graph.resolve(Field.of(replication, "source_file_system_id"), ["aws_efs_file_system"]);
  return "value" in written ? written : world.attribute(file, what, "id");
}
