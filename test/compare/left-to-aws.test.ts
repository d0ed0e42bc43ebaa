import { reportOf } from "../support/analysis";
import { constant, plan, type ResourceOptions } from "../support/plan-builder";

const TYPE = "aws_efs_file_system";
const expressions = { throughput_mode: constant("elastic") };

/** The paths in which a file system of each side differs, of whose protection the configuration shows nothing. */
function differing(primary: string, dr: string, options: ResourceOptions): string[] {
  const side = (region: string, overwrite: string) =>
    plan(region).resource(
      `${TYPE}.files`,
      { throughput_mode: "elastic", protection: [{ replication_overwrite: overwrite }] },
      { expressions, ...options },
    );
  const { findings } = reportOf({ primary: side("us-east-1", primary), dr: side("us-west-2", dr) });
  return findings
    .filter(({ kind }) => kind === "attribute")
    .flatMap(({ differences }) => differences.map(({ path }) => path));
}

describe("an argument that AWS fills in where nobody writes it", () => {
  it("says nothing of a resource that is there", () => {
    expect(differing("ENABLED", "DISABLED", {})).toEqual([]);
  });

  it("was written, by a dynamic block, where it is known before the resource is made", () => {
    const created = { before: null, actions: ["create"] };
    expect(differing("ENABLED", "DISABLED", created)).toEqual(["protection[0].replication_overwrite"]);
    expect(differing("ENABLED", "ENABLED", created)).toEqual([]);
  });

  it("is not known before the resource is made where nobody writes it", () => {
    const created = { before: null, actions: ["create"], unknown: { protection: true } };
    expect(differing("ENABLED", "DISABLED", created)).toEqual([]);
  });
});
