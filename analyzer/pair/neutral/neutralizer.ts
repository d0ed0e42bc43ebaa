import { LOAD_BALANCER_ACCOUNTS, LOAD_BALANCER_ZONES, US_EAST_1_HOSTS } from "../../base/aws/regions";
import { contains, parseNetwork, position, type Network } from "./cidr";
import { type Identities } from "./identities";
import { PEER_REGION, SIDE, Vocabulary, REGION, withoutSide } from "./words";

/** What both sides share when their texts are made neutral. */
export interface NeutralContext {
  readonly identities: Identities;
  /** Twin networks (VPCs), primary's and DR's in the same order. */
  readonly networks: readonly { readonly primary: Network; readonly dr: Network }[];
  readonly learnedWords: readonly string[];
  /** What helpers of the configuration made up for both sides' names: `3fa9c1d2` and `77b0d2e4`. */
  readonly suffixes: readonly { readonly primary: string; readonly dr: string }[];
  readonly regions: { readonly primary: string | undefined; readonly dr: string | undefined };
  readonly accounts: { readonly primary: string | undefined; readonly dr: string | undefined };
}

/** What marks, in a neutral text, that the other side's region or resource is named. */
const PEER = "⟨peer";
/** The same for a name that people chose, and that may stand for something else in a longer text. */
const PEER_NAME = "⟨peer-name";

const ADDRESS = /(?<![\w.:-])(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?(?![\w.])/g;
const IPV6 = /(?<![\w.:-])(?:[0-9a-f]{1,4}:){2,7}[0-9a-f:]*(?:\/\d{1,3})?(?![\w.:])/gi;
/** Terraform's name_prefix appends 26 digits, resource.PrefixedUniqueId: a time stamp and a counter. */
const GENERATED = /(?<=[-_]|^)\d{26}|(?<=[-_]|^)\d{18}[0-9a-f]{8}/g;
const WORD = /[A-Za-z0-9_.@+-]+/g;

/** Makes one side's texts neutral: what is left differs for a reason other than the region. */
export class Neutralizer {
  private readonly vocabulary: Vocabulary;
  private readonly cache = new Map<string, string>();

  constructor(
    private readonly side: "primary" | "dr",
    private readonly context: NeutralContext,
  ) {
    const peer = side === "primary" ? "dr" : "primary";
    this.vocabulary = new Vocabulary(context.regions[side], context.regions[peer], context.learnedWords);
  }

  /** The text with identities, regions, zones, networks and side words replaced by what they stand for. */
  text(text: string): string {
    const known = this.cache.get(text);
    if (known !== undefined) return known;
    const neutral = this.compute(text);
    if (text.length < 1000) this.cache.set(text, neutral);
    return neutral;
  }

  private compute(text: string): string {
    const whole = this.identity(text);
    if (whole !== undefined) return whole;
    let result = text;
    if (this.context.regions[this.side] === "us-east-1" || result.includes("us-east-1")) {
      for (const [host, regional] of US_EAST_1_HOSTS) result = result.replace(host, regional);
    }
    result = result.replace(GENERATED, "⟨generated⟩").replace(ADDRESS, (found) => this.network(found));
    if (result.includes("::") || result.split(":").length > 3)
      result = result.replace(IPV6, (found) => this.network(found));
    return result.replace(WORD, (word) => this.word(word));
  }

  private word(word: string): string {
    return this.identity(word) ?? this.account(word) ?? this.loadBalancer(word) ?? this.plain(word);
  }

  private plain(word: string): string {
    return this.context.identities.isShared(word) ? word : this.vocabulary.neutral(this.madeUp(word));
  }

  /** A name with what a helper made up for it replaced: the other side's is as telling as the other side's id. */
  private madeUp(word: string): string {
    const peer = this.side === "primary" ? "dr" : "primary";
    return this.context.suffixes.reduce((name, suffix, index) => {
      if (suffix[this.side] !== suffix[peer] && hasPart(name, suffix[peer]))
        return withPart(name, suffix[peer], `${PEER}-suffix-${index}⟩`);
      return withPart(name, suffix[this.side], `⟨suffix-${index}⟩`);
    }, word);
  }

  private identity(word: string): string | undefined {
    const symbol = this.context.identities.symbol(this.side, word);
    if (!symbol) return undefined;
    if (!symbol.peer) return symbol.text;
    return `${this.context.identities.isName(word) ? PEER_NAME : PEER}${symbol.text}⟩`;
  }

  private account(word: string): string | undefined {
    const { primary, dr } = this.context.accounts;
    if (primary === dr || !/^\d{12}$/.test(word)) return undefined;
    if (word === this.context.accounts[this.side]) return "⟨account⟩";
    return word === primary || word === dr ? "⟨peer-account⟩" : undefined;
  }

  private loadBalancer(word: string): string | undefined {
    const { ownRegion, peerRegion } = this.vocabulary;
    for (const [region, label] of [
      [ownRegion, "⟨elb"],
      [peerRegion, `${PEER}-elb`],
    ] as const) {
      if (region !== undefined && LOAD_BALANCER_ACCOUNTS[region] === word) return `${label}-account⟩`;
      const kind = region === undefined ? -1 : (LOAD_BALANCER_ZONES[region]?.indexOf(word) ?? -1);
      if (kind >= 0) return `${label}-zone-${kind}⟩`;
    }
    return undefined;
  }

  private network(text: string): string {
    const network = parseNetwork(text);
    if (!network || network.prefix === 0) return text;
    const peer = this.side === "primary" ? "dr" : "primary";
    for (const [index, twins] of this.context.networks.entries()) {
      if (contains(twins[this.side], network)) return `⟨net${index}${position(twins[this.side], network)}⟩`;
      if (contains(twins[peer], network)) return `${PEER}-net${index}${position(twins[peer], network)}⟩`;
    }
    return text;
  }
}

/** Whether a part stands in a name by itself, between its ends or separators. */
function hasPart(name: string, part: string): boolean {
  return `-${name}-`.split(/[-_./]/).includes(part);
}

function withPart(name: string, part: string, stand: string): string {
  if (!hasPart(name, part)) return name;
  return name
    .split(/([-_./])/)
    .map((one) => (one === part ? stand : one))
    .join("");
}

/** Whether a neutral text names the other side's region, network or resource. */
export function namesPeer(neutral: string): boolean {
  return neutral.includes(PEER);
}

/** Whether all that a neutral text says of the other side are names that people chose. */
export function namesPeerByNameOnly(neutral: string): boolean {
  return namesPeer(neutral) && !neutral.replaceAll(PEER_NAME, "").includes(PEER);
}

/** Whether two neutral texts are the same but for words that name their own side. */
export function sameName(primary: string, dr: string): boolean {
  if (primary === dr) return true;
  if (namesPeer(primary) || namesPeer(dr)) return false;
  if (![primary, dr].some((text) => text.includes(REGION) || text.includes(SIDE))) return false;
  return withoutSide(primary) === withoutSide(dr) || isNamedAsCopy(primary, dr);
}

/** How teams call the environment whose copy is `dr`. */
const ENVIRONMENTS = new Set(["production", "prod", "prd", "live"]);

/** Whether DR's name has its side's word where primary's has its environment: `shop/production/db` and `shop/dr/db`. */
function isNamedAsCopy(primary: string, dr: string): boolean {
  const [left, right] = [primary.split(NAME_PARTS), dr.split(NAME_PARTS)];
  if (left.length !== right.length || left.length < 2) return false;
  return left.every(
    (part, i) => part === right[i] || (right[i] === SIDE && ENVIRONMENTS.has(part.toLowerCase())),
  );
}

/** The separators are parts too: names that differ in these differ. */
const NAME_PARTS = /([-_./:])/;

export { PEER_REGION };
