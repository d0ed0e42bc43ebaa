import { existing, pairOf, type Planned, ref } from "../support/pair";

const PRIMARY_ARN = "arn:aws:rds:us-east-1:123456789012:db:ledger";
const DR_ARN = "arn:aws:rds:us-west-2:123456789012:db:ledger";
const instance = (source: string | null, written?: unknown): Planned =>
  existing(
    "aws_db_instance.ledger",
    { identifier: "ledger", replicate_source_db: source },
    { expressions: written === undefined ? {} : { replicate_source_db: written as never } },
  );
const global = (writer: string): Planned =>
  existing("aws_rds_global_cluster.orders", {
    global_cluster_members: ["us-east-1", "us-west-2"].map((region) => ({
      db_cluster_arn: `arn:aws:rds:${region}:123456789012:cluster:orders`,
      is_writer: region === writer,
    })),
  });
const writerOf = (primary: readonly Planned[], dr: readonly Planned[], writer?: "dr") =>
  pairOf({ primary, dr, writer }).writer;

describe("which side takes the writes", () => {
  it("is primary where nothing tells, and where a replica follows it", () => {
    expect(writerOf([], []).side).toBe("primary");
    expect(writerOf([instance(null)], [instance(PRIMARY_ARN, { constant_value: PRIMARY_ARN })]).side).toBe(
      "primary",
    );
    expect(writerOf([global("us-east-1")], []).side).toBe("primary");
  });

  it("is DR where the manifest, a global cluster or a reversed replica says so", () => {
    expect(writerOf([], [], "dr").side).toBe("dr");
    expect(writerOf([global("us-west-2")], []).side).toBe("dr");
    expect(writerOf([instance(DR_ARN)], [instance(null)]).side).toBe("dr");
  });

  it("is DR where a replica was promoted outside Terraform", () => {
    expect(writerOf([instance(null)], [instance(null, { constant_value: PRIMARY_ARN })]).side).toBe("dr");
  });

  it("an expression that may have chosen null promotes nothing", () => {
    expect(writerOf([instance(null)], [instance(null, ref("var.source"))]).side).toBe("primary");
  });

  it("cannot be told where one database was failed over and another was not", () => {
    const { side, signals } = writerOf(
      [global("us-east-1"), instance(null)],
      [instance(null, { constant_value: PRIMARY_ARN })],
    );
    expect(side).toBeUndefined();
    expect(signals.map(({ says }) => says).sort()).toEqual(["dr", "primary"]);
  });
});
