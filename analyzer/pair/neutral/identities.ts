import { isRegion } from "../../base/aws/regions";

/** Splits texts into the words that identities are made of: names and ids, host names in one piece. */
const WORD = /[A-Za-z0-9_.@+-]+/g;

/** A name that is short or plain (`api`, `web`) turns up by chance, and proves nothing. */
const SPECIFIC = /^(?=.*[-_.\d])[A-Za-z0-9_.@+-]{6,}$/;
/** What AWS generates may be letters alone (`dtlfyahz`), and still turns up nowhere by chance. */
const GENERATED = /^[A-Za-z0-9_.@+-]{6,}$/;

/** An account's id stands in every ARN of the account, and names nobody. */
function isAccount(word: string): boolean {
  return /^\d{12}$/.test(word);
}

/** The words of a text. */
export function wordsOf(text: string): string[] {
  return text.match(WORD) ?? [];
}

/** What stands between a text's words: `cron(0 12 * * ? *)` and `cron(0 12 ? * * *)` differ in nothing else. */
export function betweenWords(text: string): string {
  return text.replace(WORD, "\0");
}

/**
 * Which word of primary stands for the same thing as which word of DR: ids, names and host names of twins.
 * Both get one symbol, so that `sg-0aaa` in primary equals `sg-0bbb` in DR when those two are twins.
 */
export class Identities {
  private readonly parent = new Map<string, string>();
  private readonly shared = new Set<string>();
  private readonly names = new Set<string>();
  private readonly symbols = new Map<string, string>();

  /**
   * Learns from one identity that twins hold under the same attribute (an id, an ARN, a host name).
   *
   * @param generated whether AWS made it up, rather than people
   */
  learn(primary: string, dr: string, generated: boolean): void {
    const left = wordsOf(primary);
    const right = wordsOf(dr);
    if (left.length > 1 || right.length > 1) this.join(primary, dr);
    if (left.length !== right.length) return;
    const telling = left.length === 1 && generated ? GENERATED : SPECIFIC;
    left.forEach((word, i) => {
      const other = right[i] as string;
      if (!telling.test(word) || !telling.test(other) || isRegion(word) || isAccount(word)) return;
      this.join(word, other);
    });
  }

  /** Notes a name that people chose. */
  noteName(name: string): void {
    for (const word of wordsOf(name)) this.names.add(word);
  }

  /** Whether people chose the word as a name: it may stand elsewhere for something else. */
  isName(word: string): boolean {
    return this.names.has(word);
  }

  /** Marks the words of a global resource that has no twin: either side may name it. */
  share(identity: string): void {
    for (const word of [identity, ...wordsOf(identity)])
      if (SPECIFIC.test(word) && !isAccount(word)) this.shared.add(word);
  }

  /** Whether the word belongs to a global resource that both sides use. */
  isShared(word: string): boolean {
    return this.shared.has(word);
  }

  /** The symbol of a word as the given side uses it; `peer` when the word is the other side's identity. */
  symbol(
    side: "primary" | "dr",
    word: string,
  ): { readonly text: string; readonly peer: boolean } | undefined {
    const own = this.find(`${side}:${word}`);
    if (own !== undefined) return { text: this.name(own), peer: false };
    if (this.shared.has(word)) return undefined;
    const other = this.find(`${side === "primary" ? "dr" : "primary"}:${word}`);
    return other === undefined ? undefined : { text: this.name(other), peer: true };
  }

  private join(primary: string, dr: string): void {
    const left = this.root(`primary:${primary}`);
    const right = this.root(`dr:${dr}`);
    if (left !== right) this.parent.set(right, left);
  }

  private root(node: string): string {
    if (!this.parent.has(node)) this.parent.set(node, node);
    return this.find(node) as string;
  }

  private find(node: string): string | undefined {
    let at = this.parent.get(node);
    if (at === undefined) return undefined;
    while (at !== node) {
      node = at;
      at = this.parent.get(node) as string;
    }
    return at;
  }

  /** Symbols are numbered: their text gives away neither side's id. */
  private name(root: string): string {
    const known = this.symbols.get(root);
    if (known !== undefined) return known;
    const text = `⟨${this.symbols.size}⟩`;
    this.symbols.set(root, text);
    return text;
  }
}
