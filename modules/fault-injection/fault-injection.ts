import { Compute } from "../compute/compute";
import { MachineImage } from "../ami-copy/machine-image";
import { policyDocument } from "../iam/policy";
import { Keys } from "../keys/keys";
import type { PairKeys } from "../keys/pair-keys";
import { Network } from "../network/network";
import { arnIn, arnPlace } from "../pair/arn";
import { FisExperimentTemplate, IamRole, IamRolePolicy } from "../pair/aws";
import { type Capability, STAND_IN_CIDRS, text } from "../pair/capability";
import { type Construct, TerraformOutput, TerraformResource } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import { Duration } from "../pair/duration";
import { checkNameLength } from "../pair/name-length";
import type { Pair } from "../pair/pair";
import { scopeIn } from "../pair/side";
import type { Fault, FaultName, FaultOf } from "./fault";
import { databases } from "./faults/databases";
import { instances } from "./faults/instances";
import { network } from "./faults/network";
import { objects } from "./faults/objects";
import { tables } from "./faults/tables";

export type { FaultName } from "./fault";

export interface FaultInjectionProps {
  readonly keys: PairKeys;
  /**
   * Names of alarms in the primary region, one to five: when one of them is on, the experiment ends and what it did is undone. Name what
   * must not happen, such as orders that are lost, and nothing that is on because of the experiment itself.
   */
  readonly stopWhen: readonly string[];
  /** What is taken away. @default - all of these that the pair has */
  readonly faults?: readonly FaultName[];
  /** For how long, in whole minutes: 1 min to 12 h. @default 10 min */
  readonly duration?: Duration;
}

const FAULTS: Readonly<Record<FaultName, FaultOf>> = { network, instances, databases, objects, tables };
/** Of an experiment, a quota that AWS does not raise. Source: https://docs.aws.amazon.com/fis/latest/userguide/fis-quotas.html */
const MOST_STOP_CONDITIONS = 5;
/** Of an experiment, a quota too: all of its actions begin at once. */
const MOST_ACTIONS = 10;
/** Characters of an action's name and of a target's. Source: `ExperimentTemplateActionName` in AWS's model of the API. */
const LONGEST_NAME = 64;
const LONGEST = Duration.hours(12);
const REASON = "only the primary region is taken away";

/**
 * An experiment that takes the primary region away: its network, instances and writers, and what is copied to the DR region. Somebody
 * starts it; applying it injures nothing.
 *
 * Primary: the experiment of AWS Fault Injection Service, since it acts in its own region, and its role. DR and link: nothing. What it takes
 * it finds by the tags that all resources of the pair have. Create it after what it takes away.
 */
export class FaultInjection {
  /** Of the experiment's template, its role and its tag `Name`. */
  readonly name: string;
  private readonly taken: readonly string[];

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    private readonly id: string,
    private readonly props: FaultInjectionProps,
  ) {
    this.name = `${pair.name}-${id}`;
    this.check();
    const faults = this.faults();
    this.taken = namesOf(faults);
    const scope = scopeIn(pair.primary, id);
    const [role, policy] = this.createRole(scope, faults);
    const template = this.createTemplate(scope, faults, role, policy);
    new TerraformOutput(scope, "template-id", { value: template.id });
    for (const one of scope.node.findAll())
      if (TerraformResource.isTerraformResource(one)) pair.design.differs(one, REASON);
    pair.link.node.addValidation({ validate: () => this.lateProblems() });
  }

  private get duration(): Duration {
    return this.props.duration ?? Duration.minutes(10);
  }

  private check(): void {
    const { id, props, duration } = this;
    if (props.stopWhen.length === 0 || props.stopWhen.some((name) => name.trim() === "")) {
      throw new ConfigurationError(
        `${id}.stopWhen`,
        "names no alarm, so nothing would end the experiment when it does harm",
        "Name an alarm of the primary region on what must not happen",
      );
    }
    if (props.stopWhen.length > MOST_STOP_CONDITIONS) {
      throw new ConfigurationError(
        `${id}.stopWhen`,
        `names ${props.stopWhen.length} alarms, and an experiment takes ${MOST_STOP_CONDITIONS}`,
        "Name the most important ones",
      );
    }
    if (duration.seconds % 60 !== 0 || duration.seconds < 60 || duration.isLongerThan(LONGEST)) {
      throw new ConfigurationError(`${id}.duration`, `is ${duration}`, "Give whole minutes, 1 min to 12 h");
    }
  }

  private faults(): readonly Fault[] {
    const { pair, id, props, duration } = this;
    const wanted = props.faults ?? (Object.keys(FAULTS) as FaultName[]);
    const found = wanted.map((name) => {
      const fault = FAULTS[name]({ pair, duration, keyArn: props.keys.arn(pair.primary) });
      return { name, fault };
    });
    const missing = found.find(({ fault }) => props.faults !== undefined && fault.actions.length === 0);
    if (missing !== undefined || found.every(({ fault }) => fault.actions.length === 0)) {
      throw new ConfigurationError(
        `${id}.faults`,
        missing === undefined ? "finds nothing to take away" : `finds nothing for "${missing.name}"`,
        "Create it after what it takes away, or leave that fault out",
      );
    }
    return found.map(({ fault }) => fault);
  }

  private createRole(scope: Construct, faults: readonly Fault[]): [IamRole, IamRolePolicy] {
    const { pair, name } = this;
    const place = arnPlace(pair, pair.primary);
    const role = new IamRole(scope, "role", {
      name,
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "fis.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: {
              StringEquals: { "aws:SourceAccount": pair.account },
              ArnLike: {
                "aws:SourceArn": arnIn(place, "fis", "experiment/*"),
              },
            },
          },
        ],
      }),
    });
    const policy = new IamRolePolicy(scope, "policy", {
      name: "inject",
      role: role.name,
      policy: policyDocument(faults.flatMap(({ statements }) => statements)),
    });
    return [role, policy];
  }

  private createTemplate(
    scope: Construct,
    faults: readonly Fault[],
    role: IamRole,
    policy: IamRolePolicy,
  ): FisExperimentTemplate {
    const { pair, id, name, props, duration } = this;
    const { region } = pair.primary;
    const actions = faults.flatMap((fault) => fault.actions);
    if (actions.length > MOST_ACTIONS)
      throw new ConfigurationError(
        `${id}.faults`,
        `are ${actions.length} actions, and an experiment begins ${MOST_ACTIONS} at once`,
        "Take them away in more than one FaultInjection",
      );
    for (const action of actions)
      checkNameLength(`${id}.faults`, "an action of an experiment", action.name, LONGEST_NAME);
    return new FisExperimentTemplate(scope, "experiment", {
      description: `Takes ${region} away from ${pair.name} for ${duration}`,
      roleArn: role.arn,
      stopCondition: props.stopWhen.map((alarm) => ({
        source: "aws:cloudwatch:alarm",
        value: arnIn(arnPlace(pair, pair.primary), "cloudwatch", `alarm:${alarm}`),
      })),
      // An experiment that finds nothing has not taken anything away, and must not look as if it had.
      experimentOptions: { accountTargeting: "single-account", emptyTargetResolutionMode: "fail" },
      target: actions.map((action) => ({
        name: action.name,
        resourceType: action.target.resourceType,
        selectionMode: "ALL",
        resourceTag: Object.entries(action.tags).map(([key, value]) => ({ key, value })),
      })),
      action: actions.map((action) => ({
        name: action.name,
        actionId: action.actionId,
        target: { key: action.target.key, value: action.name },
        parameter: Object.entries(action.parameters).map(([key, value]) => ({ key, value })),
      })),
      tags: { Name: name },
      dependsOn: [policy],
    });
  }

  /** Asked when everything is defined. */
  private lateProblems(): string[] {
    const now = namesOf(this.faults());
    if (now.length === this.taken.length) return [];
    return [`${this.id}: something that it should take away was created after it. Create it after that.`];
  }
}

function namesOf(faults: readonly Fault[]): string[] {
  return faults.flatMap(({ actions }) => actions.map(({ name }) => name));
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "fault-injection",
  build: (pair, id) => {
    const keys = new Keys(pair, "keys");
    new Compute(pair, "fleet", {
      network: new Network(pair, "network", { cidrs: STAND_IN_CIDRS }),
      keys,
      image: MachineImage.fromSsmParameter("/image-parameter"),
      instanceType: "instance-type",
      capacity: { min: 1, desired: 1, max: 1 },
      listener: { plainHttpBecause: "the team that instantiates the module decides" },
    });
    new FaultInjection(pair, id, { keys, stopWhen: ["alarm-name"] });
  },
  parameters: [
    text("alarm_name", /alarm-name/g, "Alarm of the region that ends the experiment."),
    text("fleet", /\$\{var\.application\}-fleet\b/g, "Name of the Auto Scaling group whose instances stop."),
  ],
};
