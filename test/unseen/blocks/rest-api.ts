import { block } from "../model/block";
import { Call, text } from "../model/expression";
import { nested } from "../model/resource";

/** A regional REST API with a usage plan; its backend answers over HTTP. */
export default block({
  id: "rest-api",
  service: "API Gateway",
  applies: true,
  choose: (rng) => ({
    resource: rng.pick(["orders", "claims", "tickets"]),
    key: rng.chance(0.5),
    rate: rng.pick([50, 200]),
    timeout: rng.pick([10000, 29000]),
  }),
  build(region, { resource, key, rate, timeout }) {
    const api = region.resource("aws_api_gateway_rest_api", "partner", {
      name: region.name("partner"),
      description: "Partners",
      endpoint_configuration: nested({ types: ["REGIONAL"] }),
      minimum_compression_size: "1024",
    });
    const part = region.resource("aws_api_gateway_resource", resource, {
      rest_api_id: api.id,
      parent_id: api.attr("root_resource_id"),
      path_part: resource,
    });
    const method = region.resource("aws_api_gateway_method", resource, {
      rest_api_id: api.id,
      resource_id: part.id,
      http_method: "POST",
      authorization: "AWS_IAM",
      api_key_required: key,
    });
    const integration = region.resource("aws_api_gateway_integration", resource, {
      rest_api_id: api.id,
      resource_id: part.id,
      http_method: method.attr("http_method"),
      type: "HTTP_PROXY",
      integration_http_method: "POST",
      uri: `https://internal.${region.app}.example.com/${resource}`,
      timeout_milliseconds: timeout,
    });
    const deployment = region.resource(
      "aws_api_gateway_deployment",
      "partner",
      {
        rest_api_id: api.id,
        triggers: { redeployment: new Call("sha1", [new Call("jsonencode", [[part.id, method.id, integration.id]])]) },
      },
      { dependsOn: [integration] },
    );
    const stage = region.resource("aws_api_gateway_stage", "live", {
      rest_api_id: api.id,
      deployment_id: deployment.id,
      stage_name: "live",
      xray_tracing_enabled: true,
    });
    region.resource("aws_api_gateway_method_settings", "all", {
      rest_api_id: api.id,
      stage_name: stage.attr("stage_name"),
      method_path: "*/*",
      settings: nested({ metrics_enabled: true, logging_level: "INFO", throttling_rate_limit: rate, throttling_burst_limit: rate }),
    });
    region.resource("aws_api_gateway_usage_plan", "partner", {
      name: region.name("partner"),
      api_stages: nested({ api_id: api.id, stage: stage.attr("stage_name") }),
      quota_settings: nested({ limit: 100000, period: "MONTH" }),
      throttle_settings: nested({ rate_limit: rate, burst_limit: rate * 2 }),
    });
    region.resource("aws_cloudwatch_log_group", "partner_api", {
      name: text`/aws/apigateway/${region.name("partner")}`,
      retention_in_days: 90,
    });
  },
});
