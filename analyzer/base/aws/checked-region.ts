import { InputError } from "../errors";
import { isRegion } from "./regions";

/**
 * A region that an option names, if it names one.
 * @throws InputError when it is none
 */
export function checkedRegion(region: string | undefined, option: string): string | undefined {
  if (region === undefined || isRegion(region)) return region;
  throw new InputError({
    where: option,
    what: `"${region}" is not an AWS region.`,
    fix: "Use a name such as us-west-2.",
  });
}
