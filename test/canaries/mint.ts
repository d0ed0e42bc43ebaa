import { createHash } from "node:crypto";

/** A secret that is planted in one place of a source, and that no output may hold. */
export interface Canary {
  /** Where it stands, for the report: `mark after_sensitive, copy tag/base64, primary`. */
  readonly place: string;
  readonly value: string;
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/**
 * Makes secrets that are alike in no eight characters, the same ones in each run: the digest of a seed and a number. They
 * look like nothing that the tool prints by itself, so that a hit is a leak.
 */
export class Mint {
  readonly canaries: Canary[] = [];

  constructor(private readonly seed: string) {}

  /** A random text of letters and digits that begins with a letter. */
  text(place: string, length = 22): string {
    return this.keep(place, `q${this.letters(place, length - 1)}`);
  }

  /** What `make` builds around random letters, as a token that begins with `ghp_`. */
  shaped(place: string, make: (letters: string) => string, length = 44): string {
    return this.keep(place, make(this.letters(place, length)));
  }

  /** Twelve digits that no account has. */
  number(place: string): number {
    const digits = [...this.letters(place, 11)].map((letter) => String(LETTERS.indexOf(letter) % 10));
    return Number(this.keep(place, `7${digits.join("")}`));
  }

  private letters(place: string, length: number): string {
    let text = "";
    for (let block = 0; text.length < length; block++) {
      const digest = createHash("sha512")
        .update(JSON.stringify([this.seed, place, this.canaries.length, block]))
        .digest();
      for (const byte of digest) if (byte < 248) text += LETTERS[byte % 62];
    }
    return text.slice(0, length);
  }

  private keep(place: string, value: string): string {
    this.canaries.push({ place, value });
    return value;
  }
}
