import type { Side } from "../model/application";
import { get, set } from "../model/paths";
import type { Resource } from "../model/resource";
import type { Label, Mistake, Severity } from "./mistake";

/** What only the primary side declares, because it leads to the DR side: without it, nothing gets there. */
const LINKS: Readonly<
  Record<string, readonly [types: readonly string[], path: string | undefined, why: string]>
> = {
  "bucket-not-replicated": [
    ["aws_s3_bucket_replication_configuration"],
    undefined,
    "objects never reach the DR region",
  ],
  "bucket-replication-disabled": [
    ["aws_s3_bucket_replication_configuration"],
    "rule.status",
    "objects never reach the DR region",
  ],
  "filesystem-not-replicated": [
    ["aws_efs_replication_configuration"],
    undefined,
    "files never reach the DR region",
  ],
  "images-not-replicated": [
    ["aws_ecr_replication_configuration"],
    undefined,
    "images never reach the DR region",
  ],
  "table-not-replicated": [["aws_dynamodb_table"], "replica", "the table does not exist in the DR region"],
  "secret-not-replicated": [
    ["aws_secretsmanager_secret"],
    "replica",
    "the secret does not exist in the DR region",
  ],
  "backup-not-copied": [["aws_backup_plan"], "rule.copy_action", "recovery points never reach the DR region"],
  "warehouse-not-copied": [["aws_redshift_snapshot_copy"], undefined, "snapshots never reach the DR region"],
};

const mistakes = Object.entries(LINKS).map(([id, [types, path, why]]): Mistake => ({
  id,
  what: `Nothing replicates any more: ${types.join(", ")} ${path ?? ""}`.trim(),
  sides: ["primary"],
  sites: (side) =>
    side
      .ofType(...types)
      .filter(
        (resource) =>
          side.referrers(resource).every(({ type }) => type !== "aws_s3_bucket") &&
          (path !== undefined || side.referrers(resource).length === 0) &&
          (path === undefined || get(resource.args, path) !== undefined),
      )
      .map((resource) => ({ resource, make: () => unlink(side, resource, path, why) })),
}));

function unlink(side: Side, resource: Resource, path: string | undefined, why: string): Label {
  const before = side.application.resources.filter((one) => side.referrers(one).includes(resource));
  const twins = before.map((one) => side.application.twin(one));
  const also = [...before, ...twins].filter((one) => one !== undefined);
  if (path === undefined) side.remove(resource);
  else set(resource.args, path, path === "rule.status" ? "Disabled" : undefined);
  const severity: Severity = "warning";
  return {
    kind: "readiness",
    primary: path === undefined ? undefined : resource,
    dr: side.application.twin(resource),
    also,
    paths: [],
    severityAtLeast: severity,
    acceptKinds: ["attribute", "missing-in-dr", "missing-in-primary", "asymmetric-change"],
    // What goes with it, a secret's version, is an echo.
    tolerated: side.referrers(resource),
    why,
  };
}

export default mistakes;
