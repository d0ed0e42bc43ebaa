import type { S3Client, S3ClientConfig } from "@aws-sdk/client-s3";
import { withoutUndefined } from "../../base/without-undefined";
import { clientConfig, type S3Access } from "./s3-access";

/** Where a bucket's region is asked for when none is configured: S3 answers with a redirect to the right one. */
const ANY_REGION = "us-east-1";

type Sdk = typeof import("@aws-sdk/client-s3");

/** The SDK and a client; whoever connects destroys the client. */
export interface S3Connection {
  readonly sdk: Sdk;
  readonly client: S3Client;
}

/**
 * A connection to S3 with the credentials, region and endpoint that `access` names or else the AWS CLI would find
 * (AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL_S3, ...); in any region when none is named. The SDK is loaded only here:
 * without `s3://` nobody waits for it.
 */
export async function connectS3(
  overrides: S3ClientConfig = {},
  access: S3Access = {},
): Promise<S3Connection> {
  // Otherwise the SDK prints seven lines about its next year's Node.js versions into every pipeline's log.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const sdk = await import("@aws-sdk/client-s3");
  const config = await withRoles({ ...clientConfig(access, process.env), ...overrides }, access.roles);
  const client = new sdk.S3Client(config);
  const configured = await client.config.region().catch(() => undefined);
  return {
    sdk,
    client: configured === undefined ? new sdk.S3Client({ ...config, region: ANY_REGION }) : client,
  };
}

/** The same as one of the roles' credentials, once those are needed. */
async function withRoles(config: S3ClientConfig, roles: S3Access["roles"]): Promise<S3ClientConfig> {
  if (roles === undefined) return config;
  const { assumeRoles } = await import("./assumed-role");
  const { region = ANY_REGION, profile, credentials, logger, requestHandler } = config;
  const asking = { region, profile, credentials, logger, requestHandler };
  return { ...config, credentials: () => assumeRoles(roles, withoutUndefined(asking)) };
}
