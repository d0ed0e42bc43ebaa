import { block } from "../model/block";
import { text } from "../model/expression";
import { nested } from "../model/resource";
import fn from "./function";

/** An HTTP API in front of the function. */
export default block({
  id: "http-api",
  service: "API Gateway v2",
  applies: true,
  choose: (rng) => ({ rate: rng.pick([100, 500, 2000]), path: rng.pick(["/orders", "/v1/items", "/quotes"]) }),
  build(region, { rate, path }) {
    const { function: made, noun } = region.use(fn);
    const api = region.resource("aws_apigatewayv2_api", "public", {
      name: region.name("http"),
      protocol_type: "HTTP",
      cors_configuration: nested({
        allow_origins: [`https://www.${region.app}.example.com`],
        allow_methods: ["GET", "POST"],
        max_age: 300,
      }),
    });
    const integration = region.resource("aws_apigatewayv2_integration", "public", {
      api_id: api.id,
      integration_type: "AWS_PROXY",
      integration_uri: made.attr("invoke_arn"),
      payload_format_version: "2.0",
      timeout_milliseconds: 29000,
    });
    region.family(
      "aws_apigatewayv2_route",
      "public",
      ["get", "post"].map((verb) => ({
        key: verb,
        args: {
          api_id: api.id,
          route_key: `${verb.toUpperCase()} ${path}`,
          target: text`integrations/${integration.id}`,
          authorization_type: "AWS_IAM",
        },
      })),
    );
    region.resource("aws_apigatewayv2_stage", "live", {
      api_id: api.id,
      name: "$default",
      auto_deploy: true,
      default_route_settings: nested({ throttling_rate_limit: rate, throttling_burst_limit: rate * 2 }),
    });
    region.resource("aws_lambda_permission", `${noun}_api`, {
      statement_id: "AllowHttpApi",
      action: "lambda:InvokeFunction",
      function_name: made.attr("function_name"),
      principal: "apigateway.amazonaws.com",
      source_arn: text`${api.attr("execution_arn")}/*/*`,
    });
  },
});
