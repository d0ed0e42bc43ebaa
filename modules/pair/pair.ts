import type { AwsProvider } from "./aws";
import type { TerraformResource } from "./cdk";
import type { Duration } from "./duration";
import type { Region } from "./region";
import type { PairWorkspace, PerSide, Side } from "./side";
import type { Strategy, StrategyTraits } from "./strategy";

/** The manifest's file name, in the directory of the synthesis. */
export const MANIFEST = "drparity.json";

/** What a capability may know of the pair that it is added to. `RegionPair` in `stacks/` is one. */
export interface Pair {
  readonly name: string;
  /** The AWS account of both sides, twelve digits. */
  readonly account: string;
  readonly strategy: Strategy;
  /** What the strategy means when nothing else is said. */
  readonly traits: StrategyTraits;
  /** The side that writes now. */
  readonly writer: Side["name"];
  readonly primary: Side;
  readonly dr: Side;
  readonly sides: readonly [Side, Side];
  readonly link: PairLink;
  /** Primary, DR, link: the order in which they are applied. */
  readonly workspaces: readonly PairWorkspace[];
  readonly state: StateObjects;
  readonly design: PairDesign;
  readonly objectives: PairObjectives;
  /** Where alarms report. */
  readonly alerts: PairAlerts;
  /**
   * The databases, as the user named them, that take no writes in the DR region before a failover has promoted or restored them. Traffic
   * must not get there first. Capabilities add to it.
   */
  readonly promotions: string[];
  other(side: Side): Side;
}

/** The workspace of what touches both regions. */
export interface PairLink extends PairWorkspace {
  /** The provider of a region, made when first asked for. */
  providerFor(region: Region): AwsProvider;
}

/** Where the workspaces' states lie. */
export interface StateObjects {
  /** The object that holds a workspace's state. @default - it lies in a file */
  objectOf?(name: string, region: Region): StateObject;
}

/** A state's place in S3. */
export interface StateObject {
  readonly bucket: string;
  readonly key: string;
}

/** Where a capability says what the resources' addresses alone do not tell. */
export interface PairDesign {
  /** Declares two resources counterparts although their types or addresses differ: a key and its replica. */
  pairUp(primary: TerraformResource, dr: TerraformResource): void;
  /** Declares two values counterparts that no resource of the pair tells: ids, ARNs, names and networks of what exists already. */
  means(values: PerSide<string>): void;
  /** Declares that `paths` of a resource, or the whole of it, differ from the other side. */
  differs(resource: TerraformResource, reason: string, paths?: readonly string[]): void;
  /** Declares that what a readiness rule of the analyzer says about a resource is accepted. @param rule the rule's id */
  accepts(resource: TerraformResource, rule: string, reason: string): void;
  /** Declares that something on the DR side is made from a resource of the primary workspace: it has to exist before. */
  comesFirst(resource: TerraformResource, reason: string): void;
}

/** Where a pair's alarms report: a topic per region. */
export interface PairAlerts {
  /** For alarms of the side's own workspace. */
  topicArn(side: Side): string;
  /** For alarms of the link workspace, which lie where their metric is. */
  topicArnInLink(region: Region): string;
  /** Encrypts the sides' topics, with keys that let CloudWatch and EventBridge use them as those of `Keys` do. @default - plain */
  encryptWith(keys: { arn(side: Side): string }): void;
}

/** Where a capability says how long it takes to fail over, and how much it may lose. */
export interface PairObjectives {
  /** How long the application may be away. */
  readonly rto: Duration;
  /** How much written data may be lost. */
  readonly rpo: Duration;
  add(pledge: Pledge): void;
}

/** What one part of a pair can promise. */
export interface Pledge {
  /** The part, as the user named it, with what makes it take so long. */
  readonly part: string;
  readonly phase?: FailoverPhase;
  readonly rto?: Duration;
  readonly rpo?: Duration;
}

/** When in a failover a part takes its time: noticing and redirecting, or making the DR side able to serve. */
export type FailoverPhase = "redirect" | "recover";
