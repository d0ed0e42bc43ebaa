import { columnsOf } from "../base/columns";

/**
 * Breaks a text at spaces into lines of at most `width` columns, the second and later ones indented by `hang`. A word
 * that is longer than a line stays whole: addresses are there to be copied.
 */
export function wrap(text: string, width: number, indent = "", hang = indent): readonly string[] {
  const lines: string[] = [];
  let line = indent;
  let columns = indent.length;
  let empty = true;
  for (const word of text.split(" ")) {
    if (!empty && columns + 1 + columnsOf(word) > width) {
      lines.push(line);
      line = hang;
      columns = hang.length;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    columns += (empty ? 0 : 1) + columnsOf(word);
    empty = false;
  }
  return [...lines, line];
}
