import { InputError } from "../../base/errors";
import { isInCheckout, TRUST_VARIABLE, trustsCheckout } from "../../base/process/checkout";
import type { Backend } from "./backend";

/**
 * S3's own host names: of a region, in FIPS and dual-stack form, and of an interface endpoint in a VPC. What merely ends
 * like them may be anybody's load balancer or API.
 * See https://docs.aws.amazon.com/general/latest/gr/s3.html
 */
const S3_HOST =
  /^(?:vpce-[a-z0-9-]+\.)?(?:bucket\.)?(?:vpce-[a-z0-9-]+\.)?s3(?:-fips)?(?:\.dualstack)?(?:[.-][a-z]{2}(?:-[a-z]+)+-\d+)?(?:\.vpce)?\.amazonaws\.com(?:\.cn)?$/;

/** STS's own, likewise. See https://docs.aws.amazon.com/general/latest/gr/sts.html */
const STS_HOST =
  /^(?:vpce-[a-z0-9-]+\.)?sts(?:-fips)?(?:\.[a-z]{2}(?:-[a-z]+)+-\d+)?(?:\.vpce)?\.amazonaws\.com(?:\.cn)?$/;

const SERVICES = {
  s3: { name: "S3", variable: "AWS_ENDPOINT_URL_S3", host: S3_HOST },
  sts: { name: "STS", variable: "AWS_ENDPOINT_URL_STS", host: STS_HOST },
} as const;

/**
 * The endpoint that a backend names for a service. One that a checkout names may be anybody's: a request that is signed with this
 * environment's credentials goes there only when it is AWS's own, or when the environment says the same.
 *
 * @throws InputError for any other
 */
export function trustedEndpoint(
  service: keyof typeof SERVICES,
  endpoint: string | undefined,
  { where }: Backend,
  env: NodeJS.ProcessEnv,
): string | undefined {
  if (endpoint === undefined || trustsCheckout(env) || !isInCheckout(where)) return endpoint;
  const { name, variable, host } = SERVICES[service];
  const given = [env[variable], env.AWS_ENDPOINT_URL].map((url) => url && normal(url));
  if (isAws(endpoint, host) || given.includes(normal(endpoint))) return endpoint;
  throw new InputError({
    where,
    what: `The backend names an endpoint of ${name} that is not AWS's own, and a checkout does not decide where requests go.`,
    fix: `Set ${variable} to the same, or ${TRUST_VARIABLE}=1 where the checkout can be trusted.`,
  });
}

function isAws(endpoint: string, aws: RegExp): boolean {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  // Terraform takes a bare host name for one of https.
  const host = url === undefined ? endpoint : url.protocol === "https:" ? url.host : "";
  return aws.test(host);
}

function normal(url: string): string {
  return URL.canParse(url) ? new URL(url).href : url;
}
