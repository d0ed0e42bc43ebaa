import { existing, type Planned } from "../../../support/pair";

/** The data bucket of a region, as the provider prints it once it exists. */
export function dataBucket(region: string, more = {}): Planned {
  const name = `shop-assets-${region}`;
  return existing("aws_s3_bucket.assets", {
    id: name,
    arn: `arn:aws:s3:::${name}`,
    bucket: name,
    region,
    replication_configuration: [],
    versioning: [{ enabled: true, mfa_delete: false }],
    ...more,
  });
}

/** Primary's replication configuration with one rule. */
export function replicationRule(rule = {}): Planned {
  return existing("aws_s3_bucket_replication_configuration.assets", {
    id: "shop-assets-us-east-1",
    bucket: "shop-assets-us-east-1",
    role: "arn:aws:iam::123456789012:role/replication",
    rule: [
      {
        id: "to-dr",
        priority: 0,
        status: "Enabled",
        prefix: "",
        filter: [{ and: [], prefix: "", tag: [] }],
        source_selection_criteria: [],
        destination: [
          {
            bucket: "arn:aws:s3:::shop-assets-us-west-2",
            encryption_configuration: [],
            storage_class: "STANDARD",
          },
        ],
        ...rule,
      },
    ],
  });
}

/** Both regions' buckets, with primary's replication. */
export function replicatedPair(rule = {}): { primary: Planned[]; dr: Planned[] } {
  return { primary: [dataBucket("us-east-1"), replicationRule(rule)], dr: [dataBucket("us-west-2")] };
}
