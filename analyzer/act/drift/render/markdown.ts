import { groupAlike } from "../../../render/group";
import { detail } from "../../../render/markdown/markdown";
import {
  ADDRESS,
  code,
  inert,
  MOST_BYTES,
  PROSE,
  regions,
  SEVERITY_ICONS,
  VERDICT_ICONS,
  warning,
} from "../../../render/markdown-text";
import { counted, scoreText } from "../../../render/words";
import { hasNews, openFindings, type DriftReport, type PresentFinding } from "../drift-report";
import {
  addressText,
  brief,
  type BriefSection,
  briefSections,
  changeCounts,
  healthText,
  historyText,
  quietText,
  sinceText,
  tookText,
  unprovenSection,
  worstFirst,
} from "./sections";

/** Set aside for headings and for the notice of what was left out. */
const RESERVE = 1000;
const MOST_PROBLEMS = 20;

interface Section {
  readonly title: string;
  readonly count: number;
  /** Worst first; what does not fit is left out at the end. */
  readonly items: readonly string[];
}

/** What changed, for a job's summary or a comment: new findings in full, the others a line each. Never too long. */
export function renderDriftMarkdown(drift: DriftReport): string {
  const head = heading(drift, hasNews(drift) ? changeCounts(drift) : quietText(drift));
  return fitted(head, [
    inFull("New", drift.appeared),
    inFull("Worse", drift.worsened),
    ...briefSections(drift).map(inBrief),
  ]);
}

/** What is the case, whatever changed: everything that is open, in full. */
export function renderStateMarkdown(drift: DriftReport): string {
  const open = openFindings(drift);
  const head = heading(drift, open.length > 0 ? `${counted(open.length, "finding")} open` : "nothing open");
  return fitted(head, [
    inFull("Open", open),
    inBrief(unprovenSection(drift)),
    inBrief(brief("Last resolved", drift.resolved, tookText)),
  ]);
}

function heading(drift: DriftReport, summary: string): readonly string[] {
  const { verdict, score, pair, report, problems } = drift;
  const health = healthText(drift);
  const reasons = problems.slice(0, MOST_PROBLEMS).map((problem) => inert(problem, PROSE));
  return [
    `### ${VERDICT_ICONS[verdict]} drparity: ${verdict}${score === null ? "" : `, ${scoreText(score)}/100`}`,
    `**${inert(pair, 80)}** (${regions(report?.pair)}): ${verdict === "failed" ? "nothing was compared" : summary}`,
    ...(health === undefined ? [] : [health]),
    ...(reasons.length > 0 ? [warning("What is missing proves nothing:", reasons)] : []),
  ];
}

function inFull(title: string, list: readonly PresentFinding[]): Section {
  const byId = new Map(list.map((one) => [one.finding.id, one]));
  const items = groupAlike(worstFirst(list).map(({ finding }) => finding)).map((group) => {
    const notes = group.findings.flatMap(({ id }) => {
      const one = byId.get(id);
      return one === undefined ? [] : [historyText(one) ?? (one.secondsOpen > 0 ? sinceText(one) : "")];
    });
    const told = [...new Set(notes.filter((note) => note !== ""))].slice(0, MOST_PROBLEMS);
    return [detail(group), ...told.map((note) => `<sub>${inert(note, PROSE)}</sub>`)].join("\n\n");
  });
  return { title, count: list.length, items };
}

function inBrief({ title, items }: BriefSection): Section {
  const lines = items.map(({ one, history }) => {
    const { severity, message } = one.finding;
    const address = code(addressText(one), ADDRESS);
    return `- ${SEVERITY_ICONS[severity]} ${address}: ${inert(message, PROSE)} <sub>${inert(history, PROSE)}</sub>`;
  });
  return { title, count: items.length, items: lines };
}

function fitted(head: readonly string[], sections: readonly Section[]): string {
  let room = MOST_BYTES - RESERVE - Buffer.byteLength(head.join("\n\n"));
  let leftOut = 0;
  const blocks = sections.flatMap(({ title, count, items }) => {
    const fit = items.filter((item) => {
      room -= Buffer.byteLength(item) + 2;
      return room > 0;
    });
    leftOut += items.length - fit.length;
    return fit.length > 0 ? [`#### ${title} (${String(count)})`, ...fit] : [];
  });
  const notice = leftOut > 0 ? [`**${counted(leftOut, "entry", "entries")} left out here.**`] : [];
  return `${[...head, ...blocks, ...notice].join("\n\n")}\n`;
}
