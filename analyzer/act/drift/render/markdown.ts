import { groupAlike } from "../../../render/group";
import { detail } from "../../../render/markdown/markdown";
import { code, inert } from "../../../render/markdown-text";
import type { Severity } from "../../../model/report";
import { counted, scoreText } from "../../../render/words";
import {
  hasNews,
  openFindings,
  type DriftReport,
  type GoneFinding,
  type PresentFinding,
} from "../drift-report";
import {
  addressText,
  changeCounts,
  healthText,
  historyText,
  quietText,
  sinceText,
  tookText,
  worstFirst,
} from "./sections";

/** GitHub's limit is 65,536 characters; whether it counts bytes is not told. */
const MOST_BYTES = 60_000;
/** Set aside for headings and for the notice of what was left out. */
const RESERVE = 1000;
const ADDRESS = 200;
const PROSE = 400;
const MOST_PROBLEMS = 20;

const ICONS: Readonly<Record<Severity, string>> = { critical: "🔴", warning: "🟠", info: "🔵" };
const VERDICT_ICONS = { parity: "✅", divergent: "❌", incomplete: "⚠️", failed: "⚠️" } as const;

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
    inBrief("Persisting", drift.persisting, sinceText),
    inBrief("Resolved", drift.resolved, tookText),
    inBrief("Accepted", drift.accepted, sinceText),
    inBrief("Not proven to be gone", drift.unproven, sinceText),
  ]);
}

/** What is the case, whatever changed: everything that is open, in full. */
export function renderStateMarkdown(drift: DriftReport): string {
  const open = openFindings(drift);
  const head = heading(drift, open.length > 0 ? `${counted(open.length, "finding")} open` : "nothing open");
  return fitted(head, [
    inFull("Open", open),
    inBrief("Not proven to be gone", drift.unproven, sinceText),
    inBrief("Last resolved", drift.resolved, tookText),
  ]);
}

function heading(drift: DriftReport, summary: string): readonly string[] {
  const { verdict, score, pair, report, problems } = drift;
  const health = healthText(drift);
  const region = (name: string | null | undefined, side: string) => (name ? code(name, 40) : side);
  const sides = `${region(report?.pair.primary.region, "primary")} → ${region(report?.pair.dr.region, "DR")}`;
  const reasons = problems.slice(0, MOST_PROBLEMS).map((problem) => `> - ${inert(problem, PROSE)}`);
  return [
    `### ${VERDICT_ICONS[verdict]} drparity: ${verdict}${score === null ? "" : `, ${scoreText(score)}/100`}`,
    `**${inert(pair, 80)}** (${sides}): ${verdict === "failed" ? "nothing was compared" : summary}`,
    ...(health === undefined ? [] : [health]),
    ...(reasons.length > 0
      ? [["> [!WARNING]", "> What is missing proves nothing:", ...reasons].join("\n")]
      : []),
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

function inBrief<T extends PresentFinding | GoneFinding>(
  title: string,
  list: readonly T[],
  historyOf: (one: T) => string,
): Section {
  const items = worstFirst(list).map((one) => {
    const { severity, message } = one.finding;
    const address = code(addressText(one), ADDRESS);
    return `- ${ICONS[severity]} ${address}: ${inert(message, PROSE)} <sub>${inert(historyOf(one), PROSE)}</sub>`;
  });
  return { title, count: list.length, items };
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
