import {
  Apigatewayv2Api,
  Apigatewayv2ApiMapping,
  Apigatewayv2DomainName,
  Apigatewayv2Integration,
  Apigatewayv2Route,
  Apigatewayv2Stage,
  CloudwatchLogGroup,
} from "../pair/aws";
import { type Capability, text } from "../pair/capability";
import { type Construct, Fn } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import type { Pair } from "../pair/pair";
import { forSides, type PerSide, scopeIn, type Side } from "../pair/side";
import { LambdaFunction } from "./lambda-function";

export interface HttpApiProps {
  /** What answers every request. */
  readonly handler: LambdaFunction;
  /** The application's own name, the same in both regions, with a certificate of each. @default - API Gateway's name, another one in each */
  readonly domain?: { readonly name: string; readonly certificateArns: PerSide<string> };
  /** Origins whose pages may call it, such as `https://www.example.com`. @default - none */
  readonly allowedOrigins?: readonly string[];
  /** @default 30 */
  readonly logRetentionDays?: 1 | 7 | 14 | 30 | 60 | 90 | 180 | 365;
}

interface SideApi {
  readonly api: Apigatewayv2Api;
  readonly domainName?: Apigatewayv2DomainName;
}

/**
 * An HTTP API in each region in front of a function, under one name in both: DNS decides which region answers.
 *
 * Primary and DR: API, integration, stage with access log, and the custom domain with its mapping. Link: nothing. With a domain API
 * Gateway's own name is switched off, so that nothing goes around the DNS name.
 */
export class HttpApi {
  private readonly made: PerSide<SideApi>;

  constructor(
    private readonly pair: Pair,
    readonly id: string,
    private readonly props: HttpApiProps,
  ) {
    this.made = forSides(pair, (side) => this.createIn(side));
  }

  /** URL of the API itself. With a domain nothing answers there. */
  endpoint(side: Side): string {
    return this.made[side.name].api.apiEndpoint;
  }

  /** What the link workspace finds it by. @throws ConfigurationError when API Gateway's own name, under which it would be called, is switched off */
  apiInLink(): { readonly name: string } {
    if (this.props.domain === undefined) return { name: `${this.pair.name}-${this.id}` };
    throw new ConfigurationError(
      this.id,
      "has a domain of its own and answers under no other name",
      "Use that name, which a FailoverDns moves: { failoverName }",
    );
  }

  /** What a DNS record of the custom domain leads to. @throws ConfigurationError when there is none */
  domainTarget(side: Side): { readonly hostname: string; readonly zoneId: string } {
    const { domainName } = this.made[side.name];
    if (domainName === undefined)
      throw new ConfigurationError(this.id, "has no domain of its own", "Give it domain");
    const { targetDomainName: hostname, hostedZoneId: zoneId } = domainName.domainNameConfiguration;
    return { hostname, zoneId };
  }

  private createIn(side: Side): SideApi {
    const { pair, props, id } = this;
    const scope = scopeIn(side, id);
    const name = `${pair.name}-${id}`;
    const api = new Apigatewayv2Api(scope, "api", {
      name,
      protocolType: "HTTP",
      disableExecuteApiEndpoint: props.domain !== undefined,
      ...(props.allowedOrigins === undefined
        ? {}
        : { corsConfiguration: { allowOrigins: [...props.allowedOrigins], allowMethods: ["*"] } }),
    });
    const integration = new Apigatewayv2Integration(scope, "integration", {
      apiId: api.id,
      integrationType: "AWS_PROXY",
      integrationUri: props.handler.invokeArn(side),
      payloadFormatVersion: "2.0",
    });
    new Apigatewayv2Route(scope, "route", {
      apiId: api.id,
      routeKey: "$default",
      target: `integrations/${integration.id}`,
    });
    const stage = this.stageIn(scope, name, api);
    props.handler.allowService(side, "apigateway.amazonaws.com", `${api.executionArn}/*/*`);
    return { api, domainName: this.domainIn(scope, side, api, stage) };
  }

  private stageIn(scope: Construct, name: string, api: Apigatewayv2Api): Apigatewayv2Stage {
    const logs = new CloudwatchLogGroup(scope, "logs", {
      name: `/http-api/${name}`,
      retentionInDays: this.props.logRetentionDays ?? 30,
    });
    return new Apigatewayv2Stage(scope, "stage", {
      apiId: api.id,
      name: "$default",
      autoDeploy: true,
      accessLogSettings: { destinationArn: logs.arn, format: Fn.jsonencode(LOGGED) },
    });
  }

  private domainIn(
    scope: Construct,
    side: Side,
    api: Apigatewayv2Api,
    stage: Apigatewayv2Stage,
  ): Apigatewayv2DomainName | undefined {
    const { domain } = this.props;
    if (domain === undefined) return undefined;
    const domainName = new Apigatewayv2DomainName(scope, "domain", {
      domainName: domain.name,
      domainNameConfiguration: {
        certificateArn: domain.certificateArns[side.name],
        endpointType: "REGIONAL",
        securityPolicy: "TLS_1_2",
      },
    });
    new Apigatewayv2ApiMapping(scope, "mapping", {
      apiId: api.id,
      domainName: domainName.id,
      stage: stage.id,
    });
    return domainName;
  }
}

/** Of every request, in API Gateway's variables. */
const LOGGED = {
  requestId: "$context.requestId",
  ip: "$context.identity.sourceIp",
  method: "$context.httpMethod",
  path: "$context.path",
  status: "$context.status",
  error: "$context.integrationErrorMessage",
};

/** As plain Terraform. */
export const capability: Capability = {
  name: "http-api",
  build: (pair, id) =>
    new HttpApi(pair, id, {
      handler: new LambdaFunction(pair, "handler", {
        code: {
          bucket: { bucketName: () => "code-bucket" },
          key: "code-key",
          runtime: "nodejs22.x",
          handler: "index.handler",
        },
      }),
      domain: { name: "domain-name", certificateArns: { primary: "certificate-arn", dr: "certificate-arn" } },
    }),
  parameters: [
    text("domain_name", /domain-name(?=")/g, "The application's name, the same in both regions."),
    text("certificate_arn", /certificate-arn/g, "ARN of the region's TLS certificate."),
    text(
      "handler_invoke_arn",
      /aws_lambda_alias\.handler_alias\.invoke_arn/g,
      "Invoke ARN of the function's alias, which must let the API call it.",
      "var.handler_invoke_arn",
    ),
  ],
};
