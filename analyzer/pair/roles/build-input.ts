import type { Resource } from "../../model/workspace/workspace";
import { shownValues, naturalName } from "../names";
import { isReplicatedByService } from "./by-service";
import { isCopy } from "./replica";
import type { Lone, RoleContext, Role } from "./role";

const BUILT = "only made what DR has a copy of";

/** What serves by itself, whatever is made from it besides: its snapshot is a backup. */
const SERVES =
  /^aws_(?:db_instance|rds_cluster|docdb_cluster|neptune_cluster|efs_file_system|dynamodb_table)$/;

/** What an artefact was built from needs no twin where DR has a copy of the artefact. */
export function buildInputAlone(lone: Lone): string | undefined {
  const { context, resource, side, uses, reasonOf } = lone;
  if (side !== "primary" || SERVES.test(resource.type)) return undefined;
  if (resource.type === "aws_codebuild_project") return buildsReplicatedImages(lone);
  const users = uses.usersOf(resource);
  return users.length > 0 && users.every((user) => isCopied(context, user) || reasonOf(user) === BUILT)
    ? BUILT
    : undefined;
}

function isCopied({ twinsOf }: RoleContext, artefact: Resource): boolean {
  const twin = twinsOf.get(artefact)?.dr;
  return twin !== undefined && twin !== artefact && isCopy(twin);
}

/** A project that builds images into repositories which the registry replicates. */
function buildsReplicatedImages({ context, resource, uses }: Lone): string | undefined {
  const { primary, dr } = context.sides;
  const environment = JSON.stringify(shownValues(resource).environment ?? null);
  const used = new Set(uses.dependenciesOf(resource));
  const repositories = primary.resources.filter(
    (one) => one.type === "aws_ecr_repository" && (used.has(one) || isNamedIn(environment, one)),
  );
  return repositories.length > 0 &&
    repositories.every((one) => isReplicatedByService(one, primary, dr.region))
    ? BUILT
    : undefined;
}

function isNamedIn(text: string, repository: Resource): boolean {
  const { repository_url: url } = shownValues(repository);
  const names = [url, naturalName(repository)].filter((name) => typeof name === "string");
  return names.some((name) => text.includes(`"${name}"`) || text.includes(`/${name}:`));
}

/** What builds are made from. */
export const role: Role = {
  alone: { rank: 80, reason: buildInputAlone },
};
