import type { JsonObject } from "../../../analyzer/base/json";
import { ownerOf } from "../../../analyzer/mend/owners/owner";
import { ownerByTags } from "../../../analyzer/mend/owners/tags";
import type { Mask } from "../../../analyzer/model/workspace/mask";
import type { Resource } from "../../../analyzer/model/workspace/workspace";

const tagged = (values: JsonObject, sensitive: Mask = false) =>
  ({ address: "aws_vpc.main", values, before: null, sensitive }) as unknown as Resource;

describe("the owner by tags", () => {
  it.each([
    [{ tags_all: { Owner: "ann" } }, "ann"],
    [{ tags_all: { team: "db", "owned-by": "ann" } }, "ann"],
    [{ tags: { Team: "db" }, tags_all: null }, "db"],
    [{ tag: [{ key: "Team", value: "web" }] }, "web"],
    [{ tags_all: { Name: "x" } }, undefined],
    [{ tags_all: { Owner: " " } }, undefined],
    [{ tags_all: "hostile" }, undefined],
  ])("of %j is %s", (values, expected) => {
    expect(ownerByTags(tagged(values))).toBe(expected);
  });

  it("is not told from a sensitive tag", () => {
    expect(ownerByTags(tagged({ tags_all: { Owner: "x" } }, { tags_all: { Owner: true } }))).toBeUndefined();
    expect(ownerByTags(tagged({ tags_all: { Owner: "x" } }, { tags_all: true }))).toBeUndefined();
  });

  it("is what it was before the plan for what the plan deletes", () => {
    expect(ownerByTags({ values: null, before: { tags: { Owner: "ann" } }, sensitive: false })).toBe("ann");
  });
});

describe("the owner of a finding", () => {
  const located = { root: "/r", file: "a.tf", line: 1 };
  const dr = { resource: tagged({ tags: { Owner: "by-tag" } }), located };
  const policy = () => "by-policy";
  const codeowners = () => "by-codeowners";
  const nobody = () => undefined;

  it("is the policy's before CODEOWNERS' before the tag's", () => {
    expect(ownerOf([dr], { policy, codeowners })).toBe("by-policy");
    expect(ownerOf([dr], { policy: nobody, codeowners })).toBe("by-codeowners");
    expect(ownerOf([dr], { policy: nobody, codeowners: nobody })).toBe("by-tag");
    expect(ownerOf([{ ...dr, located: undefined }], { policy: nobody, codeowners })).toBe("by-tag");
  });

  it("is that of the resource to be changed first, else the other's", () => {
    const primary = { resource: tagged({ tags: { Owner: "primary" } }), located: undefined };
    const none = { resource: tagged({}), located: undefined };
    const sources = { policy: nobody, codeowners: nobody };
    expect(ownerOf([dr, primary], sources)).toBe("by-tag");
    expect(ownerOf([none, primary], sources)).toBe("primary");
    expect(ownerOf([], sources)).toBeUndefined();
  });
});
