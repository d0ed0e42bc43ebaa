import { isObject, own, type Json } from "../base/json";
import type { TextVerdict } from "./text";

/** Which element of one list is which of the other. An undefined index: the other side has no such element. */
export interface Matched {
  readonly pairs: readonly (readonly [number | undefined, number | undefined])[];
  /** For lists of plain values: what either side has that the other lacks, instead of pairs. */
  readonly scalars?: { readonly primary: Json[]; readonly dr: Json[] };
}

/** Members by which an element of a list is known, most telling first. */
const KEYS = [
  "name",
  "key",
  "id",
  "sid",
  "Sid",
  "rule_id",
  "identifier",
  "attribute_name",
  "index_name",
  "device_name",
  "region_name",
  "priority",
  "rule_number",
  "rule_no",
  "metric_name",
  "parameter_name",
  "option_name",
  "namespace",
  "type",
  "field",
];

/** Beyond this, elements without a key are not compared every two. */
const MOST_COMPARED = 200;

/**
 * Matches the elements of two lists whose order says nothing: equal ones first, then those with the same key, then
 * the most alike, so that a changed element is one change and not one removed and one added.
 */
export function matchElements(
  primary: readonly Json[],
  dr: readonly Json[],
  textOfPrimary: (value: Json) => string,
  textOfDr: (value: Json) => string,
  isOpen: (side: "primary" | "dr", index: number) => boolean,
): Matched {
  // An element that is unknown in part is equal to none before its parts have been looked at.
  const texts = (side: "primary" | "dr", list: readonly Json[], text: (value: Json) => string) =>
    list.map((value, i) => (isOpen(side, i) ? `${side} ${i}` : text(value)));
  const rest = removeEqual(texts("primary", primary, textOfPrimary), texts("dr", dr, textOfDr));
  const objects = [...primary, ...dr].some((value) => isObject(value) || Array.isArray(value));
  if (!objects) {
    const values = (list: readonly Json[], indices: number[]) => indices.map((i) => list[i] as Json);
    return { pairs: [], scalars: { primary: values(primary, rest.primary), dr: values(dr, rest.dr) } };
  }
  const left = new Map(rest.primary.map((i) => [i, leaves(primary[i] as Json, textOfPrimary)]));
  const right = new Map(rest.dr.map((i) => [i, leaves(dr[i] as Json, textOfDr)]));
  const pairs: [number | undefined, number | undefined][] = [];
  for (const key of KEYS) pairByKey(key, primary, dr, left, right, pairs, textOfPrimary, textOfDr);
  pairByLikeness(left, right, pairs);
  pairTheLast(left, right, pairs);
  for (const i of left.keys()) pairs.push([i, undefined]);
  for (const j of right.keys()) pairs.push([undefined, j]);
  return { pairs };
}

/**
 * What comparing the values that are left of two sets gives: each with the first on the other side that is not simply
 * different, those that have none in their order.
 */
export function pairedVerdicts(
  primary: readonly Json[],
  dr: readonly Json[],
  verdictOf: (primary: Json, dr: Json) => TextVerdict,
): TextVerdict[] {
  const others = [...dr];
  const verdicts: TextVerdict[] = [];
  const few = primary.length <= MOST_COMPARED && dr.length <= MOST_COMPARED;
  const rest = primary.filter((value) => {
    const found = few ? others.map((other) => verdictOf(value, other)) : [];
    const at = found.findIndex((verdict) => verdict !== "different" && verdict !== "peer");
    if (at < 0) return true;
    verdicts.push(found[at] as TextVerdict);
    others.splice(at, 1);
    return false;
  });
  const ordered = rest.slice(0, others.length).map((value, i) => verdictOf(value, others[i] as Json));
  return [...verdicts, ...ordered];
}

function removeEqual(primary: readonly string[], dr: readonly string[]): { primary: number[]; dr: number[] } {
  const waiting = new Map<string, number[]>();
  dr.forEach((text, j) => waiting.set(text, [...(waiting.get(text) ?? []), j]));
  const unmatched = primary.flatMap((text, i) => (waiting.get(text)?.shift() === undefined ? [i] : []));
  return { primary: unmatched, dr: [...waiting.values()].flat().sort((a, b) => a - b) };
}

type Leaves = ReadonlySet<string>;

function pairByKey(
  key: string,
  primary: readonly Json[],
  dr: readonly Json[],
  left: Map<number, Leaves>,
  right: Map<number, Leaves>,
  pairs: [number | undefined, number | undefined][],
  textOfPrimary: (value: Json) => string,
  textOfDr: (value: Json) => string,
): void {
  const byKey = new Map<string, number[]>();
  for (const j of right.keys()) {
    const text = keyText(dr[j], key, textOfDr);
    if (text !== "") byKey.set(text, [...(byKey.get(text) ?? []), j]);
  }
  for (const i of [...left.keys()]) {
    const candidates = byKey.get(keyText(primary[i], key, textOfPrimary));
    if (candidates?.length !== 1) continue; // no such key, or one that does not tell elements apart
    const [j] = candidates as [number];
    byKey.delete(keyText(primary[i], key, textOfPrimary));
    left.delete(i);
    right.delete(j);
    pairs.push([i, j]);
  }
}

function keyText(value: Json | undefined, key: string, text: (value: Json) => string): string {
  const member = isObject(value) ? own(value, key) : undefined;
  return typeof member === "string" || typeof member === "number" ? text(member) : "";
}

function pairByLikeness(
  left: Map<number, Leaves>,
  right: Map<number, Leaves>,
  pairs: [number | undefined, number | undefined][],
): void {
  if (left.size > MOST_COMPARED || right.size > MOST_COMPARED) return;
  const scored = [...left].flatMap(([i, a]) => [...right].map(([j, b]) => ({ i, j, score: common(a, b) })));
  for (const { i, j, score } of scored.sort((x, y) => y.score - x.score)) {
    if (score === 0 || !left.has(i) || !right.has(j)) continue;
    left.delete(i);
    right.delete(j);
    pairs.push([i, j]);
  }
}

/** One left on each side: that element has changed, however much. */
function pairTheLast(
  left: Map<number, Leaves>,
  right: Map<number, Leaves>,
  pairs: [number | undefined, number | undefined][],
): void {
  const [i, j] = [[...left.keys()][0], [...right.keys()][0]];
  if (left.size !== 1 || right.size !== 1 || i === undefined || j === undefined) return;
  left.delete(i);
  right.delete(j);
  pairs.push([i, j]);
}

function common(a: Leaves, b: Leaves): number {
  let count = 0;
  for (const leaf of a) if (b.has(leaf)) count++;
  return count;
}

function leaves(value: Json, text: (value: Json) => string): Leaves {
  if (!isObject(value)) return new Set([text(value)]);
  return new Set(
    Object.entries(value).flatMap(([key, item]) => (text(item) === "" ? [] : [`${key}=${text(item)}`])),
  );
}
