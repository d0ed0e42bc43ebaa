import type { S3ClientConfig } from "@aws-sdk/client-s3";
import type { AssumeRoleCommandInput } from "@aws-sdk/client-sts";
import { awsHandler } from "../../base/net/aws-handler";
import { S3_IDLE_TIMEOUT_MS } from "./limits";

/**
 * How to reach S3, where a Terraform backend says more than the environment does. What is undefined, the environment
 * decides. It may hold secrets: never to be printed.
 */
export interface S3Access {
  readonly region?: string;
  /** A profile of the AWS configuration files; it goes before credentials in the environment. */
  readonly profile?: string;
  readonly credentials?: AwsCredentials;
  /** Roles that these, the profile's or the environment's credentials assume, one by the other; the last reads. */
  readonly roles?: readonly RoleToAssume[];
  /** A URL; undefined: AWS_ENDPOINT_URL_S3, then AWS_ENDPOINT_URL, then AWS. */
  readonly endpoint?: string;
  /** Whether the bucket stands in the path and not in the host name; undefined: as the endpoint needs it. */
  readonly pathStyle?: boolean;
  readonly fips?: boolean;
  readonly dualstack?: boolean;
  /** The key of server-side encryption with a customer-provided key (SSE-C), in base64. */
  readonly customerKey?: string;
}

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** A role that a backend has Terraform assume before it asks S3. It may hold secrets: never to be printed. */
export interface RoleToAssume {
  /** What STS is asked, in its own words. */
  readonly request: AssumeRoleCommandInput;
  /** Who asks, where that is neither the environment nor a profile: a token of OpenID Connect, or the file of one. */
  readonly webIdentity?: { readonly token: string } | { readonly tokenFile: string };
  /** Of STS; undefined: S3's. */
  readonly region?: string;
  /** A URL; undefined: AWS_ENDPOINT_URL_STS, then AWS_ENDPOINT_URL, then AWS. */
  readonly endpoint?: string;
  /** The file that says so. */
  readonly where: string;
}

const nothing = () => undefined;
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** The SDK's configuration: what the access says, then what the environment says, as the AWS CLI reads it. */
export function clientConfig(access: S3Access, env: NodeJS.ProcessEnv): S3ClientConfig {
  const region = access.region ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION);
  const credentials = access.credentials ?? (access.profile === undefined && environment(env));
  const endpoint = access.endpoint ?? (env.AWS_ENDPOINT_URL_S3 || env.AWS_ENDPOINT_URL);
  return {
    ...(region ? { region } : {}),
    ...(access.profile === undefined ? {} : { profile: access.profile }),
    ...(credentials ? { credentials } : {}),
    ...(access.endpoint === undefined ? {} : { endpoint: access.endpoint }),
    // An emulator or a gateway answers under one host name, not under one per bucket.
    forcePathStyle: access.pathStyle ?? Boolean(endpoint),
    followRegionRedirects: true,
    useArnRegion: true,
    ...(access.fips === undefined ? {} : { useFipsEndpoint: access.fips }),
    ...(access.dualstack === undefined ? {} : { useDualstackEndpoint: access.dualstack }),
    // Otherwise the SDK warns on standard error of what is meant: a profile while the environment has credentials.
    logger: SILENT,
    requestHandler: awsHandler({ connectionTimeout: S3_IDLE_TIMEOUT_MS, socketTimeout: S3_IDLE_TIMEOUT_MS }),
  };
}

/** Credentials in the environment, which the AWS CLI takes before AWS_PROFILE; the SDK does the reverse, with a warning. */
function environment(env: NodeJS.ProcessEnv): AwsCredentials | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (!accessKeyId || !secretAccessKey) return undefined;
  const sessionToken = env.AWS_SESSION_TOKEN;
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}
