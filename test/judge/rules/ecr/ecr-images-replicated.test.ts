import { rule } from "../../../../analyzer/judge/rules/ecr/ecr-images-replicated";
import { existing, violationsOf, type Planned } from "../../../support/pair";

const repository = existing("aws_ecr_repository.api", { id: "shop/api", name: "shop/api" });
const registry = (region: string, filters: string[] = []): Planned =>
  existing("aws_ecr_replication_configuration.this", {
    replication_configuration: [
      {
        rule: [
          {
            destination: [{ region, registry_id: "123456789012" }],
            repository_filter: filters.map((filter) => ({ filter, filter_type: "PREFIX_MATCH" })),
          },
        ],
      },
    ],
  });

describe("ecr-images-replicated: the registry's replication covers every repository and the DR region", () => {
  test("another region, or another prefix", () => {
    const expected = [
      expect.objectContaining({
        primary: "aws_ecr_repository.api",
        severity: "warning",
        paths: ["replication_configuration[0].rule"],
      }),
    ];
    expect(violationsOf(rule, { primary: [repository, registry("eu-west-1")] })).toEqual(expected);
    expect(violationsOf(rule, { primary: [repository, registry("us-west-2", ["billing/"])] })).toEqual(
      expected,
    );
  });

  test("compliant: the DR region, with a prefix that matches or without any", () => {
    expect(violationsOf(rule, { primary: [repository, registry("us-west-2")] })).toEqual([]);
    expect(
      violationsOf(rule, { primary: [repository, registry("us-west-2", ["billing/", "shop/"])] }),
    ).toEqual([]);
  });

  test("not applicable: no replication configuration in the sources", () => {
    expect(violationsOf(rule, { primary: [repository], dr: [repository] })).toEqual([]);
  });
});
