import { Keys } from "../keys/keys";
import type { PairKeys } from "../keys/pair-keys";
import { Network } from "../network/network";
import type { PairNetwork } from "../network/pair-network";
import {
  ImagebuilderDistributionConfiguration,
  ImagebuilderImagePipeline,
  ImagebuilderImageRecipe,
  ImagebuilderInfrastructureConfiguration,
  SsmParameter,
} from "../pair/aws";
import { type Capability, STAND_IN_CIDRS, text } from "../pair/capability";
import { type Construct, TerraformResource } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import type { Pair } from "../pair/pair";
import { type PerSide, scopeIn, type Side } from "../pair/side";
import type { BootImage } from "./boot-image";
import { addBuildInstance } from "./build-instance";

export interface ImageRecipe {
  /** Three numbers, such as `1.4.0`. A recipe cannot be changed: give every change a new version. */
  readonly version: string;
  /** An AMI id or an Image Builder image ARN of the primary region, such as `.../amazon-linux-2023-x86/x.x.x`. */
  readonly parentImage: string;
  /** ARNs of Image Builder components of the primary region, in the order in which they are run. */
  readonly components: readonly string[];
  /** The parent image's root device. @default "/dev/xvda" (Amazon Linux) */
  readonly rootDevice?: string;
  /** Size of the root volume, in GiB. @default 20 */
  readonly volumeSize?: number;
}

export interface BuiltImageProps {
  readonly keys: PairKeys;
  /** The instances that build run in its first private subnet of the primary region. */
  readonly network: PairNetwork;
  readonly recipe: ImageRecipe;
  /** Images of each region to boot from until the first build has been distributed. */
  readonly first: PerSide<string>;
  /** When to build, such as `cron(0 3 ? * sun *)`, and only when there is something new. @default - when it is started by hand */
  readonly schedule?: string;
  /** Types of the instances that build. @default ["t3.medium"] */
  readonly instanceTypes?: readonly string[];
}

/**
 * A machine image that EC2 Image Builder builds once from a recipe and distributes to both regions, encrypted with each
 * region's key. Its id is in the SSM parameter `/imagebuilder/PAIR/ID` of both, and in `.../VERSION` the id of what that version
 * of the recipe gave: so both regions boot the same build.
 *
 * Primary: recipe, infrastructure, distribution, pipeline, and the parameter. DR: the parameter. Link: nothing. Image Builder
 * changes the parameters' values, not Terraform. While the primary region is away no image is built, and the DR region's stays.
 */
export class BuiltImage implements BootImage {
  /** For launch templates. Image Builder's service-linked role may write parameters below `/imagebuilder/` and no others. */
  readonly parameterName: string;
  private readonly parameters = new Map<Side["name"], SsmParameter>();

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    private readonly id: string,
    private readonly props: BuiltImageProps,
  ) {
    this.parameterName = `/imagebuilder/${pair.name}/${id}`;
    this.check();
    this.publishFirst();
    const scope = scopeIn(pair.primary, `${id}-build`);
    this.createPipeline(scope);
    for (const one of scope.node.findAll())
      if (TerraformResource.isTerraformResource(one))
        pair.design.differs(one, "images are built in the primary region, for both");
  }

  get version(): string {
    return this.props.recipe.version;
  }

  parameterIn(side: Side): string {
    const parameter = this.parameters.get(side.name);
    if (parameter === undefined) throw new Error(`no image of ${side.name}`);
    return parameter.name;
  }

  private get name(): string {
    return `${this.pair.name}-${this.id}`;
  }

  private check(): void {
    const { version, components } = this.props.recipe;
    if (!/^\d+\.\d+\.\d+$/.test(version)) {
      throw new ConfigurationError(
        `${this.id}.recipe.version`,
        `"${version}" is not a version that Image Builder takes`,
        'Write three numbers, such as "1.0.0"',
      );
    }
    if (components.length > 0) return;
    throw new ConfigurationError(
      `${this.id}.recipe.components`,
      "is empty, so the image would be its parent",
      "Name a component, or use MachineImage with the parent's ids",
    );
  }

  /** Without a value no instance could start before the first build; afterwards the value is Image Builder's. */
  private publishFirst(): void {
    for (const side of this.pair.sides) {
      const parameter = new SsmParameter(scopeIn(side, this.id), "image", {
        name: this.parameterName,
        type: "String",
        // SSM checks that the image exists in the region and is available.
        dataType: "aws:ec2:image",
        value: this.props.first[side.name],
        lifecycle: { ignoreChanges: ["value"] },
      });
      this.parameters.set(side.name, parameter);
    }
  }

  private createPipeline(scope: Construct): void {
    const { pair, props, name } = this;
    const recipe = this.createRecipe(scope);
    const instance = addBuildInstance(scope, {
      name: `${name}-build`,
      partition: pair.primary.region.partition,
      network: props.network.of(pair.primary),
    });
    const infrastructure = new ImagebuilderInfrastructureConfiguration(scope, "infrastructure", {
      name,
      instanceProfileName: instance.profile.name,
      instanceTypes: [...(props.instanceTypes ?? ["t3.medium"])],
      subnetId: instance.subnetId,
      securityGroupIds: [instance.securityGroup.id],
      terminateInstanceOnFailure: true,
      instanceMetadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
    });
    new ImagebuilderImagePipeline(scope, "pipeline", {
      name,
      description: `Image of ${pair.name} for ${pair.primary.region} and ${pair.dr.region}.`,
      imageRecipeArn: recipe.arn,
      infrastructureConfigurationArn: infrastructure.arn,
      distributionConfigurationArn: this.createDistribution(scope).arn,
      ...(props.schedule === undefined
        ? {}
        : {
            schedule: {
              scheduleExpression: props.schedule,
              pipelineExecutionStartCondition: "EXPRESSION_MATCH_AND_DEPENDENCY_UPDATES_AVAILABLE",
            },
          }),
    });
  }

  private createRecipe(scope: Construct): ImagebuilderImageRecipe {
    const { recipe, keys } = this.props;
    return new ImagebuilderImageRecipe(scope, "recipe", {
      name: this.name,
      version: recipe.version,
      parentImage: recipe.parentImage,
      component: recipe.components.map((componentArn) => ({ componentArn })),
      blockDeviceMapping: [
        {
          deviceName: recipe.rootDevice ?? "/dev/xvda",
          ebs: {
            volumeType: "gp3",
            volumeSize: recipe.volumeSize ?? 20,
            encrypted: "true",
            kmsKeyId: keys.arn(this.pair.primary),
            deleteOnTermination: "true",
          },
        },
      ],
      // The pipeline uses the old version until it has the new one.
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private createDistribution(scope: Construct): ImagebuilderDistributionConfiguration {
    const { pair, props, name } = this;
    const { version } = props.recipe;
    return new ImagebuilderDistributionConfiguration(scope, "distribution", {
      name,
      distribution: pair.sides.map((side) => ({
        region: side.region.name,
        amiDistributionConfiguration: {
          name: `${name}-${version}-{{ imagebuilder:buildDate }}`,
          amiTags: { Name: name, RecipeVersion: version },
          // Where it is built the recipe's volume has a key already.
          ...(side === pair.dr ? { kmsKeyId: props.keys.aliasArn(side) } : {}),
        },
        ssmParameterConfiguration: [this.parameterName, `${this.parameterName}/${version}`].map(
          (parameterName) => ({ parameterName, dataType: "aws:ec2:image" }),
        ),
      })),
    });
  }
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "ami-build",
  build: (pair, id) =>
    new BuiltImage(pair, id, {
      keys: new Keys(pair, "keys"),
      network: new Network(pair, "network", { cidrs: STAND_IN_CIDRS }),
      recipe: { version: "70.70.70", parentImage: "parent-image", components: ["component-arn"] },
      first: { primary: "first-image", dr: "first-image" },
    }),
  parameters: [
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
  ],
};
