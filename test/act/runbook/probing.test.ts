import { existing, type PairParts, type Planned } from "../../support/pair";
import { lines, PROBING, runbookOf, TRAFFIC } from "../../support/runbook";

const alias = (address: string, name: string, more: Parameters<typeof existing>[1]): Planned =>
  existing(address, { name, type: "A", zone_id: "Z1", ...more });
const balancer = (name: string) =>
  existing(`aws_lb.${name}`, {
    name: `${name}-b`,
    dns_name: `${name}-b-1.us-west-2.elb.amazonaws.com`,
    internal: false,
  });
const leads = (name: string) => ({
  alias: [{ name: `${name}-b-1.us-west-2.elb.amazonaws.com`, zone_id: "Z2", evaluate_target_health: true }],
  failover_routing_policy: [{ type: "SECONDARY" }],
  set_identifier: "dr",
});

const PAIR: PairParts = {
  dr: [balancer("shop"), balancer("admin"), balancer("lone")],
  shared: [
    existing("aws_route53_zone.main", { zone_id: "Z1", id: "Z1", name: "example.com" }),
    existing("aws_route53_record.validation", {
      name: "_x1.shop.example.com",
      type: "CNAME",
      zone_id: "Z1",
      records: ["_x2.acm-validations.aws."],
    }),
    alias("aws_route53_record.admin", "admin", leads("admin")),
    alias("aws_route53_record.shop_v4", "shop", leads("shop")),
    alias("aws_route53_record.any", "*", leads("lone")),
    alias("aws_route53_record.shop_v6", "shop", { ...leads("shop"), type: "AAAA" }),
  ],
};

describe("each load balancer of the DR region", () => {
  const asked = lines(runbookOf(PAIR), PROBING).filter((line) => line.startsWith("curl"));

  it("is asked by the name whose record leads to it, with its zone's", () => {
    expect(asked).toHaveLength(3);
    expect(asked[0]).toMatch(/--connect-to "::\$HOST:" https:\/\/shop\.example\.com\/$/);
    expect(asked[1]).toMatch(/--connect-to "::\$HOST:" https:\/\/admin\.example\.com\/$/);
  });

  it("is not asked by a place that is to be filled in: curl takes it for no address", () => {
    // An address with a blank in it is malformed: curl ends with 3, and asks nobody.
    expect(asked[2]).toMatch(/--connect-to "::\$HOST:" 'FILL IN: [^']*'$/);
  });
});

it("looks once where a name leads, whose records are of both kinds of addresses", () => {
  expect(lines(runbookOf(PAIR), TRAFFIC)).toEqual([
    "dig +short admin.example.com",
    "dig +short shop.example.com",
    "dig +short '*.example.com'",
  ]);
});
