import type { Name } from "../model/expression";
import type { Facts } from "../model/facts";
import type { SideName } from "../model/resource";

/** The side's mark in a name; global names have one in every habit. */
function markOf(name: Name, side: SideName, { naming, regions }: Facts): string {
  const mark = naming.mark[side];
  return mark === "" && name.isGlobal && naming.mark.primary === naming.mark.dr ? regions[side].code : mark;
}

/** A name in full: `shop-orders-use1`. */
export function spelledName(name: Name, side: SideName, facts: Facts): string {
  const mark = markOf(name, side, facts);
  if (mark === "") return name.base;
  return facts.naming.place === "prefix" ? `${mark}-${name.base}` : `${name.base}-${mark}`;
}

/** The mark with its hyphen, as a variable holds it; undefined where the habit has none to hold. */
export function markVariable(
  name: Name,
  side: SideName,
  facts: Facts,
): { name: string; value: string } | undefined {
  const { naming } = facts;
  const unmarked = naming.mark.primary === naming.mark.dr;
  if (unmarked && !name.isGlobal) return undefined;
  const mark = markOf(name, side, facts);
  const value = mark === "" ? "" : naming.place === "prefix" ? `${mark}-` : `-${mark}`;
  return { name: unmarked ? "region_code" : naming.variable, value };
}
