/** What a terminal shows in two columns: the scripts of East Asia, their full-width forms, and emoji. */
const WIDE =
  /^(?![\uff61-\uffdc])[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}\p{sc=Yi}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
const ASCII = /^[\x20-\x7e]*$/;
const ELLIPSIS = "…";

/** Made when the first text needs it: most never do. */
let characters: Intl.Segmenter | undefined;

/** How many columns of a terminal a visible text takes. Colours are to be put on afterwards. */
export function columnsOf(text: string): number {
  return ASCII.test(text) ? text.length : charactersOf(text).reduce((sum, one) => sum + widthOf(one), 0);
}

/** The text with blanks up to so many columns. */
export function padColumns(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - columnsOf(text)));
}

/** At most so many columns of a text; what is cut off ends in an ellipsis. */
export function clipColumns(text: string, most: number): string {
  if (columnsOf(text) <= most) return text;
  let left = most - 1;
  const kept = charactersOf(text).findIndex((one) => (left -= widthOf(one)) < 0);
  return charactersOf(text).slice(0, kept).join("") + ELLIPSIS;
}

/** As a reader counts them: a letter with its accents, a flag, a family of emoji are one each. */
function charactersOf(text: string): readonly string[] {
  characters ??= new Intl.Segmenter();
  return Array.from(characters.segment(text), ({ segment }) => segment);
}

function widthOf(character: string): number {
  return WIDE.test(character) ? 2 : 1;
}
