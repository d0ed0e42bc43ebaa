import type { Located } from "../locate/locator";
import type { Resource } from "../../model/workspace/workspace";
import type { Codeowners } from "./codeowners";
import { ownerByTags } from "./tags";

/** Who says whose a resource is, beside its tags. */
export interface OwnerSources {
  /** By the policy file: the owner of an address. */
  readonly policy: (address: string) => string | undefined;
  readonly codeowners: Codeowners;
}

/** Nobody says anything. */
export const NO_OWNERS: OwnerSources = { policy: () => undefined, codeowners: () => undefined };

/** A resource and where it is declared, if that is known. */
export interface Concerned {
  readonly resource: Resource;
  readonly located: Located | undefined;
}

/**
 * Whose a finding is: what the policy file says counts more than CODEOWNERS, and that more than tags, which are copied
 * along with the code that they stand in.
 *
 * @param concerned the finding's resources, the one that has to change first
 */
export function ownerOf(concerned: readonly Concerned[], sources: OwnerSources): string | undefined {
  return (
    first(concerned, ({ resource }) => sources.policy(resource.address)) ??
    first(concerned, ({ located }) => located && sources.codeowners(located.root, located.file)) ??
    first(concerned, ({ resource }) => ownerByTags(resource))
  );
}

function first<T, R>(items: readonly T[], tell: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const told = tell(item);
    if (told !== undefined) return told;
  }
  return undefined;
}
