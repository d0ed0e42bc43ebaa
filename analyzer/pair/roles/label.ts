import { plainPath } from "../../base/plain-path";
import { table } from "../../base/json";
import { type Differing, isSet, type Role } from "./role";

/** Arguments that name a block within its resource, and the resource's own arguments that refer to the block by it. */
interface Labels {
  readonly names: RegExp;
  readonly references?: RegExp;
}

/**
 * Labels that nothing outside of their resource refers to.
 * Source: the AWS provider's pages of these types.
 */
const LABELS: Readonly<Record<string, Labels>> = table({
  aws_s3_bucket_replication_configuration: { names: /^rule\.id$/ },
  aws_s3_bucket_lifecycle_configuration: { names: /^rule\.id$/ },
  aws_s3_bucket_cors_configuration: { names: /^cors_rule\.id$/ },
  aws_s3_bucket_notification: { names: /^(?:queue|topic|lambda_function)\.id$/ },
  aws_s3_bucket: { names: /^(?:lifecycle_rule|replication_configuration\.rules)\.id$/ },
  aws_backup_plan: { names: /^rule\.rule_name$/ },
  aws_dlm_lifecycle_policy: { names: /^policy_details\.schedule\.name$/ },
  aws_wafv2_web_acl: { names: /^rule\.name$/ },
  aws_wafv2_rule_group: { names: /^rule\.name$/ },
  aws_cloudfront_distribution: {
    names: /^(?:origin|origin_group)\.origin_id$/,
    references: /(?:^|\.)(?:target_origin_id|origin_group\.member\.origin_id)$/,
  },
  aws_ecs_task_definition: { names: /^volume\.name$/, references: /(?:^|\.)mountPoints\.sourceVolume$/ },
});

/**
 * A block's own label says nothing of what the block does: each side may choose its own. Where the resource refers to a
 * label (a cache behaviour to its origin), the reference may differ in just the way in which the labels do.
 */
export function labelDiffers({ twins, difference, plain, all }: Differing): string | undefined {
  const labels = LABELS[twins.dr.type];
  const { primary, dr } = difference;
  if (!labels || !isSet(primary) || !isSet(dr)) return undefined;
  if (labels.names.test(plain)) return "a block's own label, which names it and nothing else";
  if (labels.references?.test(plain) !== true) return undefined;
  const isRenamed = all.some(
    (other) => labels.names.test(plainPath(other.path)) && other.primary === primary && other.dr === dr,
  );
  return isRenamed ? "refers to a block by the block's own label" : undefined;
}

/** A block's own label. */
export const role: Role = {
  differs: { rank: 50, reason: labelDiffers },
};
