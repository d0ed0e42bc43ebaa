import { InputError } from "../base/errors";
import { FORMATS, type Format } from "../render/formats";

/** A further rendering of the report, into a file. */
export interface AlsoOutput {
  readonly format: Format;
  readonly file: string;
}

/**
 * Reads `--also FORMAT=FILE`.
 * @throws InputError for what is not of this form
 */
export function alsoOutput(text: string): AlsoOutput {
  const [, name = "", file = ""] = /^([a-z]+)=(.+)$/s.exec(text) ?? [];
  const format = FORMATS.find((known) => known === name);
  if (format !== undefined && file !== "-") return { format, file };
  throw new InputError({
    where: `--also ${text}`,
    what:
      format === undefined ? "is not FORMAT=FILE." : "needs a file: standard output has the report itself.",
    fix: `Give one of ${FORMATS.join(", ")} and a file, such as --also sarif=drparity.sarif.`,
  });
}
