import { Keys } from "../keys/keys";
import type { PairKeys } from "../keys/pair-keys";
import { AmiCopy, SsmParameter } from "../pair/aws";
import { type Capability, text } from "../pair/capability";
import { ConfigurationError } from "../pair/configuration-error";
import type { Pair } from "../pair/pair";
import { type PerSide, scopeIn, type Side } from "../pair/side";
import type { BootImage } from "./boot-image";

/** Image ids by the version of the recipe that they were built from. */
export type ImageVersions = Readonly<Record<string, string>>;

export interface MachineImageProps {
  /** The version in use; one of those below. */
  readonly current: string;
  /**
   * `copy`: images of the primary region, copied to the DR region and encrypted with its key. Keep a version here until no
   * instance boots it: taking it away deregisters the copy. `perRegion`: images that a pipeline has built in both regions
   * from one recipe (EC2 Image Builder with a distribution, Packer).
   */
  readonly images:
    | { readonly copy: ImageVersions; readonly keys: PairKeys }
    | { readonly perRegion: PerSide<ImageVersions> };
}

/**
 * A machine image in both regions, under one name: the SSM parameters PARAMETER (its id) and PARAMETER/version.
 *
 * Primary: the parameters. DR: the copies, one per version, and the parameters. Link: nothing. Making a copy reads the source
 * region: it is the one thing of a DR workspace that needs the primary, when a new version is added, and never later.
 */
export class MachineImage implements BootImage {
  readonly parameterName: string;
  private readonly parameters = new Map<Side["name"], SsmParameter>();

  /**
   * An image whose id another pipeline, or AWS, keeps in SSM parameters of both regions.
   * @param parameterName such as `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64`
   */
  static fromSsmParameter(parameterName: string, version?: string): BootImage {
    return { parameterIn: () => parameterName, version };
  }

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    private readonly id: string,
    private readonly props: MachineImageProps,
  ) {
    this.parameterName = `/${pair.name}/images/${id}`;
    const { images } = props;
    if ("perRegion" in images) {
      for (const side of pair.sides)
        this.publish(side, this.pick(images.perRegion[side.name], `perRegion.${side.name}`));
      return;
    }
    this.publish(pair.primary, this.pick(images.copy, "copy"));
    const copies = this.copyAll(images.copy, images.keys);
    this.publish(pair.dr, this.pick(copies, "copy"));
  }

  get version(): string {
    return this.props.current;
  }

  parameterIn(side: Side): string {
    const parameter = this.parameters.get(side.name);
    if (parameter === undefined) throw new Error(`no image of ${side.name}`);
    return parameter.name;
  }

  private pick(versions: ImageVersions, field: string): string {
    const image = versions[this.props.current];
    if (image !== undefined) return image;
    throw new ConfigurationError(
      `${this.id}.current`,
      `"${this.props.current}" is not a version of images.${field}`,
      `Add it there, or use one of ${Object.keys(versions).join(", ")}`,
    );
  }

  private copyAll(versions: ImageVersions, keys: PairKeys): ImageVersions {
    const { pair, id } = this;
    const scope = scopeIn(pair.dr, `${id}-copies`);
    return Object.fromEntries(
      Object.entries(versions).map(([version, image]) => {
        const name = `${pair.name}-${id}-${version}`;
        // A resource per version: changing the source of one would deregister the image that the fleet boots.
        const copy = new AmiCopy(scope, version, {
          name,
          description: `${image} of ${pair.primary.region}`,
          sourceAmiId: image,
          sourceAmiRegion: pair.primary.region.name,
          encrypted: true,
          kmsKeyId: keys.arn(pair.dr),
          // CopyImage does not take the source's tags along.
          tags: { Name: name, RecipeVersion: version },
          lifecycle: { createBeforeDestroy: true },
        });
        pair.design.differs(copy, "a copy of the primary's image, which another pipeline builds");
        return [version, copy.id];
      }),
    );
  }

  private publish(side: Side, image: string): void {
    const scope = scopeIn(side, this.id);
    const parameter = new SsmParameter(scope, "image", {
      name: this.parameterName,
      type: "String",
      // SSM checks that the image exists in the region and is available.
      dataType: "aws:ec2:image",
      value: image,
    });
    this.parameters.set(side.name, parameter);
    new SsmParameter(scope, "version", {
      name: `${this.parameterName}/version`,
      type: "String",
      value: this.props.current,
    });
  }
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "ami-copy",
  build: (pair, id) =>
    new MachineImage(pair, id, {
      current: "recipe-version",
      images: { copy: { "recipe-version": "image-id" }, keys: new Keys(pair, "keys") },
    }),
  parameters: [
    text("recipe_version", /recipe-version/g, "Version of the recipe that the image was built from."),
    text("image_id", /image-id/g, "Id of the image in the primary region."),
  ],
};
