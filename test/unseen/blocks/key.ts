import { block } from "../model/block";
import { policy, text } from "../model/expression";

/** A multi-region key and its replica, each with an alias of the same name. */
export default block({
  id: "key",
  service: "KMS",
  // The emulator takes a key that has a replica for a replica itself.
  applies: false,
  choose: (rng) => ({ noun: rng.pick(["data", "tokens", "pii"]), window: rng.pick([7, 30]) }),
  build(region, { noun, window }) {
    const document = policy(
      {
        Sid: "Admins",
        Effect: "Allow",
        Principal: { AWS: text`arn:aws:iam::${region.account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
      {
        Sid: "Services",
        Effect: "Allow",
        Principal: { Service: "logs.amazonaws.com" },
        Action: ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"],
        Resource: "*",
      },
    );
    const key = region.isDr
      ? region.resource(
          "aws_kms_replica_key",
          noun,
          {
            description: `${noun} key`,
            deletion_window_in_days: window,
            primary_key_arn: region.peer("aws_kms_key", noun, "arn"),
            policy: document,
          },
          { twin: `key ${noun}` },
        )
      : region.resource(
          "aws_kms_key",
          noun,
          {
            description: `${noun} key`,
            deletion_window_in_days: window,
            multi_region: true,
            enable_key_rotation: true,
            policy: document,
          },
          { twin: `key ${noun}` },
        );
    region.resource("aws_kms_alias", noun, {
      name: `alias/${region.app}-${noun}`,
      target_key_id: key.attr("key_id"),
    });
    return { key };
  },
  imagined: {
    "aws_kms_key.arn": (_, region) =>
      `arn:aws:kms:${region}:123456789012:key/mrk-5c1d8f0a7b3e4d2f9a6c0e1b2d3f4a5b`,
    "aws_kms_key.key_id": () => "mrk-5c1d8f0a7b3e4d2f9a6c0e1b2d3f4a5b",
  },
});
