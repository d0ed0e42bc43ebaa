import { isGlobalType } from "../../base/aws/global-types";
import { isLoneMember } from "./routing-set";
import type { Lone, Role } from "./role";

/**
 * What exists once for all regions. (IAM has rules of its own: a role is somebody's.) The member of a routing set serves one
 * of them only.
 */
export function globalAlone({ context, resource }: Lone): string | undefined {
  const { type } = resource;
  if (!isGlobalType(type) || type.startsWith("aws_iam_") || isLoneMember(context, resource)) return undefined;
  return "global: one serves both regions";
}

/** What serves both regions. */
export const role: Role = {
  alone: { rank: 20, reason: globalAlone },
};
