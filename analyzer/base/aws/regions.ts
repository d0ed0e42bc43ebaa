/**
 * AWS region names and every spelling of them that turns up in Terraform values.
 * Source: the `partitions.json` of the AWS SDKs and the regions' documentation pages.
 */

/** Any AWS region name of any partition, also of regions younger than this table. */
export const REGION_PATTERN =
  /(?:af|ap|ca|eu|il|me|mx|sa|us|cn|eusc|us-gov|us-iso[a-z]?|eu-iso[a-z]?)(?:-de)?-(?:central|northeast|northwest|north|southeast|southwest|south|east|west)-[1-9]/;

const WHOLE_REGION = new RegExp(`^${REGION_PATTERN.source}$`);
const ZONE = new RegExp(`^(${REGION_PATTERN.source})([a-z])$`);
const WITHIN = new RegExp(`(?<![a-z0-9])(${REGION_PATTERN.source})(?![0-9])`, "g");

/** Whether the text is exactly a region's name. */
export function isRegion(text: string): boolean {
  return WHOLE_REGION.test(text);
}

/** An availability zone's name taken apart (`us-east-1a`), or undefined. */
export function parseZone(text: string): { region: string; letter: string } | undefined {
  const match = ZONE.exec(text);
  return match ? { region: match[1] as string, letter: match[2] as string } : undefined;
}

/** The regions that a text names in full, in order of appearance. */
export function regionsIn(text: string): string[] {
  return Array.from(text.matchAll(WITHIN), (match) => match[1] as string);
}

/** The region of an ARN; undefined for ARNs without one (IAM, S3, Route 53) and for what is no ARN. */
export function regionOfArn(text: string): string | undefined {
  const parts = text.split(":", 6);
  return parts[0] === "arn" && parts.length >= 5 && isRegion(parts[3] ?? "") ? parts[3] : undefined;
}

const DIRECTIONS: Record<string, string> = {
  central: "c",
  north: "n",
  south: "s",
  east: "e",
  west: "w",
  northeast: "ne",
  northwest: "nw",
  southeast: "se",
  southwest: "sw",
};

/** City and airport codes that teams put into names instead of the region (AWS's edge and region pages). */
const PLACES: Record<string, readonly string[]> = {
  "us-east-1": ["iad", "virginia", "nvirginia"],
  "us-east-2": ["cmh", "ohio"],
  "us-west-1": ["sfo", "california", "ncalifornia"],
  "us-west-2": ["pdx", "oregon"],
  "ca-central-1": ["yul", "montreal"],
  "ca-west-1": ["yyc", "calgary"],
  "eu-west-1": ["dub", "ireland", "dublin"],
  "eu-west-2": ["lhr", "london"],
  "eu-west-3": ["cdg", "paris"],
  "eu-central-1": ["fra", "frankfurt"],
  "eu-central-2": ["zrh", "zurich"],
  "eu-north-1": ["stockholm"],
  "eu-south-1": ["mxp", "milan"],
  "ap-northeast-1": ["nrt", "tokyo"],
  "ap-northeast-2": ["icn", "seoul"],
  "ap-northeast-3": ["kix", "osaka"],
  "ap-southeast-1": ["sin", "singapore"],
  "ap-southeast-2": ["syd", "sydney"],
  "ap-southeast-4": ["melbourne"],
  "ap-south-1": ["bom", "mumbai"],
  "ap-south-2": ["hyd", "hyderabad"],
  "sa-east-1": ["gru", "saopaulo"],
};

/**
 * The words, in lower case and without separators, that stand for a region within names:
 * `use1`, `useast1`, `iad` for us-east-1. The full name with hyphens is not among them.
 */
export function regionWords(region: string): string[] {
  const parts = region.split("-");
  const number = parts.at(-1) ?? "";
  const direction = parts.at(-2) ?? "";
  const area = parts.slice(0, -2).join("");
  const short = DIRECTIONS[direction] ?? direction;
  return [`${area}${short}${number}`, `${area}${direction}${number}`, ...(PLACES[region] ?? [])];
}

/**
 * Route 53 hosted zone ids of load balancers per region (application and classic first, then network).
 * Source: https://docs.aws.amazon.com/general/latest/gr/elb.html
 */
export const LOAD_BALANCER_ZONES: Readonly<Record<string, readonly [string, string]>> = {
  "us-east-2": ["Z3AADJGX6KTTL2", "ZLMOA37VPKANP"],
  "us-east-1": ["Z35SXDOTRQ7X7K", "Z26RNL4JYFTOTI"],
  "us-west-1": ["Z368ELLRRE2KJ0", "Z24FKFUX50B4VW"],
  "us-west-2": ["Z1H1FL5HABSF5", "Z18D5FSROUN65G"],
  "af-south-1": ["Z268VQBMOI5EKX", "Z203XCE67M25HM"],
  "ap-east-1": ["Z3DQVH9N71FHZ0", "Z12Y7K3UBGUAD1"],
  "ap-south-1": ["ZP97RAFLXTNZK", "ZVDDRBQ08TROA"],
  "ap-northeast-1": ["Z14GRHDCWA56QT", "Z31USIVHYNEOWT"],
  "ap-northeast-2": ["ZWKZPGTI48KDX", "ZIBE1TIR4HY56"],
  "ap-northeast-3": ["Z5LXEXXYW11ES", "Z1GWIQ4HH19I5X"],
  "ap-southeast-1": ["Z1LMS91P8CMLE5", "ZKVM4W9LS7TM"],
  "ap-southeast-2": ["Z1GM3OXH4ZPM65", "ZCT6FZBF4DROD"],
  "ca-central-1": ["ZQSVJUPU6J1EY", "Z2EPGBW3API2WT"],
  "eu-central-1": ["Z215JYRZR1TBD5", "Z3F0SRJ5LGBH90"],
  "eu-north-1": ["Z23TAZ6LKFMNIO", "Z1UDT6IFJ4EJM"],
  "eu-south-1": ["Z3ULH7SSC9OV64", "Z23146JA1KNAFP"],
  "eu-west-1": ["Z32O12XQLNTSW2", "Z2IFOLAFXWLO4F"],
  "eu-west-2": ["ZHURV8PSTC4K8", "ZD4D7Y8KGAS4G"],
  "eu-west-3": ["Z3Q77PNBQS71R4", "Z1CMS0P5QUZ6D5"],
  "me-south-1": ["ZS929ML54UICD", "Z3QSRYVP46NYYV"],
  "sa-east-1": ["Z2P70J7HTTTPLU", "ZTK26PT1VY4CU"],
};

/** The region whose load balancers are in a hosted zone; undefined for any other zone. */
export function regionOfBalancerZone(zone: string | undefined): string | undefined {
  if (zone === undefined) return undefined;
  return Object.keys(LOAD_BALANCER_ZONES).find((region) => LOAD_BALANCER_ZONES[region]?.includes(zone));
}

/**
 * Accounts by which load balancers of older regions deliver access logs: they stand in bucket policies.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export const LOAD_BALANCER_ACCOUNTS: Readonly<Record<string, string>> = {
  "us-east-1": "127311923021",
  "us-east-2": "033677994240",
  "us-west-1": "027434742980",
  "us-west-2": "797873946194",
  "af-south-1": "098369216593",
  "ap-east-1": "754344448648",
  "ap-southeast-3": "589379963580",
  "ap-south-1": "718504428378",
  "ap-northeast-3": "383597477331",
  "ap-northeast-2": "600734575887",
  "ap-southeast-1": "114774131450",
  "ap-southeast-2": "783225319266",
  "ap-northeast-1": "582318560864",
  "ca-central-1": "985666609251",
  "eu-central-1": "054676820928",
  "eu-west-1": "156460612806",
  "eu-west-2": "652711504416",
  "eu-south-1": "635631232127",
  "eu-west-3": "009996457667",
  "eu-north-1": "897822967062",
  "me-south-1": "076674570225",
  "sa-east-1": "507241528517",
  "us-gov-west-1": "048591011584",
  "us-gov-east-1": "190560391635",
  "cn-north-1": "638102146993",
  "cn-northwest-1": "037604701340",
};

/** Parts of endpoint names that us-east-1 alone has, and what every other region has in their place. */
export const US_EAST_1_HOSTS: readonly (readonly [RegExp, string])[] = [
  [/\.ec2\.internal\b/g, ".us-east-1.compute.internal"],
  [/\.compute-1\.amazonaws\.com\b/g, ".us-east-1.compute.amazonaws.com"],
  [/\bs3-external-1\.amazonaws\.com\b/g, "s3.us-east-1.amazonaws.com"],
];
