import { EcrReplication } from "../../modules/ecr-replication/ecr-replication";
import { EventBus } from "../../modules/messaging/event-bus";
import { Duration } from "../../modules/pair/duration";
import type { Pair } from "../../modules/pair/pair";
import { HttpApi, type HttpApiProps } from "../../modules/serverless/http-api";
import { LambdaFunction, type LambdaFunctionProps } from "../../modules/serverless/lambda-function";
import { S3Replication } from "../../modules/s3-replication/s3-replication";
import { synthesized } from "../stacks/synthesized";
import { base } from "./base";
import { statementsOf } from "./statements";

type On = { pair: Pair } & ReturnType<typeof base>;

const CODE = { directory: "examples/functions/offers", runtime: "nodejs22.x", handler: "index.handler" };
const FUNCTION = "aws_lambda_function.offers_function";

const lambda = (
  props: Partial<LambdaFunctionProps> | ((on: On) => Partial<LambdaFunctionProps>) = {},
  use: (made: LambdaFunction, on: On) => void = () => undefined,
) =>
  synthesized((pair) => {
    const on = { pair, ...base(pair) };
    const more = typeof props === "function" ? props(on) : props;
    use(new LambdaFunction(pair, "offers", { code: CODE, ...more }), on);
  });

describe("LambdaFunction", () => {
  it.each([
    [{ reservedConcurrency: 0 }, "offers.reservedConcurrency: is 0, which refuses every call"],
    [{ memorySize: 64 }, "offers.memorySize: is 64"],
    [{ timeout: Duration.minutes(16) }, "offers.timeout: is 16 min"],
  ])("refuses %p", (props, message) => {
    expect(() => lambda(props)).toThrow(message);
  });

  it("refuses an id with which its role would have too long a name", () => {
    const named = (id: string) => synthesized((pair) => void new LambdaFunction(pair, id, { code: CODE }));
    expect(() => named("f".repeat(52))).toThrow(
      /id: "shop-f+-primary" is longer than the name of a function's role may be. Use 64 characters at most/,
    );
    expect(named("f".repeat(51)).primary.types()).toContain("aws_iam_role");
  });

  it("is the same in both regions, its reserved concurrency included, whatever the strategy", () => {
    const { primary, dr, link } = lambda({ reservedConcurrency: 20, environment: { MODE: "offers" } });
    for (const side of [primary, dr]) {
      expect(side.resource(FUNCTION)).toMatchObject({
        function_name: "shop-offers",
        publish: true,
        reserved_concurrent_executions: 20,
        environment: { variables: { MODE: "offers" } },
        depends_on: expect.arrayContaining([
          "aws_cloudwatch_log_group.offers_logs",
          "aws_iam_role_policy.offers_grants",
        ]) as string[],
      });
      expect(side.resource("aws_lambda_alias.offers_alias")).toMatchObject({
        function_version: `\${${FUNCTION}.version}`,
      });
    }
    expect(link.resources).toEqual([]);
  });

  it("takes the same packed code to both", () => {
    const { primary, dr } = lambda();
    const { filename, source_code_hash: hash } = primary.resource(FUNCTION);
    expect(filename).toMatch(/^assets\/.*\.zip$/);
    expect(hash).toBe(`\${filebase64sha256("${String(filename)}")}`);
    expect(dr.resource(FUNCTION)).toMatchObject({ filename, source_code_hash: hash });
  });

  it("takes code from the region's own bucket or repository", () => {
    const fromBucket = lambda(({ pair, keys }) => ({
      code: {
        runtime: "nodejs22.x",
        handler: "index.handler",
        bucket: new S3Replication(pair, "code", { keys, bucketPrefix: "acme" }),
        key: "offers-1.zip",
      },
    }));
    expect(fromBucket.dr.resource(FUNCTION)).toMatchObject({
      s3_bucket: "acme-111122223333-eu-central-1",
      s3_key: "offers-1.zip",
    });
    const fromImage = lambda(({ pair, keys }) => ({
      code: {
        repositories: new EcrReplication(pair, "images", { keys, repositories: ["offers"] }),
        repository: "offers",
        tag: "1",
      },
    }));
    expect(fromImage.dr.resource(FUNCTION)).toMatchObject({
      package_type: "Image",
      image_uri: "111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/offers:1",
    });
  });

  it("reaches into a network as it is allowed to, and cannot where it has none", () => {
    const { dr } = lambda(
      ({ network }) => ({ network }),
      (made, { network }) => made.connections.allowTo(network.peer, 5432),
    );
    expect(dr.resource("aws_security_group.offers_access").egress).toEqual([
      expect.objectContaining({ from_port: 443 }),
      expect.objectContaining({ from_port: 5432, cidr_blocks: ["10.20.0.0/16"] }),
    ]);
    expect(dr.resource(FUNCTION)).toMatchObject({
      vpc_config: { security_group_ids: ["${aws_security_group.offers_access.id}"] },
    });
    expect(() => lambda({}, (made) => made.connections)).toThrow("offers: is in no network");
  });

  it("is called by rules, each with a permission of its own on the alias", () => {
    const { dr } = lambda({}, (made, { pair }) => {
      const events = new EventBus(pair, "events");
      events.addRule("placed", { pattern: { source: ["a"] }, target: made });
      events.addRule("paid", { pattern: { source: ["b"] }, target: made });
    });
    expect(
      [1, 2].map((number) => dr.resource(`aws_lambda_permission.offers_called-by-${number}`)),
    ).toMatchObject([
      {
        source_arn: "${aws_cloudwatch_event_rule.events_placed.arn}",
        qualifier: expect.stringContaining("alias") as string,
      },
      { source_arn: "${aws_cloudwatch_event_rule.events_paid.arn}", principal: "events.amazonaws.com" },
    ]);
  });

  it("may be called by another, in the same region", () => {
    const { dr } = lambda({}, (made, { pair }) =>
      made.grantInvoke(new LambdaFunction(pair, "caller", { code: CODE })),
    );
    expect(statementsOf(dr.resource("aws_iam_role_policy.caller_grants"))).toContainEqual(
      expect.objectContaining({
        Action: ["lambda:InvokeFunction"],
        Resource: "aws_lambda_alias.offers_alias.arn",
      }),
    );
  });
});

describe("HttpApi", () => {
  const api = (
    props: Partial<HttpApiProps> = {},
    use: (made: HttpApi, pair: Pair) => void = () => undefined,
  ) => lambda({}, (handler, { pair }) => use(new HttpApi(pair, "api", { handler, ...props }), pair));
  const domain = { name: "api.example.com", certificateArns: { primary: "arn:primary", dr: "arn:dr" } };

  it("leads to the function's alias, which lets it call", () => {
    const { primary, dr, link } = api();
    for (const side of [primary, dr]) {
      expect(side.resource("aws_apigatewayv2_integration.api_integration")).toMatchObject({
        integration_uri: "${aws_lambda_alias.offers_alias.invoke_arn}",
        payload_format_version: "2.0",
      });
      expect(side.resource("aws_lambda_permission.offers_called-by-1")).toMatchObject({
        principal: "apigateway.amazonaws.com",
        source_arn: "${aws_apigatewayv2_api.api_api.execution_arn}/*/*",
      });
      expect(side.resource("aws_apigatewayv2_api.api_api")).toMatchObject({
        disable_execute_api_endpoint: false,
      });
    }
    expect(link.resources).toEqual([]);
  });

  it("has one name in both regions, each with its own certificate, and no other way in", () => {
    const { dr } = api({ domain });
    expect(dr.resource("aws_apigatewayv2_domain_name.api_domain")).toMatchObject({
      domain_name: "api.example.com",
      domain_name_configuration: { certificate_arn: "arn:dr" },
    });
    expect(dr.resource("aws_apigatewayv2_api.api_api")).toMatchObject({ disable_execute_api_endpoint: true });
  });

  it("tells DNS where the region's name leads, when it has one", () => {
    expect(() => api({}, (made, { dr }) => made.domainTarget(dr))).toThrow("api: has no domain of its own");
    api({ domain }, (made, { dr }) => {
      expect(Object.keys(made.domainTarget(dr))).toEqual(["hostname", "zoneId"]);
    });
  });
});
