import { Token } from "./cdk";
import { ConfigurationError } from "./configuration-error";
import type { Pair } from "./pair";
import { forSides, type PerSide, type Side } from "./side";

/** What AWS calls something that exists, and what that looks like. */
export interface Kind {
  readonly what: string;
  readonly shape: RegExp;
  readonly example: string;
}

/** The settings of one side, as JavaScript may hand them over: half given. */
type Settings<K extends string> = Readonly<Partial<Record<K, string>>> | undefined;

/**
 * One setting of something that exists in both regions. A reference, such as to a data source of the side's own workspace, is taken
 * as it is.
 * @param id as the user named the thing; the setting is called `ID.SIDE.KEY` in errors
 * @throws ConfigurationError when a side lacks it, when it is no such thing, lies in the other region, or is the same on both sides
 */
export function given<K extends string>(
  pair: Pair,
  id: string,
  sides: PerSide<Settings<K>>,
  key: K,
  kind: Kind,
): PerSide<string> {
  const values = forSides(pair, (side) =>
    checked(side, `${id}.${side.name}.${key}`, sides[side.name]?.[key], kind),
  );
  if (values.primary !== values.dr) {
    pair.design.means(values);
    return values;
  }
  throw new ConfigurationError(
    `${id}.dr.${key}`,
    `is "${values.dr}", as primary's is`,
    `Give that of ${pair.dr.region}: what both sides share is lost with its region`,
  );
}

/** @throws ConfigurationError */
export function checked(side: Side, field: string, value: string | undefined, kind: Kind): string {
  if (value === undefined || value === "") {
    throw new ConfigurationError(field, "is missing", `Give ${kind.what} of ${side.region}: ${kind.example}`);
  }
  if (Token.isUnresolved(value)) return value;
  if (!kind.shape.test(value)) {
    throw new ConfigurationError(field, `"${value}" is not ${kind.what}`, `Write it as ${kind.example}`);
  }
  const region = regionIn(value);
  if (region === undefined || region === side.region.name) return value;
  throw new ConfigurationError(
    field,
    `"${value}" lies in ${region}, and this side in ${side.region}`,
    `Give ${kind.what} of ${side.region}`,
  );
}

/** The region that an ARN, or a host name of AWS's, tells: `orders.abc.eu-west-1.rds.amazonaws.com`. */
function regionIn(value: string): string | undefined {
  if (value.startsWith("arn:")) return value.split(":")[3];
  return /\.([a-z]{2}(?:-[a-z]+)+-\d)\.[a-z-]+\.amazonaws\.com(?:\.cn)?$/.exec(value)?.[1];
}
