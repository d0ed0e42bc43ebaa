import type { Resource } from "../model/resource";
import type { Side } from "../model/application";
import type { Rewrite } from "./rewrite";

/** The key that a member has in its family, whichever way it is written. */
const keyOf = ({ twinName }: Resource): string => twinName?.split("/")[1] ?? "";
const base = ({ twinName }: Resource): string => twinName?.split("/")[0] ?? "";

const rewrite: Rewrite = {
  id: "family-spelling",
  what: "Several resources of a kind are counted on one side, and have keys or labels of their own on the other.",
  ownCode: true,
  sites: (side) =>
    families(side).map((members) => ({
      resource: members[0] as Resource,
      make: (rng) => {
        const way = rng.pick(
          (["count", "for_each", "written"] as const).filter((one) => one !== side.facts.style.families),
        );
        members.forEach((member, i) => {
          member.label = way === "written" ? `${base(member)}_${keyOf(member)}` : base(member);
          member.key = way === "written" ? undefined : way === "count" ? i : keyOf(member);
        });
      },
    })),
};

function families(side: Side): Resource[][] {
  const byName = new Map<string, Resource[]>();
  for (const one of side.resources.filter(({ twinName }) => twinName?.includes("/"))) {
    const name = `${one.type} ${base(one)}`;
    byName.set(name, [...(byName.get(name) ?? []), one]);
  }
  return [...byName.values()].filter((members) =>
    members.every((one) => side.application.twin(one) !== undefined),
  );
}

export default rewrite;
