import { block } from "../model/block";
import { zoneId } from "./support/zone";

/** The public zone of the application's names. */
export default block({
  id: "zone",
  service: "Route 53",
  applies: true,
  choose: () => undefined,
  build: (region) => zoneId(region),
  imagined: { "aws_route53_zone.zone_id": () => "Z0123456ABCDEFGHIJKL" },
});
