import { regionOfArn } from "../../../base/aws/regions";
import type { PairContext } from "../../../compare/context";
import type { Resource } from "../../../model/workspace/workspace";
import type { Field } from "./field";
import { Field as Place } from "./field";
import { PairGraph } from "./graph";

/** One copy action of an AWS Backup plan. */
export interface BackupCopy {
  readonly plan: Resource;
  readonly destination: Field;
  /** The vault, when it is in the sources. */
  readonly vaults: readonly Resource[];
  /** Whether it copies to the other region; undefined when the sources do not tell. */
  readonly leaves: boolean | undefined;
}

/** The copy actions of primary's backup plans. */
export function backupCopies(pair: PairContext): BackupCopy[] {
  const graph = PairGraph.of(pair);
  return graph.managed("aws_backup_plan", "primary").flatMap((plan) =>
    Place.of(plan, "rule").elements.flatMap((rule) =>
      rule.at("copy_action").elements.map((copy) => {
        const destination = copy.at("destination_vault_arn");
        const vaults = graph.resolve(destination, [
          "aws_backup_vault",
          "aws_backup_logically_air_gapped_vault",
        ]);
        return { plan, destination, vaults, leaves: leavesRegion(pair, graph, destination, vaults) };
      }),
    ),
  );
}

/** Whether some plan of primary copies, or may copy, backups to the other region. */
export function backupsReachDr(pair: PairContext): boolean {
  return backupCopies(pair).some(({ leaves }) => leaves !== false);
}

function leavesRegion(
  pair: PairContext,
  graph: PairGraph,
  destination: Field,
  vaults: readonly Resource[],
): boolean | undefined {
  if (vaults.length > 0) return vaults.some((vault) => graph.sideOf(vault) !== "primary");
  const region = regionOfArn(destination.text ?? "");
  return region === undefined ? undefined : region !== pair.sides.primary.region;
}
