import { type ComputeProps } from "../../modules/compute/compute";
import { Duration } from "../../modules/pair/duration";
import type { Strategy } from "../../modules/pair/strategy";
import { synthesized } from "../stacks/synthesized";
import { MachineImage } from "../../modules/ami-copy/machine-image";
import { base, fleetIn } from "./base";

const fleet = (strategy: Strategy, props: Partial<ComputeProps> = {}) =>
  synthesized((pair) => void fleetIn(pair, { ...base(pair), ...props }), { strategy });

const GROUP = "aws_autoscaling_group.web_group";

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

  it("leaves to scaling and failover the desired capacity alone: a new floor reaches the standby", () => {
    const pair = fleet("warm-standby");
    for (const side of [pair.primary, pair.dr])
      expect(side.resource(GROUP).lifecycle).toEqual({ ignore_changes: ["desired_capacity"] });
  });

  it("keeps a standby's share of what the primary desires, since an idle fleet is scaled in to its floor", () => {
    const { dr } = fleet("warm-standby", { capacity: { min: 2, desired: 12, max: 20 } });
    expect(dr.resource(GROUP)).toMatchObject({ min_size: 3, desired_capacity: 3, max_size: 20 });
  });

  it("replaces running instances when image or template change, new ones first", () => {
    const { dr } = fleet("warm-standby", { image: MachineImage.fromSsmParameter("/image", "2026.11.1") });
    expect(dr.resource(GROUP)).toMatchObject({
      launch_template: { version: "${aws_launch_template.web_template.latest_version}" },
      instance_refresh: {
        strategy: "Rolling",
        preferences: { min_healthy_percentage: 100, max_healthy_percentage: 200 },
      },
    });
    expect(dr.resource("aws_launch_template.web_template").tag_specifications).toEqual([
      { resource_type: "instance", tags: { Name: "shop-web", ImageVersion: "2026.11.1" } },
    ]);
  });

  it("waits with its template for the parameter of its image", () => {
    const { dr } = synthesized((pair) => {
      const on = base(pair);
      const image = new MachineImage(pair, "image", {
        current: "1",
        images: { perRegion: { primary: { "1": "ami-1" }, dr: { "1": "ami-2" } } },
      });
      fleetIn(pair, { ...on, image });
    });
    expect(dr.resource("aws_launch_template.web_template").image_id).toBe(
      "resolve:ssm:${aws_ssm_parameter.image_image.name}",
    );
  });

  const MORNINGS = { schedules: [{ name: "mornings", recurrence: "0 7 * * MON-FRI", desired: 8 }] };
  const SCHEDULE = "aws_autoscaling_schedule.web_schedule-mornings";

  it("scales at certain times without touching floor and ceiling, in both regions where both serve", () => {
    const { primary, dr, manifest } = fleet("active-active", MORNINGS);
    for (const side of [primary, dr])
      expect(side.resource(SCHEDULE)).toMatchObject({ desired_capacity: 8, min_size: -1, max_size: -1 });
    expect(manifest.byDesign).toEqual([]);
  });

  it.each<Strategy>(["pilot-light", "warm-standby"])(
    "puts no schedule before a %s, which would cut its fleet after a failover",
    (strategy) => {
      const { primary, dr, manifest } = fleet(strategy, MORNINGS);
      expect(primary.resource(SCHEDULE)).toMatchObject({ desired_capacity: 8 });
      expect(dr.types()).not.toContain("aws_autoscaling_schedule");
      expect(manifest.byDesign).toContainEqual(
        expect.objectContaining({ side: "primary", address: SCHEDULE }),
      );
    },
  );

  it("writes references into a script without touching the shell's own", () => {
    const { dr } = synthesized((pair) => {
      const on = base(pair);
      fleetIn(pair, { ...on, userData: (side) => `echo "\${HOME}" %{http_code} ${on.keys.arn(side)}` });
    });
    expect(dr.resource("aws_launch_template.web_template").user_data).toBe(
      '${base64encode(join("", ["echo \\"$${HOME}\\" %%{http_code} ", aws_kms_key.data_key.arn]))}',
    );
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

  it.each<[string, Partial<ComputeProps>, RegExp]>([
    [
      "a schedule beyond the ceiling",
      { schedules: [{ name: "sale", recurrence: "0 0 1 12 *", desired: 9 }] },
      /web\.schedules: "sale" wants 9, which is not between 2 and 8/,
    ],
    ["a lifetime of hours", { maxInstanceLifetime: Duration.hours(2) }, /web\.maxInstanceLifetime: is 2 h/],
  ])("refuses %s", (_what, props, message) => {
    expect(() => fleet("warm-standby", props)).toThrow(message);
  });

  it("refuses capacities out of order", () => {
    expect(() => fleet("warm-standby", { capacity: { min: 4, desired: 2, max: 8 } })).toThrow(
      /web\.capacity: 4, 2, 8 are not in order/,
    );
  });
});
