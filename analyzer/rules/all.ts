import { rule as dynamodbTableReplicated } from "./dynamodb/dynamodb-table-replicated";
import { rule as amiCopyCurrent } from "./ec2/ami-copy-current";
import { rule as route53FailoverHealthChecked } from "./route53/route53-failover-health-checked";
import { rule as route53FailoverTargetSide } from "./route53/route53-failover-target-side";
import { rule as s3DataReplicated } from "./s3/s3-data-replicated";
import type { ReadinessRule } from "./rule";

/** Every readiness rule, by service; a test holds the list to the files. */
export const RULES: readonly ReadinessRule[] = [
  dynamodbTableReplicated,
  amiCopyCurrent,
  route53FailoverHealthChecked,
  route53FailoverTargetSide,
  s3DataReplicated,
];
