import { MachineImage } from "../../modules/ami-copy/machine-image";
import { Keys } from "../../modules/keys/keys";
import { synthesized } from "../stacks/synthesized";

const VERSIONS = { "2026.10": "ami-0000000000000010a", "2026.11": "ami-0000000000000011a" };

describe("MachineImage", () => {
  const copied = synthesized((pair) => {
    new MachineImage(pair, "web", {
      current: "2026.11",
      images: { copy: VERSIONS, keys: new Keys(pair, "data") },
    });
  });

  it("copies every version by itself: a new one never deregisters the one in use", () => {
    const copies = copied.dr.resources.filter((address) => address.startsWith("aws_ami_copy."));
    expect(copies).toEqual(["aws_ami_copy.web-copies_2026-10", "aws_ami_copy.web-copies_2026-11"]);
    expect(copied.dr.resource("aws_ami_copy.web-copies_2026-10")).toMatchObject({
      source_ami_id: "ami-0000000000000010a",
      source_ami_region: "eu-west-1",
      encrypted: true,
      kms_key_id: "${aws_kms_key.data_key.arn}",
      lifecycle: { create_before_destroy: true },
    });
    expect(copied.primary.types()).not.toContain("aws_ami_copy");
  });

  it("publishes under one name in both regions, with the recipe's version", () => {
    expect(copied.primary.resource("aws_ssm_parameter.web_image")).toMatchObject({
      name: "/shop/images/web",
      data_type: "aws:ec2:image",
      value: "ami-0000000000000011a",
    });
    expect(copied.dr.resource("aws_ssm_parameter.web_image")).toMatchObject({
      name: "/shop/images/web",
      value: "${aws_ami_copy.web-copies_2026-11.id}",
    });
    expect(copied.dr.resource("aws_ssm_parameter.web_version")).toMatchObject({
      name: "/shop/images/web/version",
      value: "2026.11",
    });
  });

  it("takes images that were built in each region as they are", () => {
    const { dr } = synthesized((pair) => {
      new MachineImage(pair, "web", {
        current: "1",
        images: { perRegion: { primary: { "1": "ami-a" }, dr: { "1": "ami-b" } } },
      });
    });
    expect(dr.types()).not.toContain("aws_ami_copy");
    expect(dr.resource("aws_ssm_parameter.web_image")).toMatchObject({ value: "ami-b" });
  });

  it("refuses a version that a region does not have", () => {
    const half = () =>
      synthesized((pair) => {
        new MachineImage(pair, "web", {
          current: "2",
          images: { perRegion: { primary: { "2": "ami-a" }, dr: { "1": "ami-b" } } },
        });
      });
    expect(half).toThrow(
      /web\.current: "2" is not a version of images\.perRegion\.dr\. Add it there, or use one of 1/,
    );
  });
});
