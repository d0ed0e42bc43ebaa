/** Every pattern has so many characters at least. */
const HEAD = 4;
/** A shorter secret counts only where it stands alone: `app1x` is none within `myapp1xy`. */
const ALONE_BELOW = 8;

const WORD = /[A-Za-z0-9]/;

/**
 * Replaces many texts at once. A text is read once, however many secrets there are and however alike they begin: what begins at a
 * place is looked up by its first characters, then by each length that such a secret has, the longest first.
 */
export class Matcher {
  private readonly byHead = new Map<number, Map<number, Set<string>>>();

  constructor(patterns: Iterable<string>) {
    const longestFirst = [...new Set(patterns)].sort((a, b) => b.length - a.length);
    for (const pattern of longestFirst) {
      if (pattern.length < HEAD) continue;
      const head = headAt(pattern, 0);
      const byLength = this.byHead.get(head) ?? new Map<number, Set<string>>();
      this.byHead.set(head, byLength);
      const alike = byLength.get(pattern.length);
      if (alike) alike.add(pattern);
      else byLength.set(pattern.length, new Set([pattern]));
    }
  }

  replace(text: string, marker: string): string {
    if (this.byHead.size === 0) return text;
    let [clean, copied] = ["", 0];
    for (let at = 0; at + HEAD <= text.length; at++) {
      const found = this.at(text, at);
      if (found === undefined) continue;
      clean += text.slice(copied, at) + marker;
      at += found.length - 1;
      copied = at + 1;
    }
    return copied === 0 ? text : clean + text.slice(copied);
  }

  private at(text: string, at: number): string | undefined {
    for (const [length, alike] of this.byHead.get(headAt(text, at)) ?? []) {
      const found = text.slice(at, at + length);
      if (alike.has(found) && (length >= ALONE_BELOW || standsAlone(text, at, length))) return found;
    }
    return undefined;
  }
}

function standsAlone(text: string, at: number, length: number): boolean {
  return !WORD.test(text[at - 1] ?? "") && !WORD.test(text[at + length] ?? "");
}

function headAt(text: string, at: number): number {
  return (
    ((text.charCodeAt(at) & 255) << 24) |
    ((text.charCodeAt(at + 1) & 255) << 16) |
    ((text.charCodeAt(at + 2) & 255) << 8) |
    (text.charCodeAt(at + 3) & 255)
  );
}
