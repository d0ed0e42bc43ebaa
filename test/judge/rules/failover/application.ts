import { existing, type Planned } from "../../../support/pair";
import { failoverRecord, host, loadBalancer } from "../route53/records";

/** What of an application's web tier a test changes on one side. */
export interface Changes {
  readonly listener?: boolean;
  readonly group?: boolean;
  readonly admission?: boolean;
  readonly certificate?: string;
  readonly bucketReplicated?: boolean;
}

const ID = { "us-east-1": "a", "us-west-2": "b" } as const;

/** A web tier of a region as plans print it once it exists: load balancer to bucket. */
export function webTier(region: keyof typeof ID, changes: Changes = {}): Planned[] {
  const {
    listener = true,
    group = true,
    admission = true,
    certificate = "*.example.com",
    bucketReplicated = true,
  } = changes;
  const id = ID[region];
  const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:123456789012:${rest}`;
  const balancer = loadBalancer(region);
  const targets = arn("elasticloadbalancing", "targetgroup/web/6d0ecf831eec9f09");
  return [
    { ...balancer, values: { ...balancer.values, security_groups: [`sg-0${id}1`] } },
    existing("aws_security_group.lb", { id: `sg-0${id}1`, name: "lb", ingress: [] }),
    existing("aws_security_group.web", { id: `sg-0${id}2`, name: "web", ingress: [] }),
    existing("aws_acm_certificate.web", {
      id: arn("acm", "certificate/1"),
      arn: arn("acm", "certificate/1"),
      domain_name: certificate,
      subject_alternative_names: [certificate],
      status: "ISSUED",
    }),
    existing("aws_lb_target_group.web", { id: targets, arn: targets, name: "web", port: 8080 }),
    existing("aws_launch_template.web", {
      id: `lt-0abc123${id}`,
      name: "web",
      vpc_security_group_ids: [`sg-0${id}2`],
      user_data: Buffer.from(`BUCKET=shop-assets-${region}\n`).toString("base64"),
    }),
    existing("aws_s3_bucket.assets", {
      id: `shop-assets-${region}`,
      bucket: `shop-assets-${region}`,
      arn: `arn:aws:s3:::shop-assets-${region}`,
      versioning: [{ enabled: true }],
      replication_configuration: bucketReplicated
        ? [
            {
              rules: [{ status: "Enabled", destination: [{ bucket: "arn:aws:s3:::shop-assets-us-west-2" }] }],
            },
          ]
        : [],
    }),
    ...(listener
      ? [
          existing(
            "aws_lb_listener.https",
            {
              id: arn("elasticloadbalancing", "listener/1"),
              load_balancer_arn: String(balancer.values?.arn),
              certificate_arn: arn("acm", "certificate/1"),
              port: 443,
              default_action: [{ type: "forward", target_group_arn: targets }],
            },
            {
              expressions: {
                default_action: [
                  {
                    target_group_arn: {
                      references: ["aws_lb_target_group.web.arn", "aws_lb_target_group.web"],
                    },
                  },
                ],
              },
            },
          ),
        ]
      : []),
    ...(group
      ? [
          existing("aws_autoscaling_group.web", {
            id: "web",
            name: "web",
            target_group_arns: [targets],
            launch_template: [{ id: `lt-0abc123${id}` }],
          }),
        ]
      : []),
    ...(admission
      ? [
          existing("aws_vpc_security_group_ingress_rule.web", {
            id: `sgr-0${id}`,
            security_group_id: `sg-0${id}2`,
            referenced_security_group_id: `sg-0${id}1`,
            ip_protocol: "tcp",
            from_port: 8080,
            to_port: 8080,
          }),
        ]
      : []),
  ];
}

/** The failover records that lead to both web tiers. */
export const RECORDS = [
  failoverRecord("PRIMARY", host("us-east-1")),
  failoverRecord("SECONDARY", host("us-west-2")),
];
