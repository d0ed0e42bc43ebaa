import { block } from "../model/block";
import { policy, text, trust } from "../model/expression";
import { nested } from "../model/resource";
import bucket from "./bucket";

/** Records delivered into the bucket of the own region. */
export default block({
  id: "delivery",
  service: "Firehose",
  applies: true,
  choose: (rng) => ({ size: rng.pick([5, 64]), interval: rng.pick([60, 300]) }),
  build(region, { size, interval }) {
    const { bucket: target } = region.use(bucket);
    const role = region.resource("aws_iam_role", "firehose", { name: region.globalName("firehose"), assume_role_policy: trust("firehose.amazonaws.com") });
    region.resource("aws_iam_role_policy", "firehose", {
      name: "deliver",
      role: role.id,
      policy: policy({
        Effect: "Allow",
        Action: ["s3:AbortMultipartUpload", "s3:GetBucketLocation", "s3:ListBucket", "s3:PutObject"],
        Resource: [target.arn, text`${target.arn}/*`],
      }),
    });
    region.resource("aws_kinesis_firehose_delivery_stream", "archive", {
      name: region.name("archive"),
      destination: "extended_s3",
      extended_s3_configuration: nested({
        role_arn: role.arn,
        bucket_arn: target.arn,
        prefix: "events/",
        error_output_prefix: "errors/",
        buffering_size: size,
        buffering_interval: interval,
        compression_format: "GZIP",
      }),
      server_side_encryption: nested({ enabled: true }),
    });
  },
});
