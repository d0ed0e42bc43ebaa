import type { PairContext } from "../../../compare/context";
import type { Resource } from "../../../model/workspace/workspace";
import { difference, Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { called, twinOf } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** Arguments by which machines name the image that they boot. */
const USERS: readonly (readonly [string, string])[] = [
  ["aws_launch_template", "image_id"],
  ["aws_launch_configuration", "image_id"],
  ["aws_instance", "ami"],
];

/** The DR region's image is the copy of the image that primary runs. */
export const rule: ReadinessRule = {
  id: "ami-copy-current",
  title: "The DR region's image is the copy of the image that primary runs",
  checks:
    "Every aws_ami_copy of the DR side: its source must be its twin's image, else the image that the twins of its users " +
    "(launch templates, instances) boot. Images that are known only after apply are told by what they refer to.",
  impact:
    "After a failover DR boots an older release than primary ran, against a database that may be newer.",
  remediation: "Set source_ami_id to the image that primary runs, as part of every release.",
  severity: { "pilot-light": "warning", "warm-standby": "warning", "active-active": "critical" },
  references: ["https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/CopyingAMIs.html"],
  replacesArc: [],
  *evaluate(pair) {
    for (const copy of PairGraph.of(pair).managed(["aws_ami_copy"], "dr")) {
      const source = Field.of(copy, "source_ami_id");
      const running = primaryImages(pair, copy);
      const verdicts = running.map((image) => isSameImage(pair, image, source));
      if (running.length === 0 || verdicts.includes(true)) continue;
      const primary = running[0]?.resource ?? null;
      if (verdicts.includes(undefined)) {
        yield {
          primary,
          dr: copy,
          path: source.path,
          unresolved: "of which image it is a copy is not known",
        };
        continue;
      }
      yield {
        primary,
        dr: copy,
        differences: [{ ...difference(running[0], source), path: source.path }],
        message: `${called(copy)} is a copy of another image than the one that primary runs`,
      };
    }
  },
};

/** The places that say which images the copy takes the place of in DR. */
function primaryImages(pair: PairContext, copy: Resource): Field[] {
  const twin = twinOf(pair, copy);
  return twin === undefined ? usersImages(pair, copy) : [Field.of(twin, "id")];
}

function usersImages(pair: PairContext, copy: Resource): Field[] {
  const graph = PairGraph.of(pair);
  return USERS.flatMap(([type, argument]) =>
    graph
      .managed(type, "dr")
      .filter((user) => graph.resolve(Field.of(user, argument), ["aws_ami_copy"]).includes(copy))
      .flatMap((user) => {
        const twin = twinOf(pair, user);
        return twin === undefined ? [] : [Field.of(twin, argument)];
      }),
  );
}

/** Whether the copy is one of the image: by their ids, or by what they refer to; undefined when neither tells. */
function isSameImage(pair: PairContext, image: Field, source: Field): boolean | undefined {
  if (image.text !== undefined && source.text !== undefined) return image.text === source.text;
  // An image that is yet to be made may be copied once it is.
  const [left, right] = [imageOf(pair, image), imageOf(pair, source)];
  return left && right ? left === right : undefined;
}

/** The image itself where the place is its own id, else what the place refers to. */
function imageOf(pair: PairContext, place: Field): Resource | undefined {
  if (place.path === "id") return place.resource;
  const [only, ...more] = PairGraph.of(pair).resolve(place, IMAGES);
  return more.length === 0 ? only : undefined;
}

const IMAGES = ["aws_ami", "aws_ami_copy", "aws_ami_from_instance"];
