import { rule } from "../../../../analyzer/judge/rules/ec2/ami-copy-current";
import { created, existing, ref, violationsOf, type Planned } from "../../../support/pair";

const image = (id: string): Planned => existing("aws_ami.golden", { id, name: "shop-golden-2024.11.2" });
const copy = (source: string): Planned =>
  existing("aws_ami_copy.golden", {
    id: "ami-0dr",
    name: "shop-golden-2024.11.2",
    source_ami_id: source,
    source_ami_region: "us-east-1",
  });
const template = (imageId: string): Planned =>
  existing("aws_launch_template.web", { id: "lt-1", name: "web", image_id: imageId });

describe("ami-copy-current: the DR region's image is the copy of the image that primary runs", () => {
  test("a copy of an older image", () => {
    expect(violationsOf(rule, { primary: [image("ami-0new")], dr: [copy("ami-0old")] })).toEqual([
      expect.objectContaining({
        primary: "aws_ami.golden",
        dr: "aws_ami_copy.golden",
        severity: "warning",
        paths: ["source_ami_id"],
      }),
    ]);
  });

  test("primary's image stands in no source: what its launch template boots decides", () => {
    const found = violationsOf(rule, {
      primary: [template("ami-0new")],
      dr: [copy("ami-0old"), template("ami-0dr")],
      strategy: "active-active",
    });
    expect(found).toEqual([
      expect.objectContaining({ primary: "aws_launch_template.web", severity: "critical" }),
    ]);
  });

  test("compliant: a copy of primary's image", () => {
    expect(violationsOf(rule, { primary: [image("ami-0new")], dr: [copy("ami-0new")] })).toEqual([]);
    expect(
      violationsOf(rule, { primary: [template("ami-0new")], dr: [copy("ami-0new"), template("ami-0dr")] }),
    ).toEqual([]);
  });

  test("not applicable: an image that is yet to be made", () => {
    const planned = created("aws_ami.golden", { name: "shop-golden-2024.11.2" }, { unknown: { id: true } });
    expect(violationsOf(rule, { primary: [planned], dr: [copy("ami-0old")] })).toEqual([]);
  });

  test("not applicable: a copy whose source is known only after apply", () => {
    const planned = created(
      "aws_ami_copy.golden",
      { name: "shop-golden-2024.11.2" },
      { unknown: { source_ami_id: true }, expressions: { source_ami_id: ref("data.aws_ami.golden.id") } },
    );
    expect(violationsOf(rule, { primary: [image("ami-0new")], dr: [planned] })).toEqual([]);
  });
});
