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

/** Why a rule about data does not tell when only AWS Backup could bring the data to DR. */
export const BACKUPS_OPEN = "AWS Backup may copy it to the DR region: where its copies go is not known";

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

/** Whether a plan copies backups to the other region; undefined when the sources do not tell. */
export function copiesLeave(plan: Resource, copies: readonly BackupCopy[]): boolean | undefined {
  if (copies.some(({ leaves }) => leaves === true)) return true;
  const open = copies.some(({ leaves }) => leaves === undefined) || hasUnknownCopies(plan);
  return open ? undefined : false;
}

/** Whether some plan of primary copies backups to the other region; undefined when the sources do not tell. */
export function backupsReachDr(pair: PairContext): boolean | undefined {
  const copies = backupCopies(pair);
  const verdicts = PairGraph.of(pair)
    .managed("aws_backup_plan", "primary")
    .map((plan) =>
      copiesLeave(
        plan,
        copies.filter((copy) => copy.plan === plan),
      ),
    );
  return verdicts.includes(true) ? true : verdicts.includes(undefined) ? undefined : false;
}

/** Rules or copy actions of which not even the number is known. */
function hasUnknownCopies(plan: Resource): boolean {
  const rules = Place.of(plan, "rule");
  return rules.unknown || rules.elements.some((rule) => rule.at("copy_action").unknown);
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
