import { rule } from "../../../../analyzer/judge/rules/vpc/vpc-cidr-disjoint";
import { created, existing, violationsOf, type Planned } from "../../../support/pair";

const vpc = (cidr: string): Planned => existing("aws_vpc.this", { id: `vpc-${cidr}`, cidr_block: cidr });

describe("vpc-cidr-disjoint: the two regions' networks do not overlap", () => {
  test("the same block", () => {
    expect(violationsOf(rule, { primary: [vpc("10.0.0.0/16")], dr: [vpc("10.0.0.0/16")] })).toEqual([
      expect.objectContaining({
        primary: "aws_vpc.this",
        dr: "aws_vpc.this",
        severity: "info",
        paths: ["cidr_block"],
      }),
    ]);
  });

  test("overlapping blocks that are peered", () => {
    const peering = existing("aws_vpc_peering_connection.dr", { id: "pcx-1" });
    const found = violationsOf(rule, { primary: [vpc("10.0.0.0/8"), peering], dr: [vpc("10.9.0.0/16")] });
    expect(found.map(({ severity }) => severity)).toEqual(["critical"]);
  });

  test("compliant: blocks of their own", () => {
    expect(violationsOf(rule, { primary: [vpc("10.0.0.0/16")], dr: [vpc("10.1.0.0/16")] })).toEqual([]);
  });

  test("not applicable: a block that IPAM is still to choose", () => {
    const planned = created("aws_vpc.this", {}, { unknown: { cidr_block: true } });
    expect(violationsOf(rule, { primary: [vpc("10.0.0.0/16")], dr: [planned] })).toEqual([]);
  });
});
