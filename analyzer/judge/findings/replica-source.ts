import { own } from "../../base/json";
import { namesSource, sourceAttributes } from "../../pair/links";
import { shownValues } from "../../pair/names";
import type { PairContext } from "../../compare/context";
import type { RawFinding } from "../../model/finding";

/** A replica that is made from something else than its twin: DR has other data than primary. */
export function findForeignSources({ pairing }: PairContext): RawFinding[] {
  return pairing.twins.flatMap(({ primary, dr }) =>
    sourceAttributes(dr.type).flatMap((attribute): RawFinding[] => {
      const link = own(shownValues(dr), attribute);
      // Where the two are images or snapshots, an id says nothing: a rule of its own looks at what they hold.
      if (/ami|snapshot/.test(attribute) || namesSource(link, primary)) return [];
      return [
        {
          rule: "twins-equal",
          kind: "attribute",
          severity: "critical",
          origin: dr.before === null ? "introduced" : "existing",
          primary,
          dr,
          differences: [{ path: attribute, primary: shownValues(primary).arn, dr: link, sensitive: false }],
          message: `${dr.type} ${dr.parts.name} replicates something else than its twin in primary`,
          impact: "After a failover DR serves other data than primary did.",
          remediation: `Let ${attribute} name the twin in primary.`,
        },
      ];
    }),
  );
}
