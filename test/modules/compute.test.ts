import { type ComputeProps } from "../../modules/compute/compute";
import type { Strategy } from "../../modules/pair/strategy";
import { synthesized } from "../stacks/synthesized";
import { base, fleetIn } from "./base";

const fleet = (strategy: Strategy, props: Partial<ComputeProps> = {}) =>
  synthesized((pair) => void fleetIn(pair, { ...base(pair), ...props }), { strategy });

describe("Compute", () => {
  it.each<[Strategy, number, number]>([
    ["pilot-light", 0, 0],
    ["warm-standby", 1, 1],
    ["active-active", 2, 4],
  ])(
    "a %s runs at least %d and wants %d in the DR region, with the same ceiling",
    (strategy, min, desired) => {
      const { primary, dr } = fleet(strategy);
      expect(primary.resource("aws_autoscaling_group.web_group")).toMatchObject({
        min_size: 2,
        desired_capacity: 4,
        max_size: 8,
      });
      expect(dr.resource("aws_autoscaling_group.web_group")).toMatchObject({
        min_size: min,
        desired_capacity: desired,
        max_size: 8,
      });
    },
  );

  it("keeps the capacity that a failover has set", () => {
    const { primary, dr } = fleet("pilot-light");
    expect(dr.resource("aws_autoscaling_group.web_group").lifecycle).toEqual({
      ignore_changes: ["desired_capacity", "min_size"],
    });
    expect(primary.resource("aws_autoscaling_group.web_group").lifecycle).toEqual({
      ignore_changes: ["desired_capacity"],
    });
  });

  it("declares the smaller capacity as meant, and only where it is smaller", () => {
    expect(fleet("warm-standby").manifest.byDesign).toContainEqual(
      expect.objectContaining({
        side: "dr",
        address: "aws_autoscaling_group.web_group",
        paths: ["min_size", "desired_capacity"],
      }),
    );
    expect(fleet("active-active").manifest.byDesign).toEqual([]);
  });

  it("boots what the region's parameter names, with session tokens and an encrypted disk", () => {
    const { dr } = fleet("warm-standby");
    expect(dr.resource("aws_launch_template.web_template")).toMatchObject({
      image_id: "resolve:ssm:/shop/images/web",
      metadata_options: { http_tokens: "required" },
      block_device_mappings: [{ ebs: { encrypted: "true", kms_key_id: "${aws_kms_key.data_key.arn}" } }],
    });
  });

  it("holds security group rules inside the group, and no open port but the listener's", () => {
    const { dr } = fleet("warm-standby");
    expect(dr.types()).not.toContain("aws_security_group_rule");
    expect(dr.types()).not.toContain("aws_vpc_security_group_ingress_rule");
    expect(dr.resource("aws_security_group.web_instances").ingress).toEqual([
      expect.objectContaining({
        from_port: 8080,
        cidr_blocks: [],
        security_groups: ["${aws_security_group.web_front.id}"],
      }),
    ]);
  });

  it("speaks TLS with each region's certificate, and sends plain HTTP there", () => {
    const { dr } = fleet("warm-standby");
    expect(dr.resource("aws_lb_listener.web_https")).toMatchObject({ certificate_arn: "arn:dr", port: 443 });
    expect(JSON.stringify(dr.resource("aws_lb_listener.web_http"))).toContain("redirect");
    expect(dr.resource("aws_lb.web_load-balancer")).toMatchObject({
      enable_deletion_protection: true,
      drop_invalid_header_fields: true,
    });
  });

  it("speaks plain HTTP only with a reason", () => {
    const { dr } = fleet("warm-standby", { listener: { plainHttpBecause: "a demonstration" } });
    expect(dr.resources).not.toContain("aws_lb_listener.web_https");
  });

  it("gives each side a role of its own, since IAM names are global", () => {
    const { primary, dr } = fleet("warm-standby");
    expect(primary.resource("aws_iam_role.web_role").name).toBe("shop-web-primary");
    expect(dr.resource("aws_iam_role.web_role").name).toBe("shop-web-dr");
  });

  it("refuses capacities out of order", () => {
    expect(() => fleet("warm-standby", { capacity: { min: 4, desired: 2, max: 8 } })).toThrow(
      /web\.capacity: 4, 2, 8 are not in order/,
    );
  });
});
