import { type Connectable, Connections } from "../connections/connections";
import { type Grantable, Principal } from "../iam/grantable";
import { allow } from "../iam/policy";
import type { EventTarget } from "../messaging/event-target";
import type { PairNetwork } from "../network/pair-network";
import { LambdaPermission } from "../pair/aws";
import { type Capability, text } from "../pair/capability";
import { ConfigurationError } from "../pair/configuration-error";
import { checkNameLength } from "../pair/name-length";
import type { Pair } from "../pair/pair";
import { forSides, type PerSide, scopeIn, type Side } from "../pair/side";
import { createFunction, type LambdaFunctionProps, type SideFunction } from "./side-function";

export type { FunctionCode } from "./function-code";
export type { LambdaFunctionProps } from "./side-function";

/**
 * A Lambda function in each region, called by its alias `live`, which names the version that was applied last.
 *
 * Primary and DR: function, alias, role, log group, and in a network a security group. Link: nothing.
 */
export class LambdaFunction implements Connectable, Grantable, EventTarget {
  /** `secret.grantRead(handler)`. */
  readonly grantPrincipal: Principal;
  /** Of the function, in both regions. */
  readonly name: string;
  private readonly made: PerSide<SideFunction>;
  private readonly inNetwork?: Connections;

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    readonly id: string,
    private readonly props: LambdaFunctionProps,
  ) {
    this.name = `${pair.name}-${id}`;
    this.check();
    this.made = forSides(pair, (side) =>
      createFunction(scopeIn(side, id), side, { ...props, name: this.name, logGroupName: this.logGroupName }),
    );
    this.grantPrincipal = new Principal(
      pair.sides.map((side) => {
        const { scope, role, lambda } = this.made[side.name];
        return { scope, side, role, user: lambda };
      }),
    );
    this.grantPrincipal.addToPolicy(({ region }) => [
      allow(
        ["logs:CreateLogStream", "logs:PutLogEvents"],
        `arn:${region.partition}:logs:${region}:${pair.account}:log-group:${this.logGroupName}:*`,
      ),
    ]);
    if (props.network !== undefined) this.inNetwork = this.connectionsIn(props.network);
  }

  /** Of a function in a network: `handler.connections.allowToDefaultPort(database)`. @throws ConfigurationError when it is in none */
  get connections(): Connections {
    if (this.inNetwork !== undefined) return this.inNetwork;
    throw new ConfigurationError(this.id, "is in no network, so it can reach none", "Give it network");
  }

  /** Of the alias, for resources of the side's workspace. */
  arn(side: Side): string {
    return this.made[side.name].alias.arn;
  }

  /** What an API calls: the alias. */
  invokeArn(side: Side): string {
    return this.made[side.name].alias.invokeArn;
  }

  /** Lets an AWS service call the alias in one region for one resource. @param service such as `apigateway.amazonaws.com` */
  allowService(side: Side, service: string, sourceArn: string): void {
    const { scope, lambda, alias } = this.made[side.name];
    const earlier = scope.node.children.filter((child) => child instanceof LambdaPermission);
    new LambdaPermission(scope, `called-by-${earlier.length + 1}`, {
      functionName: lambda.functionName,
      qualifier: alias.name,
      action: "lambda:InvokeFunction",
      principal: service,
      sourceArn,
    });
  }

  checkEvents(): void {
    // Events can be sent to any function.
  }

  allowEventsFrom(side: Side, ruleArn: string): void {
    this.allowService(side, "events.amazonaws.com", ruleArn);
  }

  /** Lets something call the function in its own region. */
  grantInvoke(grantee: Grantable): void {
    grantee.grantPrincipal.addToPolicy((side) => [allow(["lambda:InvokeFunction"], this.arn(side))]);
  }

  private get logGroupName(): string {
    return `/aws/lambda/${this.name}`;
  }

  private check(): void {
    const { id, props } = this;
    const { memorySize = 256, timeout, reservedConcurrency: reserved } = props;
    // The longer one of its roles' names; the function's own may be as long.
    checkNameLength("id", "a function's role", `${this.name}-primary`, 64);
    if (!(Number.isInteger(memorySize) && memorySize >= 128 && memorySize <= 10_240))
      throw new ConfigurationError(`${id}.memorySize`, `is ${memorySize}`, "Give 128 to 10240 MiB");
    if (timeout !== undefined && !(timeout.seconds >= 1 && timeout.seconds <= 900))
      throw new ConfigurationError(`${id}.timeout`, `is ${timeout}`, "Give 1 s to 15 min");
    if (reserved !== undefined && !(Number.isInteger(reserved) && reserved >= 1))
      throw new ConfigurationError(
        `${id}.reservedConcurrency`,
        `is ${reserved}, which refuses every call`,
        "Give 1 at least, or leave it out",
      );
  }

  private connectionsIn(network: PairNetwork): Connections {
    return new Connections({
      name: this.id,
      members: this.pair.sides.map((side) => ({
        side,
        group: this.made[side.name].group,
        network: network.of(side).cidr.toString(),
        egress: [{ description: "AWS", port: 443, cidrBlocks: ["0.0.0.0/0"] }],
      })),
    });
  }
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "lambda-function",
  build: (pair, id) =>
    new LambdaFunction(pair, id, {
      code: {
        bucket: { bucketName: () => "code-bucket" },
        key: "code-key",
        runtime: "a-runtime",
        handler: "a-handler",
      },
    }),
  parameters: [
    text("code_bucket", /code-bucket/g, "The region's bucket that holds the code."),
    text("code_key", /code-key/g, "Key of the archive, with its version."),
    text("runtime", /a-runtime/g, "Such as nodejs22.x."),
    text("handler", /a-handler/g, "Such as index.handler."),
  ],
};
