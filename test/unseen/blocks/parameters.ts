import { block } from "../model/block";

/** Parameters under the same path in both regions. */
export default block({
  id: "parameters",
  service: "SSM",
  applies: true,
  choose: (rng) => ({
    flags: rng.sample(["checkout-v2", "dark-mode", "fast-search"], 2),
    level: rng.pick(["info", "warn"]),
    limit: rng.pick([100, 250]),
  }),
  build(region, { flags, level, limit }) {
    region.resource("aws_ssm_parameter", "log_level", { name: `/${region.app}/log-level`, type: "String", value: level });
    region.resource("aws_ssm_parameter", "rate_limit", { name: `/${region.app}/rate-limit`, type: "String", value: String(limit) });
    region.resource("aws_ssm_parameter", "region", { name: `/${region.app}/region`, type: "String", value: region.region });
    region.family(
      "aws_ssm_parameter",
      "flag",
      flags.map((flag) => ({
        key: flag,
        args: { name: `/${region.app}/flags/${flag}`, type: "String", value: "on", tier: "Standard" },
      })),
    );
  },
});
