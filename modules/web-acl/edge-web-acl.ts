import { Wafv2WebAcl } from "../pair/aws";
import { type Capability, number } from "../pair/capability";
import type { Pair } from "../pair/pair";
import { Region } from "../pair/region";
import { webAclConfig, type WebAclProps } from "./rules";

/**
 * A web ACL of AWS WAF for CloudFront, which takes one of us-east-1 alone: it stands before both regions at once.
 *
 * Link: the web ACL, in us-east-1. Primary and DR: nothing. While us-east-1 is away it goes on blocking, and cannot be changed.
 */
export class EdgeWebAcl {
  /** For resources of the link workspace, such as a `ContentDelivery`. */
  readonly arn: string;

  /** @throws ConfigurationError */
  constructor(pair: Pair, id: string, props: WebAclProps = {}) {
    const acl = new Wafv2WebAcl(pair.link, `${id}_acl`, {
      provider: pair.link.providerFor(Region.usEast1),
      ...webAclConfig(id, `${pair.name}-${id}`, "CLOUDFRONT", props),
    });
    pair.design.differs(acl, "one web ACL stands before both regions, at the edge");
    this.arn = acl.arn;
  }
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "edge-web-acl",
  build: (pair, id) => new EdgeWebAcl(pair, id, { rateLimit: 70_004 }),
  parameters: [number("rate_limit", /\b70004\b/g, "Requests that one address may make in five minutes.")],
};
