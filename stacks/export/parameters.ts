import { ID, STAND_IN } from "./capability";

/** A variable of an exported module, and what stands for it in the text. */
export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  /** HCL of the default. @default - the variable is mandatory */
  readonly default?: string;
  readonly find: RegExp;
  /** What is put in its place. @default - `var.NAME`, in strings `${var.NAME}` */
  readonly put?: string;
}

const text = (name: string, find: RegExp, description: string, put?: string): Parameter => ({
  name,
  type: "string",
  description,
  find,
  put,
});

/** The side whose workspace a text is from. */
export type Part = "primary" | "dr" | "link";

/** In the order in which they are looked for: longer stand-ins before those that they contain. */
export function parametersOf(part: Part): readonly Parameter[] {
  return [...names(), ...references(), ...regions(part), ...settings()];
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
    text("bucket_prefix", /bucket-prefix/g, "Beginning of the buckets' names; account and region follow."),
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

function settings(): Parameter[] {
  const number = (name: string, find: RegExp, description: string): Parameter => ({
    name,
    type: "number",
    description,
    find,
    put: `var.${name}`,
  });
  const flag = (name: string, find: RegExp, put: string, value: string, description: string): Parameter => ({
    name,
    type: "bool",
    description,
    default: value,
    find,
    put,
  });
  return [
    {
      ...text(
        "cidr",
        /10\.25[12]\.(\d+)\.0\/19/g,
        "The VPC's network, /16 to /25. The other side's must not overlap.",
        SUBNET,
      ),
    },
    text(
      "cidr",
      /10\.25[12]\.0\.0\/16/g,
      "The VPC's network, /16 to /25. The other side's must not overlap.",
    ),
    text("image_parameter", /\/image\/parameter/g, "SSM parameter that holds the image's id."),
    text("instance_type", /instance-type/g, "Such as t3.small."),
    text("instance_class", /instance-class/g, "Such as db.r6g.large."),
    text("database_name", /database_name(?="$)/gm, "Name of the first database."),
    text("certificate_arn", /certificate-arn/g, "ARN of the region's TLS certificate."),
    text("recipe_version", /recipe-version/g, "Version of the recipe that the image was built from."),
    text("image_id", /image-id/g, "Id of the image in the primary region."),
    text(
      "recipe_version",
      /70\.70\.70/g,
      "Version of the recipe, three numbers. Every change needs a new one.",
    ),
    text("parent_image", /parent-image/g, "AMI id or Image Builder image ARN that the recipe begins with."),
    text(
      "component_arn",
      /component-arn/g,
      "ARN of the Image Builder component that installs the application.",
    ),
    text("first_image_id", /first-image/g, "Id of the region's image to boot from until the first build."),
    {
      name: "resource_types",
      type: "map(bool)",
      description: "All kinds of resources that AWS Backup knows in the region: whether it may back them up.",
      find: /\{\s*(?:"resource-type"|resource-type)\s*=\s*true\s*\}/g,
      put: "var.resource_types",
    },
    text("snapshot_id", /snapshot-id/g, "Id of the snapshot in the primary region."),
    text("hash_key", /hash-key/g, "Name of the table's partition key, a string."),
    text("record_name", /record\.zone\.example/g, "The application's name, in the zone."),
    text("zone_name", /zone\.example/g, "Name of the hosted zone."),
    text("primary_hostname", /primary-hostname/g, "Host of the primary side."),
    text("dr_hostname", /dr-hostname/g, "Host of the DR side."),
    text(
      "source_url",
      /https:\/\/source-url/g,
      "Address of the repository, such as https://github.com/acme/infrastructure.git.",
    ),
    text(
      "connection_arn",
      /connection-arn/g,
      "ARN of the CodeConnections connection that may read the repository.",
    ),
    text("buildspec", /buildspec-path/g, "The job's steps: a buildspec, or its path in the repository."),
    text("health_path", /\/health-path/g, "Path that answers 2xx when a side can serve."),
    number("min_size", /\b70001\b/g, "Fewest instances."),
    number("desired_capacity", /\b70002\b/g, "Instances at first."),
    number("max_size", /\b70003\b/g, "Most instances; the same in both regions."),
    {
      name: "allowed_cidrs",
      type: "list(string)",
      description: "Networks that may call the load balancer.",
      find: /\[\s*"198\.51\.100\.0\/24",?\s*\]/g,
      put: "var.allowed_cidrs",
    },
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

/** The constructs cut eighths; the octet tells which. Filled in by `parametrize`. */
export const SUBNET = "cidrsubnet";
