import { isGlobalType } from "../../base/aws/global-types";
import { isLoneMember } from "./routing-set";
import type { Lone, Role } from "./role";

/**
 * What exists once for all regions. (IAM has rules of its own: a role is somebody's.) The member of a routing set serves one
 * of them only, and so does what is in a hosted zone of which each side has its own.
 */
export function globalAlone(lone: Lone): string | undefined {
  const { context, resource } = lone;
  const { type } = resource;
  if (!isGlobalType(type) || type.startsWith("aws_iam_") || isLoneMember(context, resource)) return undefined;
  return isInOwnZone(lone) ? undefined : "global: one serves both regions";
}

function isInOwnZone({ context, resource, uses }: Lone): boolean {
  return uses
    .dependenciesOf(resource)
    .some((one) => one.type === "aws_route53_zone" && one.mode === "managed" && context.twinsOf.has(one));
}

/** What serves both regions. */
export const role: Role = {
  alone: { rank: 20, reason: globalAlone },
};
