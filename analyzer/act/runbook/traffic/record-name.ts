import { Field } from "../../../judge/rules/lib/field";
import type { RoutedRecord } from "../../../judge/rules/lib/records";
import type { Known } from "../runbook";
import type { World } from "../world";

/** With the zone's name, where the record's leaves it out. */
export function recordName(world: World, { record, zone }: RoutedRecord): Known {
  const name = world.oneOf(record, "the application's name", "fqdn", "name");
  if (!("value" in name)) return name;
  const own = withoutDot(name.value);
  const suffix = zone && withoutDot(Field.of(zone, "name").text ?? "");
  const whole = !suffix || `.${own}`.endsWith(`.${suffix}`) ? own : `${own}.${suffix}`;
  return world.value(whole, "the application's name");
}

function withoutDot(name: string): string {
  return name.replace(/\.$/, "");
}
