import { isGlobalType } from "../../base/aws/global-types";
import type { Lone } from "./role";

/** What exists once for all regions. (IAM has rules of its own: a role is somebody's.) */
export function globalAlone({ resource: { type } }: Lone): string | undefined {
  return isGlobalType(type) && !type.startsWith("aws_iam_") ? "global: one serves both regions" : undefined;
}
