import { Cache, type CacheProps } from "../../modules/cache/cache";
import type { RegionPairProps } from "../../stacks/region-pair";
import { synthesized } from "../stacks/synthesized";
import { base, fleetIn } from "./base";
import { statementsOf } from "./statements";

const cache = (props: Partial<CacheProps> = {}, pairProps: Partial<RegionPairProps> = {}) =>
  synthesized((pair) => {
    const { keys, network } = base(pair);
    const web = fleetIn(pair, { keys, network });
    const made = new Cache(pair, "sessions", {
      keys,
      network,
      engine: "redis",
      engineVersion: "7.1",
      nodeType: "cache.r7g.large",
      ...props,
    });
    web.connections.allowToDefaultPort(made);
    made.grantReadEndpoint(web);
  }, pairProps);

const GROUP = "aws_elasticache_replication_group.sessions_group";

describe("Cache", () => {
  it.each(["cache.t4g.medium", "cache.m6g.medium", "cache.m4.large", "r7g.large"])(
    "refuses %s in a global datastore",
    (nodeType) => {
      expect(() => cache({ nodeType })).toThrow(
        `sessions.nodeType: ${nodeType} cannot be in a global datastore`,
      );
    },
  );

  it("takes small nodes where each region has a cache of its own", () => {
    expect(cache({ nodeType: "cache.t4g.small", copy: "independent" }).link.resources).toEqual([]);
  });

  it("refuses nodes and names that ElastiCache would refuse", () => {
    expect(() => cache({ nodes: 7 })).toThrow("sessions.nodes: is 7");
    expect(() =>
      synthesized((pair) => {
        const props = {
          ...base(pair),
          engine: "redis",
          engineVersion: "7.1",
          nodeType: "cache.r7g.large",
        } as const;
        new Cache(pair, "a-name-that-is-longer-than-one-may-be", props);
      }),
    ).toThrow("longer than the name of a replication group may be");
  });

  it("encrypts with the region's key, and lets the fleet alone in", () => {
    const { primary, dr } = cache({ copy: "independent" });
    for (const side of [primary, dr]) {
      expect(side.resource(GROUP)).toMatchObject({
        replication_group_id: "shop-sessions",
        kms_key_id: "${aws_kms_key.data_key.arn}",
        transit_encryption_enabled: true,
        node_type: "cache.r7g.large",
      });
      expect(side.resource("aws_security_group.sessions_access").ingress).toEqual([
        expect.objectContaining({
          from_port: 6379,
          security_groups: ["${aws_security_group.web_instances.id}"],
        }),
      ]);
    }
  });

  it("joins the DR region's group to the primary's, in the link, which alone can name the datastore", () => {
    const { primary, dr, link, manifest } = cache();
    expect(dr.types()).not.toContain("aws_elasticache_replication_group");
    expect(link.resource("aws_elasticache_global_replication_group.sessions_datastore")).toMatchObject({
      provider: "aws.eu_west_1",
      primary_replication_group_id: "shop-sessions",
      lifecycle: { ignore_changes: ["primary_replication_group_id"] },
    });
    const member = link.resource("aws_elasticache_replication_group.sessions_group");
    expect(member).toMatchObject({
      global_replication_group_id:
        "${aws_elasticache_global_replication_group.sessions_datastore.global_replication_group_id}",
      num_cache_clusters: 1,
      automatic_failover_enabled: false,
    });
    for (const taken of ["engine", "engine_version", "node_type", "transit_encryption_enabled"])
      expect(member).not.toHaveProperty(taken);
    expect(primary.resource(GROUP)).toMatchObject({
      num_cache_clusters: 2,
      lifecycle: { ignore_changes: ["engine_version", "node_type"] },
    });
    expect(manifest.twins).toContainEqual(
      expect.objectContaining({ primary: GROUP, dr: GROUP, drWorkspace: "shop-link" }),
    );
  });

  it("runs all nodes where both regions serve", () => {
    const { link, manifest } = cache({ nodes: 3 }, { strategy: "active-active" });
    expect(link.resource(GROUP)).toMatchObject({ num_cache_clusters: 3 });
    expect(manifest.byDesign.flatMap(({ paths = [] }) => paths)).not.toContain("num_cache_clusters");
  });

  it.each(["global-datastore", "independent"] as const)("publishes each region's host (%s)", (copy) => {
    const { primary, dr, link } = cache({ copy });
    for (const side of [primary, copy === "independent" ? dr : link])
      expect(side.resource("aws_ssm_parameter.sessions_endpoint")).toMatchObject({
        name: "/shop/sessions/endpoint",
        value: `\${${GROUP}.primary_endpoint_address}`,
      });
    expect(statementsOf(dr.resource("aws_iam_role_policy.web_grants"))[0]).toMatchObject({
      Resource: "arn:aws:ssm:eu-central-1:111122223333:parameter/shop/sessions/endpoint",
    });
  });
});
