import type { Region } from "../../model/region";
import type { Resource } from "../../model/resource";

/** The public zone that several blocks write records into: made once, by the primary side. */
export function zoneId(region: Region): Resource["id"] {
  if (region.isDr) return region.peer("aws_route53_zone", "public", "zone_id");
  return region
    .resource(
      "aws_route53_zone",
      "public",
      { name: `${region.app}.example.com`, comment: "Public names" },
      { scope: "global", twin: null },
    )
    .attr("zone_id");
}
