import { created, existing, ref, type Options, type Planned } from "../../../support/pair";

/** A load balancer as the provider prints it once it exists. */
export function loadBalancer(region: string, name = "web"): Planned {
  return existing(`aws_lb.${name}`, {
    id: `arn:aws:elasticloadbalancing:${region}:123456789012:loadbalancer/app/${name}/50dc6c495c0c9188`,
    arn: `arn:aws:elasticloadbalancing:${region}:123456789012:loadbalancer/app/${name}/50dc6c495c0c9188`,
    dns_name: host(region, name),
    name: `shop-${name}`,
  });
}

/** A load balancer's host name. */
export function host(region: string, name = "web"): string {
  return `shop-${name}-1.${region}.elb.amazonaws.com`;
}

/** A failover record's values as the provider prints them. */
export function failoverRecord(
  role: "PRIMARY" | "SECONDARY",
  name: string | undefined,
  more = {},
  options: Options = {},
): Planned {
  const values = {
    zone_id: "Z111",
    name: "www.example.com",
    type: "A",
    ttl: 0,
    records: [],
    set_identifier: role.toLowerCase(),
    health_check_id: "",
    failover_routing_policy: [{ type: role }],
    alias: [
      { evaluate_target_health: true, ...(name === undefined ? {} : { name }), zone_id: "Z35SXDOTRQ7X7K" },
    ],
    ...more,
  };
  const make = options.actions === undefined ? existing : created;
  return make(`aws_route53_record.${role.toLowerCase()}`, values, options);
}

/** A record that is yet to be created, whose alias name only the configuration tells. */
export function plannedRecord(role: "PRIMARY" | "SECONDARY", target: string): Planned {
  return failoverRecord(
    role,
    undefined,
    { alias: [{ evaluate_target_health: true }] },
    {
      actions: ["create"],
      unknown: { alias: [{ name: true, zone_id: true }] },
      expressions: { alias: [{ name: ref(`${target}.dns_name`), zone_id: ref(`${target}.zone_id`) }] },
    },
  );
}
