import { isGlobalType } from "../base/aws/global-types";
import { isLookedUpByName, nameAttributes } from "../base/aws/families";
import { own } from "../base/json";
import { parseNetwork, contains, type Network } from "./neutral/cidr";
import { Identities, wordsOf } from "./neutral/identities";
import { Neutralizer, type NeutralContext } from "./neutral/neutralizer";
import { Vocabulary } from "./neutral/words";
import { schemaOf } from "../model/catalogue/schema-of";
import type { Resource } from "../model/workspace/workspace";
import { distinctiveWords } from "./distinctive";
import { naturalName, shownValues } from "./names";
import { isHelper } from "./helper-types";
import type { Side, Sides } from "./sides";
import type { Twins } from "./twins";

/** Both sides' neutralizers, made from what is known of the pair so far. */
export interface Neutral {
  readonly primary: Neutralizer;
  readonly dr: Neutralizer;
  readonly context: NeutralContext;
}

/** A value of each side that are declared to stand for the same: an id, an ARN, a name, a network. */
export interface Counterparts {
  readonly primary: string;
  readonly dr: string;
}

/** Learns from twins, and from what is declared, which ids, names, networks and words of the two sides mean the same. */
export function learn(
  sides: Sides,
  twins: readonly Twins[],
  untwinned: readonly Resource[] = [],
  declared: readonly Counterparts[] = [],
): Neutral {
  const regions = { primary: sides.primary.region, dr: sides.dr.region };
  const context: NeutralContext = {
    identities: learnIdentities(twins, untwinned, declared),
    networks: learnNetworks(sides, twins, declared),
    suffixes: learnSuffixes(twins),
    learnedWords: [...new Set([...distinctiveWords(sides), ...learnWords(twins, regions)])],
    regions,
    accounts: { primary: accountOf(sides.primary), dr: accountOf(sides.dr) },
  };
  return { primary: new Neutralizer("primary", context), dr: new Neutralizer("dr", context), context };
}

function learnIdentities(
  twins: readonly Twins[],
  untwinned: readonly Resource[],
  declared: readonly Counterparts[],
): Identities {
  const identities = new Identities();
  for (const { primary, dr } of declared) identities.learn(primary, dr, true);
  for (const resource of untwinned) {
    if (isGlobalType(resource.type))
      for (const text of identityTexts(resource).values()) identities.share(text);
  }
  for (const { primary, dr } of twins) {
    const left = identityTexts(primary);
    const right = identityTexts(dr);
    const names = new Set([naturalName(primary), naturalName(dr)]);
    for (const name of names) if (name !== undefined) identities.noteName(name);
    for (const [attribute, text] of left) {
      const other = right.get(attribute);
      if (other === undefined) continue;
      // A replica's type may build its id in another way: only what is built alike can be taken apart alike.
      if (primary.type !== dr.type && wordsOf(text).length !== wordsOf(other).length) continue;
      identities.learn(text, other, !names.has(text) && !names.has(other));
    }
  }
  return identities;
}

/** Computed attributes that name a resource, rather than tell its state. */
const IDENTIFYING =
  /(?:^|_)(?:id|arn|arn_suffix|name|endpoint|address|domain|url|uri|host|hostname|fqdn|identifier|uuid|ip|dns|prefix)$/;

/** Everything that names the resource: its id, ARN and name, and whatever else AWS gave it. */
function identityTexts(resource: Resource): Map<string, string> {
  const schema = schemaOf(resource);
  // A name that others look up is compared, so that it cannot be taken for the same beforehand.
  const own = isLookedUpByName(resource.type) ? [] : nameAttributes(resource.type);
  const names = new Set(["id", "arn", ...own]);
  const texts = new Map<string, string>();
  for (const values of [resource.before, resource.values]) {
    for (const [attribute, value] of Object.entries(values ?? {})) {
      if (typeof value !== "string" || value === "" || value.length > 2048) continue;
      const computed = schema?.member(attribute)?.computedOnly === true && IDENTIFYING.test(attribute);
      if ((computed && /^[^\s{}"]+$/.test(value)) || names.has(attribute)) texts.set(attribute, value);
    }
  }
  return texts;
}

/** What a helper makes up: short pieces turn up elsewhere by chance. */
const MADE_UP = /^(?=.*\d)[A-Za-z0-9]{4,64}$|^[A-Za-z0-9]{6,64}$/;

/** What twins of helpers (`random_id`) gave for names to end in, under the same attribute. */
function learnSuffixes(twins: readonly Twins[]): NeutralContext["suffixes"] {
  return twins.flatMap(({ primary, dr }) => {
    if (!isHelper(primary.type)) return [];
    const given = shownValues(dr);
    return Object.entries(shownValues(primary)).flatMap(([attribute, value]) => {
      const other = own(given, attribute);
      const written = own(primary.expressions, attribute) !== undefined;
      return !written && isMadeUp(value) && isMadeUp(other) ? [{ primary: value, dr: other }] : [];
    });
  });
}

function isMadeUp(value: unknown): value is string {
  return typeof value === "string" && MADE_UP.test(value);
}

const NETWORK_TYPES = new Set(["aws_vpc", "aws_default_vpc", "aws_vpc_ipv4_cidr_block_association"]);

function learnNetworks(
  sides: Sides,
  twins: readonly Twins[],
  declared: readonly Counterparts[],
): NeutralContext["networks"] {
  const networks: { primary: Network; dr: Network }[] = [];
  const add = (left: unknown, right: unknown) => {
    const primary = typeof left === "string" ? parseNetwork(left) : undefined;
    const dr = typeof right === "string" ? parseNetwork(right) : undefined;
    if (!primary || !dr || primary.bits !== dr.bits || primary.prefix === 0 || dr.prefix === 0) return;
    if (networks.some((known) => contains(known.primary, primary) && contains(known.dr, dr))) return;
    networks.push({ primary, dr });
  };
  const cidrs = (types: (type: string) => boolean) => {
    for (const { primary, dr } of twins) {
      if (types(primary.type)) add(shownValues(primary).cidr_block, shownValues(dr).cidr_block);
    }
  };
  for (const { primary, dr } of declared) add(primary, dr);
  cidrs((type) => NETWORK_TYPES.has(type));
  for (const [name, left, right] of variablePairs(sides)) if (/cidr|network/i.test(name)) add(left, right);
  cidrs((type) => type === "aws_subnet");
  return networks;
}

/** Root variables of the same name on both sides. */
function* variablePairs(sides: Sides): Iterable<[string, unknown, unknown]> {
  for (const left of sides.primary.workspaces) {
    for (const right of sides.dr.workspaces) {
      if (left === right) continue;
      for (const [name, { value }] of left.variables) {
        const other = right.variables.get(name);
        if (other) yield [name, value, other.value];
      }
    }
  }
}

/** How many names must differ in the same word before the word is taken to mean the side. */
const ENOUGH_NAMES = 2;

/**
 * Words that twins' names differ in, and in nothing else: `prod` and `standby` in `prod-api` and `standby-api`, or a `2`
 * that all names of one side end in.
 */
function learnWords(twins: readonly Twins[], regions: { primary?: string; dr?: string }): string[] {
  const left = new Vocabulary(regions.primary, regions.dr);
  const right = new Vocabulary(regions.dr, regions.primary);
  const counts = new Map<string, { words: [string, string]; count: number }>();
  const seen = new Set<string>();
  for (const { primary, dr } of twins) {
    const names = [naturalName(primary), naturalName(dr)];
    if (names[0] === undefined || names[1] === undefined || seen.has(`${names[0]}\n${names[1]}`)) continue;
    seen.add(`${names[0]}\n${names[1]}`);
    const words = onlyDifference(left.neutral(names[0]), right.neutral(names[1]));
    if (!words) continue;
    const key = words.join("\n");
    counts.set(key, { words, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const enough = Math.max(ENOUGH_NAMES, seen.size / 5);
  return [...counts.values()]
    .filter(({ count }) => count >= enough)
    .flatMap(({ words }) => words)
    .filter((word) => word !== "");
}

function onlyDifference(left: string, right: string): [string, string] | undefined {
  const a = left.split(/[-_./: ]/);
  const b = right.split(/[-_./: ]/);
  if (a.length === b.length + 1) return surplus(a, b, (word) => [word, ""]);
  if (b.length === a.length + 1) return surplus(b, a, (word) => ["", word]);
  if (a.length !== b.length || a.length < 2) return undefined;
  const differing = a.flatMap((word, i) =>
    word === b[i] ? [] : [[word, b[i] as string] as [string, string]],
  );
  const [first] = differing;
  if (!first || differing.some((pair) => pair[0] !== first[0] || pair[1] !== first[1])) return undefined;
  return first.every((word) => /^[a-z][a-z0-9]{0,15}$/i.test(word)) ? first : undefined;
}

/** The one word that the longer name has more. */
function surplus<T>(
  longer: readonly string[],
  shorter: readonly string[],
  found: (word: string) => T,
): T | undefined {
  const at = longer.findIndex((word, i) => word !== shorter[i]);
  const word = longer[at] ?? "";
  const rest = longer.filter((_, i) => i !== at);
  return rest.join("\n") === shorter.join("\n") && /^[a-z0-9]{1,16}$/i.test(word) ? found(word) : undefined;
}

/** The AWS account that most of a side's ARNs tell; undefined where none does. */
export function accountOf(side: Side): string | undefined {
  const counts = new Map<string, number>();
  for (const resource of side.resources) {
    const arn = own(shownValues(resource), "arn");
    const account = typeof arn === "string" ? arn.split(":", 5)[4] : undefined;
    if (account && /^\d{12}$/.test(account)) counts.set(account, (counts.get(account) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
