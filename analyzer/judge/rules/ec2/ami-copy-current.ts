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
    "(launch templates, instances) boot. Images that are known only after apply are passed over.",
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
      if (source.text === undefined || running.length === 0) continue;
      if (running.some((image) => image.text === source.text)) continue;
      yield {
        primary: running[0]?.resource ?? null,
        dr: copy,
        differences: [{ ...difference(running[0], source), path: source.path }],
        message: `${called(copy)} is a copy of another image than the one that primary runs`,
      };
    }
  },
};

/** The known ids of the images whose place the copy takes in DR. */
function primaryImages(pair: PairContext, copy: Resource): Field[] {
  const twin = twinOf(pair, copy);
  const own = twin === undefined ? [] : [Field.of(twin, "id")].filter(({ text }) => text !== undefined);
  return own.length > 0 || twin !== undefined ? own : usersImages(pair, copy);
}

function usersImages(pair: PairContext, copy: Resource): Field[] {
  const graph = PairGraph.of(pair);
  return USERS.flatMap(([type, argument]) =>
    graph
      .managed(type, "dr")
      .filter((user) => graph.resolve(Field.of(user, argument), ["aws_ami_copy"]).includes(copy))
      .flatMap((user) => {
        const twin = twinOf(pair, user);
        const image = twin && Field.of(twin, argument);
        return image?.text === undefined ? [] : [image];
      }),
  );
}
