import type { Wafv2WebAcl } from "../pair/aws";
import { ConfigurationError } from "../pair/configuration-error";

export interface WebAclProps {
  /** AWS's managed rule groups, in the order in which they are asked. @default - IP reputation, common rules, known bad inputs */
  readonly managedRules?: readonly string[];
  /** Requests that one address may make in five minutes, 10 or more. @default 2000 */
  readonly rateLimit?: number;
  /** Count what would be blocked and let it pass: for the first days of an application. @default false */
  readonly countOnly?: boolean;
}

type WebAclConfig = Pick<
  ConstructorParameters<typeof Wafv2WebAcl>[2],
  "name" | "scope" | "defaultAction" | "rule" | "visibilityConfig"
>;

/**
 * What a web ACL asks of requests.
 * @param id as the user named it
 * @throws ConfigurationError
 */
export function webAclConfig(
  id: string,
  name: string,
  scope: "REGIONAL" | "CLOUDFRONT",
  props: WebAclProps,
): WebAclConfig {
  const { managedRules = MANAGED_RULES, countOnly = false, rateLimit = 2000 } = props;
  check(id, managedRules, rateLimit);
  const managed = managedRules.map((group, index) => ({
    name: group,
    priority: index + 1,
    overrideAction: countOnly ? { count: {} } : { none: {} },
    // cdktf leaves statements as they are: in Terraform's own names.
    statement: { managed_rule_group_statement: { name: group, vendor_name: "AWS" } },
    visibilityConfig: visible(`${name}-${group}`),
  }));
  const limit = {
    name: "RateLimit",
    // First: whoever asks too often costs no further rule.
    priority: 0,
    action: countOnly ? { count: {} } : { block: {} },
    statement: { rate_based_statement: { limit: rateLimit, aggregate_key_type: "IP" } },
    visibilityConfig: visible(`${name}-RateLimit`),
  };
  return {
    name,
    scope,
    defaultAction: { allow: {} },
    rule: [limit, ...managed],
    visibilityConfig: visible(name),
  };
}

function check(id: string, managedRules: readonly string[], rateLimit: number): void {
  if (!(Number.isInteger(rateLimit) && rateLimit >= 10 && rateLimit <= 2_000_000_000))
    throw new ConfigurationError(`${id}.rateLimit`, `is ${rateLimit}`, "Give 10 or more");
  const wrong = managedRules.find((name) => !/^AWSManagedRules[A-Za-z]+$/.test(name));
  if (wrong === undefined) return;
  throw new ConfigurationError(
    `${id}.managedRules`,
    `"${wrong}" is none of AWS's groups`,
    'Write it as "AWSManagedRulesCommonRuleSet"',
  );
}

const MANAGED_RULES = [
  "AWSManagedRulesAmazonIpReputationList",
  "AWSManagedRulesCommonRuleSet",
  "AWSManagedRulesKnownBadInputsRuleSet",
];

function visible(metricName: string) {
  return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
}
