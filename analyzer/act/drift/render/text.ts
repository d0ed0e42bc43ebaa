import { groupAlike } from "../../../render/group";
import type { Severity } from "../../../model/report";
import {
  entry,
  folded,
  pageOf,
  scope,
  severityPaint,
  verdictPaint,
  visible,
  type Page,
} from "../../../render/text/text";
import { scoreText, SEVERITIES } from "../../../render/words";
import { wrap } from "../../../render/wrap";
import { hasNews, type DriftReport, type GoneFinding, type PresentFinding } from "../drift-report";
import {
  addressText,
  type BriefSection,
  briefSections,
  changeCounts,
  healthText,
  historyText,
  quietText,
} from "./sections";

const MOST_PROBLEMS = 20;
const MOST_BRIEF = 20;
const PROSE = 600;
const ADDRESS = 300;
/** What lines up under an address. */
const HANG = " ".repeat("  critical  ".length);

/** What changed, for a terminal or a mail: one line when nothing did, else what is new in full and the rest in brief. */
export function renderDriftText(
  drift: DriftReport,
  options: { readonly color: boolean; readonly width?: number },
): string {
  const page = pageOf(options);
  if (!hasNews(drift))
    return `${wrap(`${nameAndScore(drift)}: ${quietText(drift)}.`, page.width).join("\n")}\n`;
  const blocks = [
    headline(drift, page),
    problems(drift, page),
    ...SEVERITIES.map((severity) => inFull("NEW", severity, drift.appeared, page)),
    ...SEVERITIES.map((severity) => inFull("WORSE, NOW", severity, drift.worsened, page)),
    ...briefSections(drift).map((section) => inBrief(section, page)),
    untold(drift, page),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function nameAndScore({ pair, score }: DriftReport): string {
  return `${visible(pair, 80)}${score === null ? "" : ` ${scoreText(score)}/100`}`;
}

function headline(drift: DriftReport, page: Page): readonly string[] {
  const { verdict, report } = drift;
  const word = verdict.toUpperCase();
  const paint = verdict === "failed" ? page.paint.red : verdictPaint(verdict, page.paint);
  const summary = verdict === "failed" ? "nothing was compared" : changeCounts(drift);
  const lines = wrap(
    `${word}  ${nameAndScore(drift)}: ${summary}`,
    page.width,
    "",
    " ".repeat(word.length + 2),
  );
  const [first = "", ...rest] = lines;
  const health = healthText(drift);
  return [
    `${page.paint.bold(paint(word))}${first.slice(word.length)}`,
    ...rest,
    ...(report === null ? [] : scope(report, page)),
    ...(health === undefined ? [] : wrap(health, page.width).map(page.paint.yellow)),
  ];
}

function problems(drift: DriftReport, { width }: Page): readonly string[] {
  return folded(drift.problems, MOST_PROBLEMS, "problem").flatMap((problem) =>
    wrap(visible(problem, PROSE), width, "  - ", "    "),
  );
}

function inFull(
  title: string,
  severity: Severity,
  list: readonly PresentFinding[],
  page: Page,
): readonly string[] {
  const own = list.filter(({ finding }) => finding.severity === severity);
  if (own.length === 0) return [];
  const notes = new Map(own.map((one) => [one.finding.id, historyText(one)]));
  const groups = groupAlike(own.map(({ finding }) => finding));
  const paint = severityPaint(severity, page.paint);
  return [
    page.paint.bold(paint(`${title} ${severity.toUpperCase()} (${String(own.length)})`)),
    ...groups.flatMap((group) => {
      const told = new Set(group.findings.flatMap(({ id }) => notes.get(id) ?? []));
      const lines = [...told].flatMap((note) => wrap(capitalised(note), page.width, "    "));
      return ["", ...entry(group, page), ...lines.map(page.paint.yellow)];
    }),
  ];
}

/** Each in two or three lines. */
function inBrief({ title, items }: BriefSection, page: Page): readonly string[] {
  if (items.length === 0) return [];
  const shown = items.map(({ one, history }) => brief(one, history, page).join("\n"));
  return [
    page.paint.bold(`${title.toUpperCase()} (${String(items.length)})`),
    ...folded(shown, MOST_BRIEF, "finding").map((text) => (text.startsWith("and ") ? `  ${text}` : text)),
  ];
}

function brief(one: PresentFinding | GoneFinding, history: string, page: Page): readonly string[] {
  const { severity, message } = one.finding;
  const paint = severityPaint(severity, page.paint);
  const [first = "", ...rest] = wrap(visible(addressText(one), ADDRESS), page.width, HANG);
  return [
    `  ${paint(severity.padEnd(HANG.length - 2))}${first.slice(HANG.length)}`,
    ...rest,
    ...wrap(visible(message, PROSE), page.width, HANG),
    ...wrap(history, page.width, HANG).map(page.paint.dim),
  ];
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function untold({ notifications }: DriftReport, { width, paint }: Page): readonly string[] {
  return notifications
    .filter(({ delivered }) => !delivered)
    .flatMap(({ channel, problem = "" }) =>
      wrap(
        `Not delivered to ${visible(channel, 200)}: ${visible(problem, 200)} The next run tries again.`,
        width,
      ),
    )
    .map(paint.yellow);
}
