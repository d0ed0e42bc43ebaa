import { nameAttributes } from "../../base/aws/families";
import { own, type Json } from "../../base/json";
import { pushTo } from "../../base/push-to";
import type { Resource } from "../workspace/workspace";

/** Attributes besides the name by which other resources call a resource. */
const IDENTITIES: readonly string[] = [
  "id",
  "arn",
  "dns_name",
  "key_id",
  "url",
  "endpoint",
  "reader_endpoint",
  "domain_name",
  "fqdn",
  "bucket_domain_name",
  "bucket_regional_domain_name",
  "website_endpoint",
  "invoke_arn",
  "invoke_url",
  "api_endpoint",
  "qualified_arn",
  "repository_url",
  "regional_domain_name",
  "cloudfront_domain_name",
  "primary_endpoint_address",
  "configuration_endpoint_address",
  "address",
  "zone_id",
];

/** Resources by the texts that name them: ids, ARNs, names, host names. */
export class Names {
  private readonly named = new Map<string, Resource[]>();

  constructor(resources: Iterable<Resource>) {
    for (const resource of resources) {
      for (const text of identitiesOf(resource)) {
        pushTo(this.named, text, resource);
      }
    }
  }

  /** Whether the text names anything. */
  has(text: string): boolean {
    return this.named.has(spelling(text));
  }

  /** The resources that a text names, of these types only where they are given; a lookup only where nothing is managed. */
  of(text: string, types?: readonly string[]): Resource[] {
    const pick = (list: readonly Resource[] = []) => {
      const fitting = types ? list.filter(({ type }) => types.includes(type)) : list;
      const managed = fitting.filter(({ mode }) => mode === "managed");
      return managed.length > 0 ? managed : [...fitting];
    };
    const exact = pick(this.named.get(spelling(text)));
    if (exact.length > 0 || !text.startsWith("arn:")) return exact;
    const [, , , region = "", , ...rest] = text.split(":");
    const name = rest.join(":").split(/[:/]/).pop() ?? "";
    return pick(this.named.get(spelling(name))).filter(
      (resource) => region === "" || resource.region === region,
    );
  }
}

function* identitiesOf(resource: Resource): Iterable<string> {
  const seen = new Set<string>();
  for (const values of [resource.values, resource.before]) {
    for (const attribute of [...nameAttributes(resource.type), ...IDENTITIES]) {
      const text: Json | undefined = own(values, attribute);
      if (typeof text !== "string" || text === "" || seen.has(spelling(text))) continue;
      if (attribute === "zone_id" && resource.type !== "aws_route53_zone") continue;
      seen.add(spelling(text));
      yield spelling(text);
    }
  }
}

/**
 * DNS names have no case; Route 53 aliases of load balancers may begin with `dualstack.`, zones end with a dot, and an
 * API's endpoint is a URL where a record has the host alone.
 */
function spelling(text: string): string {
  return text
    .toLowerCase()
    .replace(/^https:\/\//, "")
    .replace(/^dualstack\./, "")
    .replace(/\.$/, "");
}
