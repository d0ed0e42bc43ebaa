import fc from "fast-check";
import type { JsonObject } from "../../analyzer/base/json";
import { entryLine, hashOf, seal } from "../../analyzer/act/history/chain";
import type { HistoryEntry } from "../../analyzer/act/history/entry";
import { run } from "../act/history/support/records";
import { mutated, mutations } from "./mutate";
import { addressesOf, documents, excerpt, seedContents, seedPairs, seedTexts, type SeedPair } from "./seeds";

/** Something to be read: what it is, and its text. */
export type Input =
  | { readonly kind: "pair"; readonly primary: string; readonly dr: string }
  | { readonly kind: TextKind; readonly text: string };

/** What is read beside plans and states; `content` is a source's bytes, each as a character. */
export type TextKind = "content" | "hcl" | "policy" | "history" | "baseline" | "manifest" | "owners";

/** As many resources of a pair are left. */
const MOST_RESOURCES = 6;

/** Inputs of all kinds, most of them pairs: they have the most to be wrong. */
export function inputs(): fc.Arbitrary<Input> {
  const pairs = seedPairs();
  const texts = seedTexts();
  return fc.oneof(
    { weight: 7, arbitrary: fc.constantFrom(...pairs).chain(pairInputs) },
    { weight: 1, arbitrary: textInputs("content", seedContents()) },
    { weight: 1, arbitrary: textInputs("hcl", texts) },
    { weight: 1, arbitrary: textInputs("policy", texts) },
    { weight: 1, arbitrary: fc.oneof(historyInputs(), textInputs("history", [historyText()])) },
    {
      weight: 1,
      arbitrary: fc.oneof(...documents().map(({ kind, document }) => documentInputs(kind, document))),
    },
  );
}

function pairInputs({ primary, dr }: SeedPair): fc.Arbitrary<Input> {
  const all = [...new Set([...addressesOf(primary), ...addressesOf(dr)])];
  return fc
    .record({
      kept: fc.subarray(all, {
        minLength: Math.min(1, all.length),
        maxLength: Math.min(MOST_RESOURCES, all.length),
      }),
      changes: mutations,
      other: fc.option(mutations, { nil: [] }),
    })
    .map(({ kept, changes, other }) => {
      const part = (document: JsonObject) => excerpt(document, (address) => kept.includes(address));
      const written = (document: JsonObject) => JSON.stringify(document);
      return {
        kind: "pair",
        primary: written(mutated(part(primary), changes)),
        dr: written(mutated(part(dr), other)),
      };
    });
}

/** A text in which pieces are cut out, doubled, or replaced by what opens, closes or ends something. */
function textInputs(kind: TextKind, texts: readonly string[]): fc.Arbitrary<Input> {
  const edits = fc.array(
    fc.record({
      at: fc.nat(),
      length: fc.nat({ max: 60 }),
      put: fc.oneof(
        fc.constantFrom(
          "",
          "{",
          "}",
          "[",
          "]",
          '"',
          "<<EOT\n",
          "${",
          "%{",
          "/*",
          "#",
          "\\",
          "\u0000",
          "\ud800",
          "=",
          "\n",
        ),
        fc.constantFrom(
          "(".repeat(5000),
          "{".repeat(5000),
          "[".repeat(5000),
          '"${'.repeat(2000),
          "a {\n".repeat(2000),
        ),
        fc.string({ unit: "binary", maxLength: 20 }),
      ),
    }),
    { minLength: 1, maxLength: 6 },
  );
  return fc.tuple(fc.constantFrom(...texts), edits).map(([text, list]) => {
    let changed = text;
    for (const { at, length, put } of list) {
      const from = at % (changed.length + 1);
      changed = changed.slice(0, from) + put + changed.slice(from + length);
    }
    return { kind, text: changed };
  });
}

/** Documents in JSON, of which one member or the other is not what it should be; and owners, which are none. */
function documentInputs(kind: TextKind, document: JsonObject | string): fc.Arbitrary<Input> {
  if (typeof document === "string") return textInputs(kind, [document]);
  const changed = mutations.map((list): Input => ({ kind, text: JSON.stringify(mutated(document, list)) }));
  return fc.oneof(changed, textInputs(kind, [JSON.stringify(document)]));
}

/** A history whose last entry has other members, sealed so that it is read all the same. */
function historyInputs(): fc.Arbitrary<Input> {
  const lines = historyText().trimEnd().split("\n");
  const last = JSON.parse(lines.at(-1) ?? "{}") as JsonObject;
  return mutations.map((list) => {
    const changed = mutated(last, list);
    const sealed = { ...changed, hash: hashIfAny(changed) };
    return { kind: "history", text: `${[...lines.slice(0, -1), JSON.stringify(sealed)].join("\n")}\n` };
  });
}

/** Some nest deeper than anything has a hash of. */
function hashIfAny(entry: JsonObject): string {
  try {
    return hashOf(entry as unknown as HistoryEntry);
  } catch {
    return "none";
  }
}

function historyText(): string {
  let last: ReturnType<typeof seal> | null = null;
  const lines = [1, 2, 3].map((day) => {
    last = seal(run(day, ["a", "b"]), last);
    return entryLine(last, "history");
  });
  return `${lines.join("\n")}\n`;
}
