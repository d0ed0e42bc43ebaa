import { Field } from "../../../judge/rules/lib/field";
import type { Resource } from "../../../model/workspace/workspace";
import { type Known, say, type Step } from "../runbook";
import { aws, command, type Word } from "../shell";
import type { World } from "../world";
import { readReplicas, sourceOf } from "./read-replicas";

/** An instance of the primary region and the one that was promoted in its place. */
interface Promoted {
  readonly replica: Resource;
  readonly original: Resource;
  readonly name: Known;
  readonly there: Known;
}

function promoted(world: World): Promoted[] {
  return readReplicas(world).flatMap((replica) => {
    const original = world.twinOf(replica);
    if (original === undefined) return [];
    const name = world.oneOf(replica, "the replica's identifier", "identifier", "id");
    return [
      {
        replica,
        original,
        name,
        there: world.oneOf(original, "the primary region's instance", "identifier"),
      },
    ];
  });
}

/**
 * Makes instances of the primary region that follow the promoted ones, under the old ones' names, so that endpoints and Terraform's
 * configuration stay. It takes hours, while the DR region writes on. AWS cannot turn the relation round.
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html
 */
export function rebuildReplicas(world: World): Step[] {
  const { dr, primary } = world.region;
  return promoted(world).flatMap(({ replica, original, name, there }) => [
    {
      title: say`Put the old instance ${there} of ${primary} aside`,
      notes: [say`Its application must be down. Keep it until its last writes have been compared.`],
      commands: [
        aws(
          primary,
          "rds",
          "modify-db-instance",
          "--db-instance-identifier",
          there,
          "--new-db-instance-identifier",
          aside(there),
          "--apply-immediately",
        ),
      ],
      check: {
        says: say`It is listed under the new name, available.`,
        commands: [sourceOf(primary, aside(there))],
      },
    },
    {
      title: say`Let ${there} in ${primary} follow ${name} in ${dr}`,
      notes: [say`It takes hours. Look at each option: they are the old instance's.`],
      commands: [
        aws(
          primary,
          "rds",
          "create-db-instance-read-replica",
          "--db-instance-identifier",
          there,
          "--source-db-instance-identifier",
          world.attribute(replica, "the ARN of the promoted instance", "arn"),
          "--source-region",
          dr,
          ...optionsOf(world, original),
        ),
        aws(primary, "rds", "wait db-instance-available", "--db-instance-identifier", there),
      ],
      check: {
        says: say`It prints available and the instance of ${dr}; then its metric ReplicaLag falls to about 0.`,
        commands: [sourceOf(primary, there)],
      },
    },
  ]);
}

/** What Terraform has to be told: the instance in primary is another one now, and DR's is no replica. */
export function tellTerraform(world: World): Step[] {
  return promoted(world).map(({ replica, original, there }) => ({
    title: say`Tell Terraform which instances these are`,
    notes: [
      say`From a directory of each workspace that is initialised, on any computer: a pipeline is not needed. Read the plan before it is applied: nothing but the replica of ${world.region.dr} may be replaced, which Terraform makes anew. Its deletion protection has to be off for that, and a last snapshot taken.`,
    ],
    commands: [
      terraform("primary", "state", "rm", world.address(original)),
      terraform("primary", "import", world.address(original), there),
      terraform("primary", "plan"),
      terraform("dr", "plan", option("-replace=", world.address(replica))),
      terraform("dr", "apply", option("-replace=", world.address(replica))),
    ],
    check: {
      says: say`Another plan of both workspaces shows no change, and the new replica follows.`,
      commands: [
        terraform("primary", "plan", "-detailed-exitcode"),
        terraform("dr", "plan", "-detailed-exitcode"),
      ],
    },
  }));
}

/** With the workspace's directory, which no plan tells. */
function terraform(side: "primary" | "dr", ...words: readonly Word[]) {
  const name = side === "dr" ? "DR" : "primary";
  return command("terraform", { missing: `-chdir=DIRECTORY, that of the ${name} workspace` }, ...words);
}

function option(name: string, known: Known): Known {
  return "value" in known ? { value: `${name}${known.value}` } : known;
}

function aside(there: Known): Known {
  return "value" in there ? { value: `${there.value}-old` } : there;
}

/** What a replica needs in its own region: it takes neither groups nor a key from its source. */
function optionsOf(world: World, original: Resource): Word[] {
  const options = (
    [
      ["--db-instance-class", "instance_class"],
      ["--db-subnet-group-name", "db_subnet_group_name"],
      ["--db-parameter-group-name", "parameter_group_name"],
      ["--kms-key-id", "kms_key_id"],
    ] as const
  ).flatMap(([flag, name]): Word[] => {
    const field = Field.of(original, name);
    return field.absent ? [] : [flag, world.attribute(original, `the old instance's ${name}`, name)];
  });
  const groups = Field.of(original, "vpc_security_group_ids").texts.map((id) =>
    world.value(id, "a security group"),
  );
  return [
    ...options,
    ...(groups.length === 0 ? [] : ["--vpc-security-group-ids", ...groups]),
    ...(Field.of(original, "multi_az").isTrue ? ["--multi-az"] : []),
    ...(Field.of(original, "deletion_protection").isTrue ? ["--deletion-protection"] : []),
  ];
}
