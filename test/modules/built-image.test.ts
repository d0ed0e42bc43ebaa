import { BuiltImage, type BuiltImageProps, type ImageRecipe } from "../../modules/ami-copy/built-image";
import { synthesized } from "../stacks/synthesized";
import { base } from "./base";

const RECIPE: ImageRecipe = {
  version: "1.4.0",
  parentImage: "arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-2023-x86/x.x.x",
  components: [
    "arn:aws:imagebuilder:eu-west-1:111122223333:component/a/1.0.0",
    "arn:aws:imagebuilder:eu-west-1:111122223333:component/b/1.0.0",
  ],
};

const image = (recipe: Partial<ImageRecipe> = {}, props: Partial<BuiltImageProps> = {}) =>
  synthesized((pair) => {
    new BuiltImage(pair, "web", {
      ...base(pair),
      recipe: { ...RECIPE, ...recipe },
      first: { primary: "ami-a", dr: "ami-b" },
      ...props,
    });
  });

describe("BuiltImage", () => {
  const pair = image();
  const build = (type: string) => pair.primary.resource(`aws_imagebuilder_${type}`);

  it("builds in the primary region alone, which it says", () => {
    for (const side of [pair.dr, pair.link])
      expect(side.types().filter((type) => type.startsWith("aws_imagebuilder"))).toEqual([]);
    const declared = pair.manifest.byDesign.map(({ address }) => address);
    const own = pair.primary.resources.filter((address) => address.includes(".web-build_"));
    expect(declared).toEqual(expect.arrayContaining(own));
    expect(own).toContain("aws_imagebuilder_image_pipeline.web-build_pipeline");
  });

  it("publishes each region's id under one name, and that of the recipe's version beside it", () => {
    const { distribution } = build("distribution_configuration.web-build_distribution") as {
      distribution: { region: string; ssm_parameter_configuration: object[] }[];
    };
    expect(distribution.map(({ region }) => region)).toEqual(["eu-west-1", "eu-central-1"]);
    for (const { ssm_parameter_configuration: parameters } of distribution) {
      expect(parameters).toEqual([
        { parameter_name: "/imagebuilder/shop/web", data_type: "aws:ec2:image" },
        { parameter_name: "/imagebuilder/shop/web/1.4.0", data_type: "aws:ec2:image" },
      ]);
    }
  });

  it("encrypts the volume with the primary's key, and the copy with the DR region's, without reading that region", () => {
    expect(build("image_recipe.web-build_recipe").block_device_mapping).toMatchObject([
      { ebs: { encrypted: "true", kms_key_id: "${aws_kms_key.data_key.arn}" } },
    ]);
    const { distribution } = build("distribution_configuration.web-build_distribution") as {
      distribution: { ami_distribution_configuration: object }[];
    };
    expect(distribution[0]?.ami_distribution_configuration).not.toHaveProperty("kms_key_id");
    expect(distribution[1]?.ami_distribution_configuration).toMatchObject({
      kms_key_id: "arn:aws:kms:eu-central-1:111122223333:alias/shop-data",
      ami_tags: { RecipeVersion: "1.4.0" },
    });
  });

  it("has images to boot from before the first build, and leaves later ones to Image Builder", () => {
    for (const [side, value] of [[pair.primary, "ami-a"] as const, [pair.dr, "ami-b"] as const]) {
      expect(side.resource("aws_ssm_parameter.web_image")).toMatchObject({
        name: "/imagebuilder/shop/web",
        data_type: "aws:ec2:image",
        value,
        lifecycle: { ignore_changes: ["value"] },
      });
    }
  });

  it("runs the components in their order, and keeps the old recipe until the pipeline has the new one", () => {
    expect(build("image_recipe.web-build_recipe")).toMatchObject({
      version: "1.4.0",
      component: RECIPE.components.map((arn) => ({ component_arn: arn })),
      lifecycle: { create_before_destroy: true },
    });
  });

  it("builds in a private subnet, without a way in, with session tokens", () => {
    expect(build("infrastructure_configuration.web-build_infrastructure")).toMatchObject({
      subnet_id: "${aws_subnet.network_private-1.id}",
      terminate_instance_on_failure: true,
      instance_metadata_options: { http_tokens: "required" },
    });
    expect(pair.primary.resource("aws_security_group.web-build_instances")).toMatchObject({ ingress: [] });
  });

  it("builds when it is told to, or on a schedule when something is new", () => {
    const pipeline = "aws_imagebuilder_image_pipeline.web-build_pipeline";
    expect(pair.primary.resource(pipeline)).not.toHaveProperty("schedule");
    const weekly = image({}, { schedule: "cron(0 3 ? * sun *)" });
    expect(weekly.primary.resource(pipeline)).toMatchObject({
      schedule: {
        schedule_expression: "cron(0 3 ? * sun *)",
        pipeline_execution_start_condition: "EXPRESSION_MATCH_AND_DEPENDENCY_UPDATES_AVAILABLE",
      },
    });
  });

  it.each(["1.4", "v1.4.0", "latest"])("refuses the version %s", (version) => {
    expect(() => image({ version })).toThrow(/web\.recipe\.version: ".*" is not a version/);
  });

  it("refuses a recipe that builds nothing", () => {
    expect(() => image({ components: [] })).toThrow(/web\.recipe\.components: is empty/);
  });
});
