/** Puts a colour or a weight on a text. */
export type Paint = (text: string) => string;

/** The few styles that the text report uses: the sixteen colours, so that the terminal's own theme decides. */
export interface Painter {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly yellow: Paint;
  readonly green: Paint;
  readonly cyan: Paint;
}

/** Styles as SGR escape codes, or, without colour, no codes at all. */
export function painter(color: boolean): Painter {
  const style =
    (on: number, off: number): Paint =>
    (text) =>
      color ? `\u001b[${String(on)}m${text}\u001b[${String(off)}m` : text;
  return {
    bold: style(1, 22),
    dim: style(2, 22),
    red: style(31, 39),
    yellow: style(33, 39),
    green: style(32, 39),
    cyan: style(36, 39),
  };
}
