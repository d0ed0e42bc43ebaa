import { block } from "../model/block";
import { policy, text, trust } from "../model/expression";
import { nested } from "../model/resource";

/** A function with its role and its log group; the DR region runs the same package from its own artefact bucket. */
export default block({
  id: "function",
  service: "Lambda",
  applies: true,
  choose: (rng) => ({
    noun: rng.pick(["resize", "notify", "ingest", "invoice"]),
    runtime: rng.pick(["python3.12", "nodejs20.x", "java21"]),
    memory: rng.pick([256, 512, 1024]),
    timeout: rng.pick([10, 30, 60]),
    concurrency: rng.chance(0.3) ? 50 : undefined,
    tracing: rng.chance(0.5),
    release: rng.pick(["v1.4.2/app.zip", "2024-11-03/bundle.zip"]),
  }),
  build(region, { noun, runtime, memory, timeout, concurrency, tracing, release }) {
    const name = region.name(noun);
    const logs = region.resource("aws_cloudwatch_log_group", noun, {
      name: text`/aws/lambda/${name}`,
      retention_in_days: 30,
    });
    const role = region.resource("aws_iam_role", noun, {
      name: region.globalName(noun),
      assume_role_policy: trust("lambda.amazonaws.com"),
    });
    region.resource("aws_iam_role_policy", noun, {
      name: "logs",
      role: role.id,
      policy: policy({
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: text`${logs.arn}:*`,
      }),
    });
    const made = region.resource("aws_lambda_function", noun, {
      function_name: name,
      role: role.arn,
      handler: "app.handler",
      runtime,
      memory_size: memory,
      timeout,
      reserved_concurrent_executions: concurrency,
      s3_bucket: region.globalName("artifacts"),
      s3_key: release,
      architectures: ["arm64"],
      environment: nested({ variables: { LOG_LEVEL: "info", TABLE_REGION: region.region, STAGE: "live" } }),
      tracing_config: tracing ? nested({ mode: "Active" }) : undefined,
    });
    region.resource("aws_cloudwatch_metric_alarm", `${noun}_errors`, {
      alarm_name: region.name(`${noun}-errors`),
      namespace: "AWS/Lambda",
      metric_name: "Errors",
      dimensions: { FunctionName: made.attr("function_name") },
      statistic: "Sum",
      comparison_operator: "GreaterThanThreshold",
      threshold: 5,
      evaluation_periods: 2,
      period: 60,
    });
    return { function: made, noun };
  },
  imagined: {
    "aws_lambda_function.invoke_arn": (name, region) =>
      `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${region}:123456789012:function:${name}/invocations`,
  },
});
