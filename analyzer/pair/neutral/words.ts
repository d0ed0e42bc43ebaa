import { regionWords } from "../../base/aws/regions";

/** What a text holds where the side's own region, the other side's region or a side's word stood. */
export const REGION = "⟨region⟩";
export const PEER_REGION = "⟨peer-region⟩";
export const SIDE = "⟨side⟩";

/** Words by which teams tell the two sides apart in names. */
export const SIDE_WORDS: readonly string[] = [
  "primary",
  "secondary",
  "dr",
  "drp",
  "standby",
  "passive",
  "active",
  "failover",
  "recovery",
  "disaster",
];

/** Matches every spelling of a region: `us-east-1`, `us_east_1`, `useast1`, `use1`, `iad`; also as a zone's beginning. */
export function regionMatcher(region: string | undefined): RegExp | undefined {
  // What a plan gives for a region may be any text, an expression that takes for ever as well.
  if (region === undefined || !/^[a-z][a-z0-9-]{1,40}$/i.test(region)) return undefined;
  const full = region.split("-").join("[-_]?");
  return new RegExp(
    `(?<![a-z0-9])(?:${[full, ...regionWords(region)].join("|")})(?=[a-z]?(?![a-z0-9]))`,
    "gi",
  );
}

/** A zone's letter says nothing: every account and region names its own. */
const ZONE_LETTER = new RegExp(`(${REGION}|${PEER_REGION})(?:-az\\d+|[a-z])(?![a-z0-9])`, "g");

/** Names of most things in AWS end here; of a longer word no expression can be made. */
const LONGEST_WORD = 255;
/** More words than this tell no sides apart, and would make every text slow to read. */
const MOST_WORDS = 200;

/** How one side's texts become region neutral by words alone: no identities yet. */
export class Vocabulary {
  private readonly own: RegExp | undefined;
  private readonly peer: RegExp | undefined;
  private readonly sideWords: RegExp;

  /**
   * @param ownRegion this side's region, undefined when it cannot be told
   * @param learned words that the application itself uses to tell its sides apart (`prod` and `dr`)
   */
  constructor(
    readonly ownRegion: string | undefined,
    readonly peerRegion: string | undefined,
    learned: Iterable<string> = [],
  ) {
    this.own = regionMatcher(ownRegion);
    this.peer = ownRegion === peerRegion ? undefined : regionMatcher(peerRegion);
    const short = [...learned].filter(({ length }) => length <= LONGEST_WORD).slice(0, MOST_WORDS);
    const words = [...SIDE_WORDS, ...short].map(wordPattern);
    this.sideWords = new RegExp(`(?<![a-z0-9])(?:${words.join("|")})(?![a-z0-9])`, "gi");
  }

  /** Whether the text names the other side's region. */
  namesPeer(text: string): boolean {
    return this.peer !== undefined && text.search(this.peer) >= 0;
  }

  /** Region names and side words replaced by what they stand for. */
  neutral(text: string): string {
    let result = text;
    if (this.own) result = result.replace(this.own, REGION);
    if (this.peer) result = result.replace(this.peer, PEER_REGION);
    return result.replace(ZONE_LETTER, "$1z").replace(this.sideWords, SIDE);
  }
}

/** A number tells the side where it ends a word, `jobs-2`, and nowhere in a version. */
function wordPattern(word: string): string {
  return /^\d+$/.test(word) ? `(?<=[a-z][-_])${word}(?!\\.\\d)` : word.replace(/[^a-z0-9]/gi, "\\$&");
}

/** A word that names the side, with the separator that joins it to the rest. */
const JOINED = new RegExp(`[-_.]?(?:${REGION}z?|${SIDE})`, "g");
const EDGES = /(?<![A-Za-z0-9⟩])[-_.]+(?=[A-Za-z0-9⟨])|^[-_./: ]+|[-_./: ]+$/g;

/** The text without its own region and side words, so that `orders` and `orders-dr-usw2` are one name. */
export function withoutSide(neutral: string): string {
  return neutral.includes("⟨") ? neutral.replace(JOINED, "").replace(EDGES, "") : neutral;
}
