import { isForCloudFront } from "../edge-resources";
import type { Lone, Role } from "./role";

/** A web ACL of CloudFront protects a distribution, which serves for both regions. */
export function edgeAlone({ resource }: Lone): string | undefined {
  return resource.type.startsWith("aws_wafv2_") && isForCloudFront(resource)
    ? "lies in us-east-1 for CloudFront: one serves both regions"
    : undefined;
}

/** What lies in us-east-1 for the edge. */
export const role: Role = {
  alone: { rank: 30, reason: edgeAlone },
};
