import { type Parameter, text } from "../../modules/pair/capability";
import { ID, STAND_IN } from "./capability";

/** The side whose workspace a text is from. */
export type Part = "primary" | "dr" | "link";

/**
 * In the order in which they are looked for: longer stand-ins before those that they contain.
 * @param own the capability's
 */
export function parametersOf(part: Part, own: readonly Parameter[]): readonly Parameter[] {
  return [...alerts(), ...names(), ...references(), ...regions(part), ...network(), ...own, ...settings()];
}

/** The topics of the whole pair, which no module makes. */
function alerts(): Parameter[] {
  const inLink = (side: "primary" | "dr", region: string) =>
    text(
      `${side}_alerts_topic_arn`,
      new RegExp(`arn:aws:sns:${region}:${STAND_IN.account}:${STAND_IN.pair}-alerts`, "g"),
      `ARN of the ${side === "dr" ? "DR" : "primary"} region's SNS topic for alarms.`,
    );
  return [
    inLink("primary", STAND_IN.primaryRegion),
    inLink("dr", STAND_IN.drRegion),
    text(
      "us_east_1_alerts_topic_arn",
      /aws_sns_topic\.alerts_us-east-1\.arn/g,
      "ARN of an SNS topic for alarms in us-east-1.",
      "var.us_east_1_alerts_topic_arn",
    ),
    text(
      "alerts_topic_arn",
      /aws_sns_topic\.alerts_topic\.arn/g,
      "ARN of the region's SNS topic for alarms.",
      "var.alerts_topic_arn",
    ),
  ];
}

function names(): Parameter[] {
  const name = "Name of what the module makes, in AWS and in both regions.";
  return [
    text(
      "dr_key_arn",
      new RegExp(`arn:aws:kms:${STAND_IN.drRegion}:${STAND_IN.account}:alias/${STAND_IN.pair}-keys`, "g"),
      "ARN of the DR region's KMS key or of its alias.",
    ),
    text(
      "name",
      new RegExp(`${STAND_IN.pair}[-/](${ID}|repository)(-bucket|-master)?`, "g"),
      name,
      "${var.name}$2",
    ),
    text("name", new RegExp(`${STAND_IN.pair} ${ID}(-bucket|-master)?`, "g"), name, "${var.name}$1"),
    text("name", new RegExp(`imagebuilder/${STAND_IN.pair}/${ID}`, "g"), name, "imagebuilder/${var.name}"),
    text("name", new RegExp(`${STAND_IN.pair}/images/${ID}`, "g"), name, "images/${var.name}"),
    text(
      "name",
      new RegExp(`${STAND_IN.pair.replace("-", "_")}_${ID}`, "g"),
      name,
      '${replace(var.name, "-", "_")}',
    ),
    text(
      "application",
      new RegExp(STAND_IN.pair, "g"),
      "Name of the application: its tag, and the beginning of shared names.",
    ),
    text("account", new RegExp(STAND_IN.account, "g"), "AWS account id, twelve digits."),
    text(
      "state_bucket_prefix",
      /state-prefix/g,
      "Beginning of the names of the buckets with the states; the region follows.",
    ),
  ];
}

/** What another capability makes and this one uses. */
function references(): Parameter[] {
  const subnets = (tier: string): Parameter => ({
    name: `${tier}_subnet_ids`,
    type: "list(string)",
    description: `Ids of two ${tier} subnets, in two zones.`,
    find: new RegExp(
      String.raw`\[\s*"\$\{aws_subnet\.network_${tier}-1\.id\}",\s*"\$\{aws_subnet\.network_${tier}-2\.id\}",?\s*\]`,
      "g",
    ),
    put: `var.${tier}_subnet_ids`,
  });
  return [
    subnets("public"),
    subnets("private"),
    text(
      "private_subnet_id",
      /aws_subnet\.network_private-1\.id/g,
      "Id of a private subnet with a way out.",
      "var.private_subnet_id",
    ),
    text("vpc_id", /aws_vpc\.network_vpc\.id/g, "Id of the region's VPC.", "var.vpc_id"),
    text("key_arn", /aws_kms_key\.keys_key\.arn/g, "ARN of the region's KMS key.", "var.key_arn"),
    text(
      "primary_key_arn",
      /data\.aws_kms_alias\.keys-primary\.target_key_arn/g,
      "ARN of the primary region's KMS key.",
      "var.primary_key_arn",
    ),
    text(
      "dr_key_arn",
      /data\.aws_kms_alias\.keys-dr\.target_key_arn/g,
      "ARN of the DR region's KMS key.",
      "var.dr_key_arn",
    ),
  ];
}

function regions(part: Part): Parameter[] {
  const own = "Region of this module's provider.";
  const other = "Region of the other side.";
  const primary = new RegExp(STAND_IN.primaryRegion, "g");
  const dr = new RegExp(STAND_IN.drRegion, "g");
  if (part === "link") {
    return [
      text("primary_region", primary, "Region of the primary side."),
      text("dr_region", dr, "Region of the DR side."),
    ];
  }
  const [mine, theirs] = part === "primary" ? [primary, dr] : [dr, primary];
  return [text("region", mine, own), text("other_region", theirs, other)];
}

/** What constructs of several kinds have. */
function settings(): Parameter[] {
  const flag = (name: string, find: RegExp, put: string, value: string, description: string): Parameter => ({
    name,
    type: "bool",
    description,
    default: value,
    find,
    put,
  });
  return [
    flag(
      "deletion_protection",
      /^((?:enable_)?deletion_protection(?:_enabled)?) = true$/gm,
      "$1 = var.deletion_protection",
      "true",
      "Keep AWS from deleting it.",
    ),
    flag(
      "force_destroy",
      /^force_(destroy|delete) = false$/gm,
      "force_$1 = var.force_destroy",
      "false",
      "Delete it even when it is not empty.",
    ),
  ];
}

/** The region's network: `10.251.0.0/16` and `10.252.0.0/16` stand for it. */
function network(): Parameter[] {
  const meaning = "The VPC's network, /16 to /25. The other side's must not overlap.";
  return [
    text("cidr", /10\.25[12]\.(\d+)\.0\/19/g, meaning, SUBNET),
    text("cidr", /10\.25[12]\.0\.0\/16/g, meaning),
  ];
}

/** The constructs cut eighths; the octet tells which. Filled in by `parametrize`. */
export const SUBNET = "cidrsubnet";
