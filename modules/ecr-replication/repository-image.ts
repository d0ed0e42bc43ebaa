import type { Side } from "../pair/side";
import type { EcrReplication } from "./ecr-replication";

/** An image of a replicated repository: the same tag in both regions. */
export interface RepositoryImage {
  readonly repositories: EcrReplication;
  /** One of its repositories. */
  readonly repository: string;
  readonly tag: string;
}

/** In a side's own region. @throws ConfigurationError when there is no such repository */
export function imageUri(side: Side, { repositories, repository, tag }: RepositoryImage): string {
  return `${repositories.repositoryUrl(side, repository)}:${tag}`;
}
