import { InputError } from "../../base/errors";

/** No configuration nests so many modules, and every one of them costs time with each of the others. */
const MOST_MODULES = 200;

/**
 * The address of a resource, as a source gives it.
 * @throws InputError for one that is made to take long
 */
export function checkedAddress(address: string, label: string): string {
  if (address.split(".module.", MOST_MODULES + 1).length <= MOST_MODULES) return address;
  throw new InputError({
    where: label,
    what: `A resource's address has more than ${String(MOST_MODULES)} modules, as no configuration's has.`,
    fix: "Check where this file comes from.",
  });
}
