import type { ComputeProps } from "../../modules/compute/compute";
import type { SharedListener } from "../../modules/compute/shared-listener";
import { ContainerService } from "../../modules/container-service/container-service";
import { ContentDelivery } from "../../modules/content-delivery/content-delivery";
import { type ExistingListenerProps, Listener } from "../../modules/existing/listener";
import { FailoverDns } from "../../modules/failover-dns/failover-dns";
import type { EndpointCheck } from "../../modules/failover-dns/health-check";
import type { Pair } from "../../modules/pair/pair";
import { WebAcl } from "../../modules/web-acl/web-acl";
import { synthesized } from "../stacks/synthesized";
import { base, fleetIn } from "./base";

const arn = (region: string, digit: string) =>
  `arn:aws:elasticloadbalancing:${region}:111122223333:listener/app/shared/${digit.repeat(16)}/0123456789abcdef`;
const BALANCER =
  "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/shared/bbbbbbbbbbbbbbbb";
const LISTENERS = {
  primary: { listenerArn: arn("eu-west-1", "a"), securityGroupId: "sg-0aaaaaaaa" },
  dr: { listenerArn: arn("eu-central-1", "b"), securityGroupId: "sg-0bbbbbbbb" },
};

const HOSTS = { primary: "www-1.example.com", dr: "www-2.example.com" };

const listenerIn = (pair: Pair, props: Partial<ExistingListenerProps> = {}) =>
  Listener.existing(pair, "shared", { ...LISTENERS, ...props });
const rule = (shared: SharedListener["shared"], props: Partial<SharedListener> = {}): SharedListener => ({
  shared,
  priority: 20,
  hosts: ["www.example.com"],
  ...props,
});
const fleet = (listener: Partial<SharedListener> = {}, props: Partial<ComputeProps> = {}) =>
  synthesized((pair) =>
    fleetIn(pair, { ...base(pair), listener: rule(listenerIn(pair), listener), ...props }),
  );

describe("an existing listener", () => {
  it("is refused when a side's is missing, another thing's, or the other region's", () => {
    const existing = (dr: { listenerArn: string; securityGroupId: string }) => () =>
      synthesized((pair) => listenerIn(pair, { dr }));
    expect(existing({ ...LISTENERS.dr, listenerArn: "" })).toThrow("shared.dr.listenerArn: is missing");
    expect(existing({ ...LISTENERS.dr, listenerArn: BALANCER })).toThrow("is not a listener's ARN");
    expect(existing({ ...LISTENERS.dr, listenerArn: arn("eu-west-1", "b") })).toThrow("lies in eu-west-1");
  });

  it.each([
    [{ priority: 0 }, "web.listener.priority: is 0"],
    [{ hosts: [] }, "web.listener: would take every request of a shared listener. Give hosts or paths"],
    [{ paths: ["/a", "/b", "/c", "/d", "/e"] }, "web.listener: has 6 hosts and paths. Give 5 at most"],
    [{ paths: ["orders/*"] }, 'web.listener.paths: "orders/*" matches no request. Write it as "/orders/*"'],
  ])(
    "refuses a rule that ELB would refuse, or that would take the requests of others: %j",
    (props, message) => {
      expect(() => fleet(props)).toThrow(message);
    },
  );

  it("leaves to its owner who may call it, and whether it may be deleted", () => {
    expect(() => fleet({}, { allowedCidrs: ["10.0.0.0/8"] })).toThrow(
      "web.allowedCidrs: is of a load balancer",
    );
    expect(() => fleet({}, { deletionProtection: false })).toThrow("web.deletionProtection: is of");
  });

  it("leads its share of requests to a fleet, which has no load balancer of its own", () => {
    const { primary, dr, manifest } = fleet({ paths: ["/orders/*"] });
    for (const [side, { listenerArn }] of [
      [primary, LISTENERS.primary],
      [dr, LISTENERS.dr],
    ] as const) {
      expect(side.types().filter((type) => type === "aws_lb" || type === "aws_lb_listener")).toEqual([]);
      expect(side.resource("aws_lb_listener_rule.web_rule")).toMatchObject({
        listener_arn: listenerArn,
        priority: 20,
        action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.web_targets.arn}" }],
        condition: [
          { host_header: { values: ["www.example.com"] } },
          { path_pattern: { values: ["/orders/*"] } },
        ],
      });
    }
    expect(manifest.counterparts).toEqual(
      expect.arrayContaining([
        { primary: LISTENERS.primary.listenerArn, dr: LISTENERS.dr.listenerArn },
        { primary: "sg-0aaaaaaaa", dr: "sg-0bbbbbbbb" },
        expect.objectContaining({ dr: BALANCER }),
      ]),
    );
  });

  it("opens the way from its load balancer to the application on both sides, and no other", () => {
    const { dr } = fleet();
    expect(dr.resource("aws_security_group.web_instances").ingress).toEqual([
      expect.objectContaining({ from_port: 8080, cidr_blocks: [], security_groups: ["sg-0bbbbbbbb"] }),
    ]);
    // Two applications on one port would be one rule twice if it named the network.
    expect(dr.resource("aws_vpc_security_group_egress_rule.shared_egress-To-shop-web-8080")).toMatchObject({
      security_group_id: "sg-0bbbbbbbb",
      referenced_security_group_id: "${aws_security_group.web_instances.id}",
      from_port: 8080,
    });
    const untouched = synthesized((pair) =>
      fleetIn(pair, { ...base(pair), listener: rule(listenerIn(pair, { mutable: false })) }),
    );
    expect(untouched.dr.types()).not.toContain("aws_vpc_security_group_egress_rule");
  });

  it("leads to containers, which wait for the rule", () => {
    const { primary, dr } = synthesized((pair) => {
      const { network } = base(pair);
      new ContainerService(pair, "api", {
        network,
        image: { uri: "public.ecr.aws/acme/api:1" },
        cpu: 512,
        memory: 1024,
        capacity: { min: 1, desired: 2, max: 4 },
        listener: rule(listenerIn(pair)),
      });
    });
    for (const side of [primary, dr]) {
      expect(side.resource("aws_lb_target_group.api_targets").target_type).toBe("ip");
      expect(side.resource("aws_ecs_service.api_service").depends_on).toContain(
        "aws_lb_listener_rule.api_rule",
      );
    }
  });

  it("serves two applications of a pair", () => {
    const { dr } = synthesized((pair) => {
      const on = base(pair);
      const shared = listenerIn(pair);
      fleetIn(pair, { ...on, listener: rule(shared) });
      new ContainerService(pair, "api", {
        network: on.network,
        image: { uri: "public.ecr.aws/acme/api:1" },
        cpu: 512,
        memory: 1024,
        capacity: { min: 1, desired: 2, max: 4 },
        listener: rule(shared, { priority: 30, hosts: ["api.example.com"] }),
      });
    });
    expect(dr.resources.filter((one) => one.startsWith("aws_vpc_security_group_egress_rule"))).toHaveLength(
      2,
    );
  });

  it("is what a DNS name leads to, and what a web ACL protects: by the load balancer that its ARN tells", () => {
    const { dr, link } = synthesized((pair) => {
      const web = fleetIn(pair, {
        ...base(pair),
        listener: rule(listenerIn(pair), { hosts: ["*.example.com"] }),
      });
      new WebAcl(pair, "firewall").protect(web);
      new FailoverDns(pair, "name", {
        zone: { name: "example.com" },
        name: "www.example.com",
        target: { loadBalancer: web },
        check: { kind: "endpoint", hostnames: HOSTS },
      });
      expect(() => web.loadBalancer(pair.dr)).toThrow("web: has no load balancer of its own");
    });
    expect(dr.resource("aws_wafv2_web_acl_association.firewall_before-web").resource_arn).toBe(BALANCER);
    expect(Object.values(link.json.data?.aws_lb ?? {})).toContainEqual(
      expect.objectContaining({ arn: BALANCER }),
    );
  });

  it.each<[string, Partial<SharedListener>, Partial<EndpointCheck>, boolean]>([
    ["the load balancer's own name", {}, {}, false],
    ["a host of another application", {}, { hostnames: HOSTS }, false],
    ["its own hosts", { hosts: ["www-?.Example.com"] }, { hostnames: HOSTS }, true],
    ["a path of another application", { hosts: [], paths: ["/orders/*"] }, {}, false],
    ["its own path", { hosts: [], paths: ["/orders/*/ok"] }, { path: "/orders/is/ok" }, true],
    ["a path that only begins like its own", { hosts: [], paths: ["/or*s"] }, { path: "/orders/" }, false],
  ])("by a check that asks for %s", (_what, listener, check, isAnswered) => {
    const dns = () =>
      synthesized((pair) => {
        const web = fleetIn(pair, { ...base(pair), listener: rule(listenerIn(pair), listener) });
        new FailoverDns(pair, "name", {
          zone: { name: "example.com" },
          name: "www.example.com",
          target: { loadBalancer: web },
          check: { kind: "endpoint", ...check },
        });
      });
    if (isAnswered) expect(dns).not.toThrow();
    else expect(dns).toThrow(/name\.check: asks .* which the shared listener does not lead to "web"/);
  });

  it.each([
    [["www.example.com"], ["*.example.com"], undefined],
    [["www.example.com"], [], undefined],
    [["www.example.com", "shop.example.com"], ["www.example.com"], "passes on requests for shop.example.com"],
    [[], ["www.example.com"], "passes on requests for CloudFront's own name"],
  ])("behind a distribution of the names %j, with the hosts %j: %s", (names, hosts, problem) => {
    const isNamed = names.length > 0;
    const site = () =>
      synthesized((pair) => {
        const listener = rule(listenerIn(pair), { hosts, paths: ["/orders/*"] });
        const loadBalancer = fleetIn(pair, { ...base(pair), listener });
        new ContentDelivery(pair, "site", {
          origin: { failoverName: "app.example.com" },
          paths: { "/orders/*": { loadBalancer, protocol: isNamed ? "HTTPS" : "HTTP" } },
          ...(isNamed ? { domain: { names, certificate: { arnInUsEast1: "arn:certificate" } } } : {}),
        });
      });
    if (problem === undefined) expect(site).not.toThrow();
    else
      expect(site).toThrow(
        `site.paths["/orders/*"]: ${problem}, which the shared listener does not lead to "web"`,
      );
  });
});
