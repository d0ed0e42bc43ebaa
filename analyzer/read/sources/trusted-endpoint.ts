import { InputError } from "../../base/errors";
import { isInCheckout, TRUST_VARIABLE, trustsCheckout } from "../../base/process/checkout";
import type { Backend } from "./backend";

/**
 * S3's own host names: of a region, in FIPS and dual-stack form, and of an interface endpoint in a VPC. What merely ends
 * like them may be anybody's load balancer or API.
 * See https://docs.aws.amazon.com/general/latest/gr/s3.html
 */
const AWS_HOST =
  /^(?:vpce-[a-z0-9-]+\.)?(?:bucket\.)?(?:vpce-[a-z0-9-]+\.)?s3(?:-fips)?(?:\.dualstack)?(?:[.-][a-z]{2}(?:-[a-z]+)+-\d+)?(?:\.vpce)?\.amazonaws\.com(?:\.cn)?$/;

/**
 * The S3 endpoint that a backend names. One that a checkout names may be anybody's: a request that is signed with this
 * environment's credentials goes there only when it is AWS's own, or when the environment says the same.
 *
 * @throws InputError for any other
 */
export function trustedEndpoint(
  endpoint: string | undefined,
  { where }: Backend,
  env: NodeJS.ProcessEnv,
): string | undefined {
  if (endpoint === undefined || trustsCheckout(env) || !isInCheckout(where)) return endpoint;
  const given = [env.AWS_ENDPOINT_URL_S3, env.AWS_ENDPOINT_URL].map((url) => url && normal(url));
  if (isAws(endpoint) || given.includes(normal(endpoint))) return endpoint;
  throw new InputError({
    where,
    what: "The backend names an S3 endpoint that is not AWS's own, and a checkout does not decide where requests go.",
    fix: `Set AWS_ENDPOINT_URL_S3 to the same, or ${TRUST_VARIABLE}=1 where the checkout can be trusted.`,
  });
}

function isAws(endpoint: string): boolean {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  // Terraform takes a bare host name for one of https.
  const host = url === undefined ? endpoint : url.protocol === "https:" ? url.host : "";
  return AWS_HOST.test(host);
}

function normal(url: string): string {
  return URL.canParse(url) ? new URL(url).href : url;
}
