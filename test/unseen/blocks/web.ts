import { block } from "../model/block";
import { named } from "../model/region";
import { nested, type Resource } from "../model/resource";
import network from "./network";
import { securityGroup } from "./support/security-group";

/** The hosted zones of application load balancers. Source: https://docs.aws.amazon.com/general/latest/gr/elb.html */
const ZONES: Readonly<Record<string, string>> = {
  "ap-northeast-1": "Z14GRHDCWA56QT",
  "ap-southeast-1": "Z1LMS91P8CMLE5",
  "ap-southeast-2": "Z1GM3OXH4ZPM65",
  "ca-central-1": "ZQSVJUPU6J1EY",
  "eu-central-1": "Z215JYRZR1TBD5",
  "eu-west-1": "Z32O12XQLNTSW2",
  "eu-west-2": "ZHURV8PSTC4K8",
  "us-east-1": "Z35SXDOTRQ7X7K",
  "us-east-2": "Z3AADJGX6KTTL2",
  "us-west-2": "Z1H1FL5HABSF5",
};

/** A public application load balancer with a redirect to HTTPS, its target group and its security group. */
export default block({
  id: "web",
  service: "ELB",
  applies: true,
  choose: (rng) => ({
    port: rng.pick([3000, 8000, 8080]),
    path: rng.pick(["/health", "/healthz", "/status"]),
    idle: rng.pick([60, 120]),
    policy: rng.pick(["ELBSecurityPolicy-TLS13-1-2-2021-06", "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"]),
  }),
  build(region, { port, path, idle, policy }) {
    const { vpc, publicSubnets } = region.use(network);
    const group = securityGroup(region, "alb", {
      name: region.name("alb"),
      description: "Public load balancer",
      vpc,
      ingress: [
        { port: 443, cidr: "0.0.0.0/0", description: "HTTPS" },
        { port: 80, cidr: "0.0.0.0/0", description: "HTTP, redirected" },
      ],
    });
    const certificate = region.resource("aws_acm_certificate", "web", {
      domain_name: `www.${region.app}.example.com`,
      validation_method: "DNS",
    });
    const balancer = region.resource("aws_lb", "web", {
      name: region.name("web"),
      load_balancer_type: "application",
      security_groups: [group.id],
      subnets: publicSubnets.map((subnet) => subnet.id),
      idle_timeout: idle,
      drop_invalid_header_fields: true,
      enable_deletion_protection: true,
      tags: named(region.name("web")),
    });
    const targets = region.resource("aws_lb_target_group", "web", {
      name: region.name("web-tg"),
      port,
      protocol: "HTTP",
      target_type: "ip",
      vpc_id: vpc.id,
      deregistration_delay: 30,
      health_check: nested({
        path,
        matcher: "200",
        interval: 15,
        healthy_threshold: 2,
        unhealthy_threshold: 3,
      }),
    });
    region.resource("aws_lb_listener", "http", {
      load_balancer_arn: balancer.arn,
      port: 80,
      protocol: "HTTP",
      default_action: nested({
        type: "redirect",
        redirect: nested({ port: "443", protocol: "HTTPS", status_code: "HTTP_301" }),
      }),
    });
    const listener = region.resource("aws_lb_listener", "https", {
      load_balancer_arn: balancer.arn,
      port: 443,
      protocol: "HTTPS",
      ssl_policy: policy,
      certificate_arn: certificate.arn,
      default_action: nested({ type: "forward", target_group_arn: targets.arn }),
    });
    return { balancer, targets, listener, group, port } satisfies Record<string, Resource | number>;
  },
  imagined: {
    "aws_lb.dns_name": (name, region) => `${name}-1190217368.${region}.elb.amazonaws.com`,
    "aws_lb.zone_id": (_, region) => ZONES[region] ?? "",
  },
});
