import { serviceName } from "../../base/aws/service-names";
import type { Finding } from "../../model/report";
import type { FindingGroup } from "../group";
import { KIND_WORDS, KINDS, ORIGIN_WORDS, ORIGINS, typeOf } from "../words";
import { line } from "./text";

/** Beyond that a list is no help: the search finds the others. */
const MOST_VALUES = 200;
const VALUE = 100;

/** What a reader chooses findings by from a list. An entry of the page has one value of each, an empty one where there is none. */
interface Facet {
  readonly name: string;
  readonly of: (finding: Finding) => string;
  /** What the values are called, in the order of the list. @default - themselves, by the alphabet */
  readonly words?: ReadonlyMap<string, string>;
}

const FACETS: readonly Facet[] = [
  { name: "owner", of: ({ owner }) => owner ?? "" },
  { name: "service", of: (finding) => serviceName(typeOf(finding)) },
  { name: "rule", of: ({ rule }) => rule },
  { name: "kind", of: ({ kind }) => kind, words: wordsOf(KINDS, KIND_WORDS) },
  { name: "origin", of: ({ origin }) => origin, words: wordsOf(ORIGINS, ORIGIN_WORDS) },
];

/** Keeps alike findings in entries of their own where a list tells them apart, so that what it shows and counts is exact. */
export function facetKey(finding: Finding): string {
  return JSON.stringify(FACETS.map(({ of }) => of(finding)));
}

/** An entry's values, as attributes. */
export function facetData({ first }: FindingGroup): string {
  return FACETS.map(({ name, of }) => `data-${name}="${line(of(first), VALUE)}"`).join(" ");
}

/** The lists; one that would leave nothing out is not there. */
export function facetLists(groups: readonly FindingGroup[]): string {
  return FACETS.map((facet) => {
    const values = new Set(groups.map(({ first }) => facet.of(first)));
    return values.size > 1 ? select(facet.name, choices(facet, values)) : "";
  }).join("\n");
}

/** A list to choose from. */
export function select(name: string, options: readonly (readonly [string, string])[]): string {
  const items = options.map(
    ([value, text]) => `<option value="${line(value, VALUE)}">${line(text, VALUE)}</option>`,
  );
  return `<select name="${name}" aria-label="${name}">${items.join("")}</select>`;
}

function choices(
  { name, words }: Facet,
  values: ReadonlySet<string>,
): readonly (readonly [string, string])[] {
  const all = words ? [...words].filter(([value]) => values.has(value)) : [...values].sort().map(both);
  return [["", `Every ${name}`], ...all.filter(([value]) => value !== "").slice(0, MOST_VALUES)];
}

function both(value: string): readonly [string, string] {
  return [value, value];
}

function wordsOf<T extends string>(values: readonly T[], words: Readonly<Record<T, string>>) {
  return new Map(values.map((value) => [value, words[value]]));
}
