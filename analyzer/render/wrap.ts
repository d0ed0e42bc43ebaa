/**
 * Breaks a text at spaces into lines of at most `width` columns, the second and later ones indented by `hang`. A word
 * that is longer than a line stays whole: addresses are there to be copied.
 */
export function wrap(text: string, width: number, indent = "", hang = indent): readonly string[] {
  const lines: string[] = [];
  let line = indent;
  let empty = true;
  for (const word of text.split(" ")) {
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = hang;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}
