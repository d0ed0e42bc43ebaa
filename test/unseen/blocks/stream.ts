import { block } from "../model/block";
import { nested } from "../model/resource";

/** A stream of events in each region; DR has fewer shards where it waits. */
export default block({
  id: "stream",
  service: "Kinesis",
  // The emulator loses the tags of a stream.
  applies: false,
  choose: (rng) => ({
    noun: rng.pick(["clicks", "telemetry"]),
    shards: rng.pick([0, 2, 4]),
    hours: rng.pick([24, 72, 168]),
  }),
  build(region, { noun, shards, hours }) {
    const stream = region.resource("aws_kinesis_stream", noun, {
      name: region.name(noun),
      shard_count: shards === 0 ? undefined : region.floor(shards, 1),
      retention_period: hours,
      encryption_type: "KMS",
      kms_key_id: "alias/aws/kinesis",
      stream_mode_details: nested({ stream_mode: shards === 0 ? "ON_DEMAND" : "PROVISIONED" }),
    });
    region.resource("aws_cloudwatch_metric_alarm", `${noun}_age`, {
      alarm_name: region.name(`${noun}-age`),
      namespace: "AWS/Kinesis",
      metric_name: "GetRecords.IteratorAgeMilliseconds",
      dimensions: { StreamName: stream.attr("name") },
      statistic: "Maximum",
      comparison_operator: "GreaterThanThreshold",
      threshold: 60000,
      evaluation_periods: 5,
      period: 60,
    });
    return { stream };
  },
});
