import { replicationsToDr } from "../../../judge/rules/lib/buckets";
import { type Known, say, type Step } from "../runbook";
import { command } from "../shell";
import type { World } from "../world";

/**
 * Copies back what was written to buckets of the DR region: a replication leads there alone, unless one leads back as well, and then this
 * copies nothing. Deletions are not copied.
 * Source: https://docs.aws.amazon.com/cli/latest/reference/s3/sync.html
 */
export function copyBucketsBack(world: World): Step[] {
  const { dr, primary } = world.region;
  return [...replicationsToDr(world.pair)].flatMap(({ source, targets }) =>
    targets
      .filter((target) => world.graph.sideOf(target) === "dr")
      .map((target): Step => {
        const name = (side: string, one: typeof source) =>
          world.oneOf(one, `the ${side} region's bucket`, "bucket", "id");
        const [from, to] = [name("DR", target), name("primary", source)];
        const sync = (...rest: readonly string[]) =>
          command(
            "aws",
            "s3",
            "sync",
            place(from),
            place(to),
            "--source-region",
            dr,
            "--region",
            primary,
            ...rest,
          );
        return {
          title: say`Copy back what was written to the bucket ${from}`,
          notes: [
            say`The newest versions of objects, without those that were deleted. Once now, and again when the writes have been stopped.`,
          ],
          commands: [sync()],
          check: { says: say`It lists nothing.`, commands: [sync("--dryrun")] },
        };
      }),
  );
}

function place(bucket: Known): Known {
  return "value" in bucket ? { value: `s3://${bucket.value}` } : bucket;
}
