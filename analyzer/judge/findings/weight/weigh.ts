import type { PairContext } from "../../../compare/context";
import type { Divergence } from "../../../compare/difference";
import { plainPath } from "../../../compare/difference";
import { reasonToWeighLess } from "../../../pair/roles/roles";
import type { Differing } from "../../../pair/roles/role";
import type { Twins } from "../../../pair/twins";
import { severityOf } from "../severity";
import { certificateNames } from "./certificate-names";
import { neverRuns } from "./never-runs";
import { readTags } from "./read-tags";
import type { Weight } from "./weight";

/** What a difference costs by its very values, where that is more, or less, than any other at its place. */
const BY_VALUE: readonly ((differing: Differing, context: PairContext) => Weight | undefined)[] = [
  neverRuns,
  certificateNames,
  readTags,
];

/** Weighs a difference: by the part that the twins play, by what its values cost, else by its place. */
export function weigh(
  context: PairContext,
  twins: Twins,
  divergence: Divergence,
  all: readonly Divergence[],
): Weight {
  const differing = { context, twins, difference: divergence, plain: plainPath(divergence.path), all };
  const light = reasonToWeighLess(differing);
  if (light !== undefined) return { severity: "info", impact: light };
  for (const weight of BY_VALUE) {
    const found = weight(differing, context);
    if (found) return found;
  }
  return { severity: severityOf(twins.dr.type, divergence) };
}
