import type { Finding, Report, Severity, SourceLocation } from "../../model/report";
import { fixLines } from "../../render/fixes";
import { oneLine } from "../../render/value";
import { addresses, SEVERITIES } from "../../render/words";

/** A line of a file with what is to be said of it, as GitHub's check runs take it. */
export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: "failure" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
  /** What to write there. */
  readonly raw_details?: string;
}

const LEVELS: Readonly<Record<Severity, Annotation["annotation_level"]>> = {
  critical: "failure",
  warning: "warning",
  info: "notice",
};
/** GitHub takes 255 characters of a title, and 64 KB of a message; nobody reads as much. */
const TITLE = 200;
const MESSAGE = 2000;
/** Fifty go into a request, and nobody reads more than this. */
const MOST = 500;

/** An annotation for each finding whose declaration is known, worst first, what says the same of a line once. */
export function annotationsOf({ findings }: Report): readonly Annotation[] {
  const known = new Map<string, Annotation>();
  for (const severity of SEVERITIES)
    for (const finding of findings) {
      const place = placeOf(finding);
      if (finding.severity !== severity || place === undefined) continue;
      const annotation = annotationAt(place, finding);
      known.set(keyOf(annotation), known.get(keyOf(annotation)) ?? annotation);
    }
  return [...known.values()].slice(0, MOST);
}

/** Where a finding is to be mended, as far as it is known: in DR, but for what DR lacks. */
export function placeOf({ primary, dr }: Finding): SourceLocation | undefined {
  return dr?.location ?? primary?.location;
}

/** Equal for annotations that say the same of a line. */
export function keyOf({ path, start_line, annotation_level, title, message }: Annotation): string {
  return JSON.stringify([path, start_line, annotation_level, title, message]);
}

function annotationAt({ file, line }: SourceLocation, finding: Finding): Annotation {
  const { severity, message, impact, remediation, id, fix } = finding;
  const texts = [message, impact && `At failover: ${impact}`, remediation && `What to do: ${remediation}`];
  return {
    path: file,
    start_line: line,
    end_line: line,
    annotation_level: LEVELS[severity],
    title: oneLine(addresses(finding).join(" -> "), TITLE),
    message: [...texts.filter(Boolean), `Id: ${id}`].map((text) => oneLine(text, MESSAGE)).join("\n"),
    ...(fix === undefined ? {} : { raw_details: fixLines(fix).join("\n") }),
  };
}
