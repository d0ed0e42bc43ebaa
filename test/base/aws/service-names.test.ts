import { serviceName } from "../../../analyzer/base/aws/service-names";

describe("a resource type's service", () => {
  it.each([
    ["aws_db_instance", "RDS"],
    ["aws_rds_cluster", "RDS"],
    ["aws_lb_listener", "Elastic Load Balancing"],
    ["aws_alb", "Elastic Load Balancing"],
    ["aws_route53_record", "Route 53"],
    ["aws_route_table", "VPC"],
    ["aws_vpc_endpoint", "VPC"],
    ["aws_instance", "EC2"],
    ["aws_launch_template", "EC2"],
    ["aws_autoscaling_group", "Auto Scaling"],
    ["aws_cloudwatch_event_rule", "EventBridge"],
    ["aws_cloudwatch_log_group", "CloudWatch"],
    ["aws_apigatewayv2_api", "API Gateway"],
    ["aws_lambda_function", "Lambda"],
    ["aws_s3_bucket", "S3"],
    ["aws_ecs_service", "ECS"],
    ["random_id", "random"],
    ["", ""],
  ])("%s: %s", (type, service) => {
    expect(serviceName(type)).toBe(service);
  });
});
