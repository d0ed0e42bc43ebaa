import { asObject, asText, objectsIn, stringsIn, type Json } from "../../base/json";
import type { Check } from "../../model/workspace/workspace";

/** The results of checks as plans and states print them (`checks` of `terraform show -json`). */
export function readChecks(checks: Json | undefined): Check[] {
  return objectsIn(checks).map((check) => ({
    name: asText(asObject(check.address).to_display) ?? "check",
    status: asText(check.status) ?? "unknown",
    problems: objectsIn(check.instances).flatMap((instance) =>
      objectsIn(instance.problems).map((problem) => asText(problem.message) ?? ""),
    ),
  }));
}

/** The same as a raw state keeps it (`check_results`); null where nothing was checked. */
export function readRawChecks(checks: Json | undefined): Check[] {
  return objectsIn(checks).map((check) => ({
    name: asText(check.config_addr) ?? "check",
    status: asText(check.status) ?? "unknown",
    problems: objectsIn(check.objects).flatMap((object) => stringsIn(object.failure_messages)),
  }));
}
