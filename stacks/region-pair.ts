import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Alerts, type AlertsProps } from "../modules/alerts/alerts";
import { Annotations, type App } from "../modules/pair/cdk";
import { ConfigurationError } from "../modules/pair/configuration-error";
import type { Duration } from "../modules/pair/duration";
import { MANIFEST, type Pair } from "../modules/pair/pair";
import { Region } from "../modules/pair/region";
import type { PairWorkspace, Side } from "../modules/pair/side";
import { STRATEGIES, type Strategy, type StrategyTraits } from "../modules/pair/strategy";
import { type Tier, tierOf } from "../modules/pair/tier";
import { buildManifest } from "./build-manifest";
import { Design } from "./design";
import { LinkWorkspace } from "./link-workspace";
import { Objectives } from "./objectives";
import type { State } from "./state";
import { Workspace, type WorkspaceProps } from "./workspace";

export interface RegionPairProps {
  /** Where the application runs, such as `eu-west-1`. */
  readonly primary: string;
  /** Where it goes when that region is away. */
  readonly dr: string;
  /** The AWS account of both sides. Names of buckets and ARNs follow from it, and no other account can be changed by mistake. */
  readonly account: string;
  /** How much of the application runs in the DR region before a failover. */
  readonly strategy: Strategy;
  /**
   * The side that writes now. Set it to `dr` after a failover, and take it away once the pair is failed back: the analyzer then compares
   * a pair that is failed over, and Aurora's write forwarding moves. @default "primary"
   */
  readonly writer?: Side["name"];
  /** How important the application is, one of `tiers`: its targets may be stronger than the tier's, not weaker. @default - not said */
  readonly tier?: string;
  /** A team's tiers, by name. @default - critical (15 min, 15 min), standard (1 h, 15 min), deferrable (24 h, 24 h) */
  readonly tiers?: Readonly<Record<string, Tier>>;
  /** How long the application may be away. @default - the tier's, or the strategy's: 24 h, 1 h, 15 min, 5 min */
  readonly rto?: Duration;
  /** How much written data may be lost. @default - the tier's, or the strategy's: 24 h, otherwise 15 min */
  readonly rpo?: Duration;
  /** Where each workspace keeps its state: `s3State("acme-terraform-state")`. */
  readonly state: State;
  /** Where alarms report. @default - the topics PAIR-alerts of both regions, which you subscribe to */
  readonly alerts?: AlertsProps;
  /** Tags of every resource of every workspace, beside Application, ManagedBy and DrSide. @default - none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Where AWS keeps the control planes of its global services.
 * Source: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html
 */
const CONTROL_PLANES = "us-east-1";

/**
 * One application in two regions: the workspaces NAME-primary, NAME-dr and NAME-link, applied in that order. Capabilities
 * (`modules/`) are added to it and put into each workspace what belongs there.
 */
export class RegionPair implements Pair {
  readonly primary: Side;
  readonly dr: Side;
  readonly link: LinkWorkspace;
  readonly strategy: Strategy;
  readonly writer: Side["name"];
  readonly account: string;
  readonly objectives: Objectives;
  readonly state: State;
  /** Twins and meant differences, for the manifest. */
  readonly design = new Design();
  readonly promotions: string[] = [];
  readonly alerts: Alerts;

  /** @throws ConfigurationError */
  constructor(
    app: App,
    readonly name: string,
    props: RegionPairProps,
  ) {
    if (!/^[a-z][a-z0-9-]{0,18}[a-z0-9]$/.test(name)) {
      throw new ConfigurationError(
        "name",
        `"${name}" does not fit into the names of load balancers and buckets`,
        "Use 2 to 20 lower-case letters, digits and hyphens",
      );
    }
    const { primary, dr } = regionsOf(props);
    this.strategy = props.strategy;
    this.writer = props.writer ?? "primary";
    this.account = accountOf(props);
    this.state = props.state;
    const { rto, rpo } = tierOf(props) ?? this.traits;
    this.objectives = new Objectives(props.rto ?? rto, props.rpo ?? rpo);
    const settings = (side: WorkspaceProps["side"], region: Region) => ({
      side,
      region,
      account: this.account,
      state: props.state,
      tags: { Application: name, ManagedBy: "drparity", DrSide: side, ...props.tags },
    });
    this.primary = this.side(
      "primary",
      primary,
      new Workspace(app, `${name}-primary`, settings("primary", primary)),
    );
    this.dr = this.side("dr", dr, new Workspace(app, `${name}-dr`, settings("dr", dr)));
    this.link = new LinkWorkspace(app, `${name}-link`, settings("link", dr));
    this.alerts = new Alerts(this, props.alerts ?? {});
    this.order();
    this.warnOfControlPlanes();
    this.checkAndDescribe();
  }

  get sides(): readonly [Side, Side] {
    return [this.primary, this.dr];
  }

  get workspaces(): readonly [PairWorkspace, PairWorkspace, LinkWorkspace] {
    return [this.primary.workspace, this.dr.workspace, this.link];
  }

  get traits(): StrategyTraits {
    return STRATEGIES[this.strategy];
  }

  other(side: Side): Side {
    return side === this.primary ? this.dr : this.primary;
  }

  private side(name: Side["name"], region: Region, workspace: Workspace): Side {
    return { name, region, workspace };
  }

  /** A replica's source comes first; what joins the sides comes last. Order alone: a reference would read another state. */
  private order(): void {
    this.dr.workspace.addDependency(this.primary.workspace);
    this.link.addDependency(this.dr.workspace);
  }

  /** Whoever keeps the primary region there should know before the day what cannot be done on it. */
  private warnOfControlPlanes(): void {
    if (this.primary.region.name !== CONTROL_PLANES) return;
    const { name } = this.dr.workspace;
    Annotations.of(this.dr.workspace).addWarning(
      `The control planes of IAM, Route 53 and CloudFront are in ${CONTROL_PLANES}, the primary region. While that is away, no role, ` +
        `record or distribution can be made or changed, and a plan of ${name} reads its roles in vain: it needs -refresh=false and ` +
        '-target. See "While us-east-1 is away" in docs/generator.md.',
    );
  }

  private checkAndDescribe(): void {
    this.link.node.addValidation({ validate: () => this.objectives.problems() });
    // The last workspace to be synthesized: all three are complete then.
    const inner = this.link.synthesizer;
    this.link.synthesizer = {
      synthesize: (session) => {
        inner.synthesize(session);
        writeFileSync(join(session.outdir, MANIFEST), `${JSON.stringify(buildManifest(this), null, 2)}\n`);
      },
    };
  }
}

function regionsOf(props: RegionPairProps): { primary: Region; dr: Region } {
  const primary = Region.of(props.primary, "primary");
  const dr = Region.of(props.dr, "dr");
  if (primary.equals(dr)) {
    throw new ConfigurationError(
      "dr",
      `is ${dr}, as primary is`,
      "Name a second region: a copy beside the original fails with it",
    );
  }
  if (primary.partition !== dr.partition) {
    throw new ConfigurationError(
      "dr",
      `${dr} is in partition ${dr.partition}, ${primary} in ${primary.partition}`,
      "Choose both in one",
    );
  }
  return { primary, dr };
}

function accountOf({ account }: RegionPairProps): string {
  if (/^\d{12}$/.test(account)) return account;
  throw new ConfigurationError(
    "account",
    `"${account}" is not an AWS account id`,
    "Write its twelve digits, as text",
  );
}
