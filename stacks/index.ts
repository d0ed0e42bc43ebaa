/**
 * The generator as a library: `import { RegionPair, S3Replication } from "drparity"`. Needs cdktf, constructs and
 * @cdktf/provider-aws, which the analyzer does without. What a pipeline runs instead of synthesizing, such as
 * `drparity/modules/package-repository/publish-package`, is imported by its path: the AWS SDK would slow every synthesis.
 */
export { Alerts, type AlertsProps } from "../modules/alerts/alerts";
export type { BootImage } from "../modules/ami-copy/boot-image";
export { type Connectable, Connections } from "../modules/connections/connections";
export { Peer } from "../modules/connections/peer";
export { Bucket, type ExistingBucket, type ExistingBucketProps } from "../modules/existing/bucket";
export { Database, type ExistingDatabase, type ExistingDatabaseProps } from "../modules/existing/database";
export { type ExistingListener, type ExistingListenerProps, Listener } from "../modules/existing/listener";
export { type ExistingLoadBalancer, LoadBalancer } from "../modules/existing/load-balancer";
export { type ExistingSecretProps, Secret } from "../modules/existing/secret";
export {
  type ExistingSecurityGroup,
  type ExistingSecurityGroupProps,
  SecurityGroup,
} from "../modules/existing/security-group";
export type { Grantable, Principal } from "../modules/iam/grantable";
export { allow, type PolicyStatement } from "../modules/iam/policy";
export { ConfigurationError } from "../modules/pair/configuration-error";
export { Duration } from "../modules/pair/duration";
export type { Manifest } from "./manifest";
export { RegionPair, type RegionPairProps } from "./region-pair";
export type { Pair, StateObject } from "../modules/pair/pair";
export { scopeIn, type PerSide, type Side } from "../modules/pair/side";
export { bucketName } from "../modules/pair/bucket-name";
export { localState, s3State, type State } from "./state";
export { STRATEGIES, type Strategy } from "../modules/pair/strategy";
export { type Tier, TIERS } from "../modules/pair/tier";
export * from "../modules";
