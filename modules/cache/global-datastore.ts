import {
  DataAwsSecurityGroup,
  ElasticacheGlobalReplicationGroup,
  type ElasticacheReplicationGroup,
} from "../pair/aws";
import type { Pair } from "../pair/pair";
import {
  type CacheEngine,
  createGroup,
  publishEndpoint,
  type PublishedGroup,
  securityGroupName,
} from "./replication-group";

export interface GlobalDatastoreProps extends CacheEngine {
  readonly name: string;
  readonly endpointParameter: string;
  readonly nodes: number;
  readonly keyArn: string;
  readonly primary: PublishedGroup;
}

/** Makes the primary's group the first of a datastore, and a group in the DR region that joins it. */
export function joinGlobalDatastore(
  pair: Pair,
  id: string,
  { name, nodes, keyArn, ...props }: GlobalDatastoreProps,
): ElasticacheReplicationGroup {
  const { link, design } = pair;
  const datastore = new ElasticacheGlobalReplicationGroup(link, `${id}_datastore`, {
    provider: link.providerFor(pair.primary.region),
    globalReplicationGroupIdSuffix: name,
    globalReplicationGroupDescription: name,
    primaryReplicationGroupId: name,
    engineVersion: props.engineVersion,
    cacheNodeType: props.nodeType,
    // After a failover the other member is first: followed, that would be a new datastore.
    lifecycle: { ignoreChanges: ["primary_replication_group_id"] },
  });
  design.differs(datastore, "one for both regions");
  const access = new DataAwsSecurityGroup(link, `${id}_access`, {
    provider: link.providerFor(pair.dr.region),
    name: securityGroupName(name),
  });
  const member = createGroup(link, `${id}_group`, {
    name,
    nodes,
    keyArn,
    securityGroupId: access.id,
    globalReplicationGroupId: datastore.globalReplicationGroupId,
  });
  design.pairUp(props.primary.group, member);
  design.differs(member, "a member takes them from the datastore", TAKEN);
  const endpoint = publishEndpoint(link, `${id}_endpoint`, props.endpointParameter, member);
  design.pairUp(props.primary.endpoint, endpoint);
  return member;
}

const TAKEN = [
  "global_replication_group_id",
  "engine",
  "engine_version",
  "node_type",
  "at_rest_encryption_enabled",
  "transit_encryption_enabled",
];
