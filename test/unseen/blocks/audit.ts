import { block } from "../model/block";

/** Detection and access analysis, which are regional: each region has its own. */
export default block({
  id: "audit",
  service: "GuardDuty",
  // The emulator cannot list an access analyzer's tags.
  applies: false,
  choose: (rng) => ({ frequency: rng.pick(["FIFTEEN_MINUTES", "ONE_HOUR"]) }),
  build(region, { frequency }) {
    const detector = region.resource("aws_guardduty_detector", "main", {
      enable: true,
      finding_publishing_frequency: frequency,
    });
    region.resource("aws_guardduty_detector_feature", "s3", {
      detector_id: detector.id,
      name: "S3_DATA_EVENTS",
      status: "ENABLED",
    });
    region.resource("aws_accessanalyzer_analyzer", "account", {
      analyzer_name: region.name("account"),
      type: "ACCOUNT",
    });
    region.resource("aws_ebs_encryption_by_default", "on", { enabled: true });
    region.resource("aws_inspector2_enabler", "on", {
      account_ids: ["123456789012"],
      resource_types: ["EC2", "ECR"],
    });
  },
});
