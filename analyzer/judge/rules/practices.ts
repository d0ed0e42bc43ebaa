/**
 * Which practices a finding is evidence against, for audits. Sources: the Reliability Pillar's REL 9, 11 and 13; ISO/IEC
 * 27001:2022 Annex A; the AICPA's Trust Services Criteria (SOC 2), availability. Only what is undisputed is here.
 */

/** The practices that the rules stand for. */
export const PRACTICES = {
  "REL09-BP01":
    "Identify and back up all data that needs to be backed up, or reproduce the data from sources",
  "REL11-BP02": "Fail over to healthy resources",
  "REL11-BP04": "Rely on the data plane and not the control plane during recovery",
  "REL13-BP01": "Define recovery objectives for downtime and data loss",
  "REL13-BP02": "Use defined recovery strategies to meet the recovery objectives",
  "REL13-BP03": "Test disaster recovery implementation to validate the implementation",
  "REL13-BP04": "Manage configuration drift at the DR site or Region",
  "REL13-BP05": "Automate recovery",
  "ISO 27001 A.5.30": "ICT readiness for business continuity",
  "ISO 27001 A.8.9": "Configuration management",
  "ISO 27001 A.8.13": "Information backup",
  "ISO 27001 A.8.14": "Redundancy of information processing facilities",
  "SOC 2 A1.2": "Environmental protections, software, data backup processes, and recovery infrastructure",
  "SOC 2 CC8.1":
    "Changes to infrastructure, data, software and procedures are authorized, tested and implemented",
} as const;

/** A practice's short name. */
export type Practice = keyof typeof PRACTICES;

const DRIFT: readonly Practice[] = ["REL13-BP04", "ISO 27001 A.8.9", "SOC 2 CC8.1"];
const STANDBY: readonly Practice[] = ["REL13-BP02", "ISO 27001 A.8.14", "SOC 2 A1.2"];
const REDIRECTION: readonly Practice[] = ["REL11-BP02", "REL13-BP05", "ISO 27001 A.5.30"];
const DATA: readonly Practice[] = ["REL13-BP02", "ISO 27001 A.8.14", "SOC 2 A1.2"];
const BACKUP: readonly Practice[] = ["REL09-BP01", "ISO 27001 A.8.13", "SOC 2 A1.2"];
const CONTROL_PLANE: readonly Practice[] = ["REL11-BP04", "REL13-BP05"];

/** By the beginning of the rule's id, the first that fits. */
const BY_RULE: readonly (readonly [RegExp, readonly Practice[]])[] = [
  [/^(?:twins-equal|home-region-reference|twin-in-|changes-symmetric|no-drift|checks-hold|policy-)/, DRIFT],
  [/^terraform-nothing-tainted/, DRIFT],
  [/^terraform-/, CONTROL_PLANE],
  [/^(?:backup-|redshift-snapshots-)/, BACKUP],
  [/^dynamodb-replica-protected/, BACKUP],
  [/^(?:s3-|dynamodb-|rds-|efs-|elasticache-)/, DATA],
  [/^(?:ami-|ec2-image-|ecr-)/, DRIFT],
  [/^(?:route53-|cloudfront-|globalaccelerator-|cloudwatch-route53-|apigateway-)/, REDIRECTION],
  [/^drills-/, ["REL13-BP03", "ISO 27001 A.5.30"]],
  [/^objectives-/, ["REL13-BP01", "REL13-BP02", "ISO 27001 A.5.30"]],
  [/^/, STANDBY],
];

/** The practices that a finding of this rule is evidence against. */
export function practicesOf(ruleId: string): readonly Practice[] {
  return BY_RULE.find(([pattern]) => pattern.test(ruleId))?.[1] ?? STANDBY;
}
