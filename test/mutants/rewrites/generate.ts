import type { Role } from "../pairs";
import type { Rewrite } from "../mutant";
import type { Subject } from "../subject";
import { reformatDocuments } from "./document";
import { emptyForNull, nullForEmpty } from "./emptiness";
import { reorderLists, reorderMaps, reorderSets } from "./order";
import {
  reorderActions,
  reorderStatements,
  splitStatements,
  swapAccountAndRoot,
  swapTextAndList,
} from "./policy";
import { rewriteValues, type Rewriter } from "./rewriter";
import { renamePlans, renamingsOf } from "./whole-plan";

const REWRITERS: readonly Rewriter[] = [
  reorderSets,
  reorderLists,
  reorderMaps,
  reformatDocuments,
  reorderStatements,
  reorderActions,
  swapTextAndList,
  splitStatements,
  swapAccountAndRoot,
  emptyForNull,
  nullForEmpty,
];

/** The rewrite that changes nothing. */
export const UNTOUCHED = "untouched";

/** Every way to write a pair otherwise: a resource at a time, or one side as a whole. */
export function* rewritesOf(subject: Subject): Iterable<Rewrite> {
  yield untouched(subject);
  for (const side of ["primary", "dr"] as const) {
    for (const renaming of renamingsOf(subject, side)) {
      yield {
        subject,
        kind: renaming.kind,
        side,
        address: undefined,
        type: "(whole plan)",
        renaming,
        documents: () => renamePlans(subject.pair, renaming),
      };
    }
    for (const resource of subject.context.sides[side].resources) {
      if (resource.mode === "data" || resource.values === null) continue;
      for (const rewriter of REWRITERS) {
        if (rewriteValues(rewriter, resource, resource.values) === resource.values) continue;
        const role = resource.workspace as Role;
        const moment = resource.before === null ? "created" : "existing";
        yield {
          subject,
          kind: rewriter.kind,
          side,
          address: resource.address,
          type: resource.type,
          documents: () => {
            const editor = subject.editors.get(role);
            if (!editor) throw new Error(`no plan for workspace ${role}`);
            const values = (old: Parameters<typeof rewriteValues>[2]) =>
              rewriteValues(rewriter, resource, old);
            return new Map([[role, editor.edit(resource.address, moment, { values })]]);
          },
        };
      }
    }
  }
}

/** The pair as it is: a clean pair that raises an alarm is one false alarm, not one for each of its mutants. */
function untouched(subject: Subject): Rewrite {
  const type = "(whole plan)";
  return { subject, kind: UNTOUCHED, side: "primary", address: undefined, type, documents: () => new Map() };
}
