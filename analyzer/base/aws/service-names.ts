/** AWS's names of its services, by how the provider's types begin; the first that fits. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^aws_a?lb(?:_|$)|^aws_elb/, "Elastic Load Balancing"],
  [/^aws_(?:db|rds)_/, "RDS"],
  [/^aws_route53/, "Route 53"],
  [/^aws_(?:app)?autoscaling/, "Auto Scaling"],
  [
    /^aws_(?:vpc|subnet|security_group|route|nat_gateway|eip|(?:egress_only_)?internet_gateway|network_|default_|main_route|flow_log|vpn|customer_gateway|ec2_transit|ec2_managed_prefix|dx_)/,
    "VPC",
  ],
  [/^aws_(?:instance|ami|launch_|ebs_|volume_|key_pair|placement_|spot_|ec2_|snapshot_)/, "EC2"],
  [/^aws_api_?gateway/, "API Gateway"],
  [/^aws_acm/, "ACM"],
  [/^aws_cloudfront/, "CloudFront"],
  [/^aws_cloudwatch_event|^aws_scheduler/, "EventBridge"],
  [/^aws_cloudwatch/, "CloudWatch"],
  [/^aws_dynamodb/, "DynamoDB"],
  [/^aws_elasticache/, "ElastiCache"],
  [/^aws_globalaccelerator/, "Global Accelerator"],
  [/^aws_secretsmanager/, "Secrets Manager"],
  [/^aws_sfn/, "Step Functions"],
  [/^aws_ssm/, "Systems Manager"],
  [/^aws_waf/, "WAF"],
  [/^aws_(?:backup|cognito|kinesis|lambda|opensearch|redshift)/, ""],
];

/** The service that a resource type belongs to: `RDS` for `aws_db_instance`, `ECS` for `aws_ecs_service`. */
export function serviceName(type: string): string {
  const known = NAMES.find(([pattern]) => pattern.test(type))?.[1];
  if (known) return known;
  const [provider = "", word = ""] = type.split("_", 2);
  if (provider !== "aws" || word === "") return provider;
  return known === undefined ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1);
}
