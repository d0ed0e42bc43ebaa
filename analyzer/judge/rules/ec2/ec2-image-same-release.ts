import type { PairContext } from "../../../compare/context";
import type { Resource } from "../../../model/workspace/workspace";
import { Vocabulary } from "../../../pair/neutral/words";
import { difference, Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { called, standingTwins } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** Arguments by which machines name the image that they boot. */
const USERS: Readonly<Record<string, string>> = {
  aws_launch_template: "image_id",
  aws_launch_configuration: "image_id",
  aws_instance: "ami",
};

/** Both regions boot the same release of an image. */
export const rule: ReadinessRule = {
  id: "ec2-image-same-release",
  title: "Both regions boot the same release of an image",
  checks:
    "Launch templates and instances that are twins, whose images both come from a data source or a resource of the " +
    "sources: the images' names must be the same but for the region. Info for images of other owners, which AWS " +
    "releases region by region. Copies made with aws_ami_copy are judged by ami-copy-current.",
  impact: "After a failover DR boots another release than primary ran, against the same data.",
  remediation: "Copy the image that primary runs to the DR region, and let the DR side find that one.",
  severity: { "pilot-light": "warning", "warm-standby": "warning", "active-active": "critical" },
  references: ["https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/CopyingAMIs.html"],
  replacesArc: [],
  *evaluate(pair) {
    const graph = PairGraph.of(pair);
    for (const { primary, dr } of standingTwins(pair, Object.keys(USERS))) {
      const [left, right] = [imageField(primary), imageField(dr)];
      const [image, other] = [imageOf(graph, left), imageOf(graph, right)];
      if (!image || !other || isSameRelease(pair, image, other)) continue;
      yield {
        primary,
        dr,
        ...(isOwn(image) && isOwn(other) ? {} : { severity: "info" as const }),
        differences: [difference(left, right), difference(Field.of(image, "name"), Field.of(other, "name"))],
        message: `${called(dr)} boots another image than its twin in primary`,
      };
    }
  },
};

function imageField(user: Resource): Field {
  return Field.of(user, USERS[user.type] ?? "image_id");
}

function imageOf(graph: PairGraph, field: Field): Resource | undefined {
  const [image, ...more] = graph.resolve(field, ["aws_ami", "aws_ami_copy"]);
  return more.length > 0 || image?.type === "aws_ami_copy" ? undefined : image;
}

/** By the words of the names alone: twins' identities are taken for equal, and it is these that are in question. */
function isSameRelease({ sides }: PairContext, primary: Resource, dr: Resource): boolean {
  const [left, right] = [Field.of(primary, "name").text, Field.of(dr, "name").text];
  if (left === undefined || right === undefined || left === right) return true;
  const words = [
    new Vocabulary(sides.primary.region, sides.dr.region),
    new Vocabulary(sides.dr.region, sides.primary.region),
  ];
  return words[0]?.neutral(left) === words[1]?.neutral(right);
}

/** Made by the account itself, or found among its own. */
function isOwn(image: Resource): boolean {
  return image.mode === "managed" || Field.of(image, "owners").texts.includes("self");
}
