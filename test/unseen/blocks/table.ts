import { block } from "../model/block";
import { nested } from "../model/resource";

/** A global table: the primary region's table replicates itself into the DR region, which declares nothing. */
export default block({
  id: "table",
  service: "DynamoDB",
  // The emulator gives tables no replicas.
  applies: false,
  choose: (rng) => ({
    noun: rng.pick(["sessions", "carts", "profiles"]),
    index: rng.chance(0.5),
    ttl: rng.chance(0.5),
  }),
  build(region, { noun, index, ttl }) {
    if (region.isDr) return;
    region.resource(
      "aws_dynamodb_table",
      noun,
      {
        name: `${region.app}-${noun}`,
        billing_mode: "PAY_PER_REQUEST",
        hash_key: "id",
        stream_enabled: true,
        stream_view_type: "NEW_AND_OLD_IMAGES",
        deletion_protection_enabled: true,
        attribute: [
          nested({ name: "id", type: "S" }),
          ...(index ? [nested({ name: "customer", type: "S" })] : []),
        ],
        global_secondary_index: index
          ? nested({ name: "by-customer", hash_key: "customer", projection_type: "ALL" })
          : undefined,
        ttl: ttl ? nested({ attribute_name: "expires_at", enabled: true }) : undefined,
        point_in_time_recovery: nested({ enabled: true }),
        server_side_encryption: nested({ enabled: true }),
        replica: nested({
          region_name: region.other.name,
          point_in_time_recovery: true,
          propagate_tags: true,
        }),
      },
      { scope: "global", twin: null },
    );
  },
});
