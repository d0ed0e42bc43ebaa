import { Field } from "../../../judge/rules/lib/field";
import type { Resource } from "../../../model/workspace/workspace";
import { type Known, say, type Step } from "../runbook";
import { aws } from "../shell";
import type { World } from "../world";

const REPLICATION = "aws_efs_replication_configuration";

/** File systems that others are copied to, where they are resources of the pair. */
export function fileSystemCopies(world: World): Resource[] {
  return world.graph
    .managed(REPLICATION)
    .flatMap((replication) =>
      world.graph.resolve(Field.of(replication, "destination", 0, "file_system_id"), ["aws_efs_file_system"]),
    );
}

/**
 * Ends the replication of file systems, which makes the copies writable.
 * Source: https://docs.aws.amazon.com/efs/latest/ug/replication-use-cases.html
 */
export function openFileSystems(world: World): Step[] {
  return world.graph.managed(REPLICATION).map((replication) => open(world, sourceOf(world, replication)));
}

/** AWS chooses a file system's id. Where no source tells it, somebody has to: a region's list holds what belongs to others as well. */
function open(world: World, source: Known): Step {
  const { dr, primary } = world.region;
  const list = (query: string) =>
    aws(dr, "efs", "describe-replication-configurations", "--query", query, "--output", "text");
  return {
    title: say`Make the copy of the file system ${source} writable`,
    notes: [
      say`It ends the replication, also while ${primary} does not answer; then, and only then, it may need --deletion-mode LOCAL_CONFIGURATION_ONLY.`,
    ],
    commands: [
      list("Replications[].[SourceFileSystemId,Destinations[].FileSystemId]"),
      aws(dr, "efs", "delete-replication-configuration", "--source-file-system-id", source),
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
