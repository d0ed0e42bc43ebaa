import type { Grantable } from "../iam/grantable";
import { allow } from "../iam/policy";
import {
  AppconfigApplication,
  AppconfigConfigurationProfile,
  AppconfigDeployment,
  AppconfigEnvironment,
  AppconfigHostedConfigurationVersion,
} from "../pair/aws";
import type { Capability } from "../pair/capability";
import { Token } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import type { Pair } from "../pair/pair";
import { forSides, type PerSide, scopeIn, type Side } from "../pair/side";

export interface AppConfigProps {
  /** What the application reads, the same in both regions: an object is written as JSON. */
  readonly content: string | Readonly<Record<string, unknown>>;
  /** Of a text. @default "text/plain" */
  readonly contentType?: string;
  /** JSON Schema that a new configuration must meet before it is deployed. @default - none */
  readonly schema?: Readonly<Record<string, unknown>>;
  /** How a new configuration reaches the application: at once, or half of it a minute earlier. @default "AppConfig.AllAtOnce" */
  readonly rollout?: "AppConfig.AllAtOnce" | "AppConfig.Linear50PercentEvery30Seconds";
}

/**
 * A configuration of AWS AppConfig in each region, deployed from one definition. Applications name it by its names, which are the same
 * in both: application `PAIR-ID`, environment and profile `main`.
 *
 * Primary and DR: application, environment, profile, the configuration's version, and its deployment. Link: nothing.
 */
export class AppConfig {
  /** Of the application, in both regions. */
  readonly name: string;
  private readonly applications: PerSide<AppconfigApplication>;

  /** @throws ConfigurationError */
  constructor(
    pair: Pair,
    private readonly id: string,
    private readonly props: AppConfigProps,
  ) {
    if (typeof props.content !== "string" && props.contentType !== undefined)
      throw new ConfigurationError(`${id}.contentType`, "is for a text", "Leave it out: an object is JSON");
    this.name = `${pair.name}-${id}`;
    this.applications = forSides(pair, (side) => this.createIn(side));
  }

  /** Lets something read the configuration in its own region. */
  grantRead(grantee: Grantable): void {
    grantee.grantPrincipal.addToPolicy((side) => [
      allow(
        ["appconfig:GetLatestConfiguration", "appconfig:StartConfigurationSession"],
        `${this.applications[side.name].arn}/environment/*/configuration/*`,
      ),
    ]);
  }

  private createIn(side: Side): AppconfigApplication {
    const { content, contentType = "text/plain", schema, rollout = "AppConfig.AllAtOnce" } = this.props;
    const scope = scopeIn(side, this.id);
    const application = new AppconfigApplication(scope, "application", { name: this.name });
    const environment = new AppconfigEnvironment(scope, "environment", {
      name: "main",
      applicationId: application.id,
    });
    const profile = new AppconfigConfigurationProfile(scope, "profile", {
      name: "main",
      applicationId: application.id,
      locationUri: "hosted",
      ...(schema === undefined
        ? {}
        : { validator: [{ type: "JSON_SCHEMA", content: JSON.stringify(schema) }] }),
    });
    const version = new AppconfigHostedConfigurationVersion(scope, "version", {
      applicationId: application.id,
      configurationProfileId: profile.configurationProfileId,
      content: typeof content === "string" ? content : JSON.stringify(content),
      contentType: typeof content === "string" ? contentType : "application/json",
      description: `Of ${this.name}, written by Terraform`,
      // The old one is deployed until the new one is.
      lifecycle: { createBeforeDestroy: true },
    });
    new AppconfigDeployment(scope, "deployment", {
      applicationId: application.id,
      environmentId: environment.environmentId,
      configurationProfileId: profile.configurationProfileId,
      configurationVersion: Token.asString(version.versionNumber),
      deploymentStrategyId: rollout,
    });
    return application;
  }
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "app-config",
  build: (pair, id) => new AppConfig(pair, id, { content: { setting: "value" } }),
};
