import { type BlockDefinition, isAttribute, isLabelled } from "./definition";
import { PAIR } from "./policy-definition";

/** The reference of the policy file in Markdown: what the definition says, a table for each block. */
export function policyReference(): string {
  return tables('`pair "NAME" { }`', PAIR, new Set()).join("\n\n");
}

/** The block's table, and those of the blocks within it that were not told before. */
function tables(title: string, { name, members, anyOf }: BlockDefinition, told: Set<string>): string[] {
  if (told.has(name)) return [];
  told.add(name);
  const rows = Object.entries(members).map(([key, member]) => {
    if (isAttribute(member))
      return row(`\`${key}\``, member.field.words, member.required ? "required" : "", member.description);
    const shown = isLabelled(member.block) ? `\`${key} "KIND" { }\`` : `\`${key} { }\``;
    const times = member.many ? "any number" : member.missing === undefined ? "one at most" : "required";
    return row(shown, "block", times, member.description);
  });
  const note = anyOf
    ? [`One at least of ${anyOf.map((one) => `\`${one}\``).join(" and ")} is required.`]
    : [];
  const table = ["| key | value | times | meaning |", "| --- | --- | --- | --- |", ...rows].join("\n");
  return [`### ${title}`, table, ...note, ...inner(members, told)];
}

function inner(members: BlockDefinition["members"], told: Set<string>): string[] {
  return Object.entries(members).flatMap(([key, member]) => {
    if (isAttribute(member)) return [];
    if (!isLabelled(member.block)) return tables(sharedTitle(member.block, members), member.block, told);
    return Object.entries(member.block).flatMap(([label, block]) =>
      tables(`\`${key} "${label}" { }\``, block, told),
    );
  });
}

/** All names under which the block stands. */
function sharedTitle(block: BlockDefinition, members: BlockDefinition["members"]): string {
  const names = Object.keys(members).filter((key) => {
    const member = members[key];
    return member !== undefined && !isAttribute(member) && member.block === block;
  });
  return names.map((name) => `\`${name} { }\``).join(" and ");
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
