import { rule } from "../../../../analyzer/judge/rules/s3/s3-replication-covers-bucket";
import { violationsOf } from "../../../support/pair";
import { replicatedPair } from "./buckets";

describe("s3-replication-covers-bucket: a replication covers all objects of its bucket", () => {
  test("a prefix in the filter", () => {
    expect(violationsOf(rule, replicatedPair({ filter: [{ and: [], prefix: "public/", tag: [] }] }))).toEqual(
      [expect.objectContaining({ severity: "info", paths: ["rule[0].filter"] })],
    );
  });

  test("compliant: an empty filter", () => {
    expect(violationsOf(rule, replicatedPair())).toEqual([]);
  });

  test("not applicable: a disabled rule", () => {
    expect(
      violationsOf(rule, replicatedPair({ status: "Disabled", filter: [{ prefix: "public/" }] })),
    ).toEqual([]);
  });
});
