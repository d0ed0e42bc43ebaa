import type { Resource } from "../terraform/workspace";
import type { Pairing } from "./twins";

/** Two sides of one application share most of their resources; below this share they are two applications. */
const LEAST_SHARE = 0.1;
/** With fewer resources a side may well have no twin at all. */
const ENOUGH_RESOURCES = 5;

/** Whether the sources are two sides of one application at all, and what is not compared when they are not. */
export function relatedness({ twins, onlyPrimary, onlyDr }: Pairing): {
  readonly unrelated: string | undefined;
  readonly notCompared: readonly { readonly resource: Resource; readonly reason: string }[];
} {
  const paired = twins.filter(({ primary }) => primary.mode === "managed").length;
  const alone = [onlyPrimary, onlyDr].map((list) => list.filter(({ mode }) => mode === "managed"));
  const smaller = Math.min(...alone.map((list) => list.length + paired));
  if (smaller < ENOUGH_RESOURCES || paired / smaller >= LEAST_SHARE)
    return { unrelated: undefined, notCompared: [] };
  return {
    unrelated: `pairing failed: only ${paired} of ${smaller} resources have a counterpart; are these two sides of one application?`,
    notCompared: alone.flat().map((resource) => ({ resource, reason: "pairing failed" })),
  };
}
