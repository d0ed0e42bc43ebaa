import { Field } from "../../../judge/rules/lib/field";
import type { RoutedRecord } from "../../../judge/rules/lib/records";
import type { Known } from "../runbook";
import type { World } from "../world";

/** With the zone's name, where the record's leaves it out. */
export function recordName(world: World, { record, zone }: RoutedRecord): Known {
  const name = world.oneOf(record, "the application's name", "fqdn", "name");
  const suffix = zone === undefined ? undefined : Field.of(zone, "name").text;
  if (!("value" in name) || suffix === undefined || `.${name.value}`.endsWith(`.${suffix}`)) return name;
  return world.value(`${name.value}.${suffix}`, "the application's name");
}
