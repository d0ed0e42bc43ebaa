import type { Report } from "../../model/report";
import type { TrendPoint } from "../trend";
import { counted, scoreText } from "../words";
import { codeLine, line } from "./text";

/** More runs than that are a line without points. */
const MOST_POINTS = 60;
const WIDTH = 240;
const HEIGHT = 48;
const MARGIN = 4;
/** The drawing reaches from 100 at least so far down: a change of one point is not a cliff. */
const LEAST_RANGE = 20;

/** The score over the runs before and this one, drawn and as a table; nothing before the second run. */
export function trendChart(report: Report, earlier: readonly TrendPoint[]): string {
  const { score, verdict } = report.summary;
  const points = [...earlier, { at: report.generatedAt, verdict, score, commit: null }].slice(-MOST_POINTS);
  if (points.length < 2) return "";
  return `<details class="trend"><summary>${drawing(points)} <span>${spoken(points)}</span></summary>
${table(points)}</details>`;
}

function drawing(points: readonly TrendPoint[]): string {
  const lowest = Math.max(0, Math.min(...scoresOf(points), 100 - LEAST_RANGE));
  const x = (i: number) => (MARGIN + (i * (WIDTH - 2 * MARGIN)) / (points.length - 1)).toFixed(1);
  const y = (score: number) =>
    (HEIGHT - MARGIN - ((score - lowest) / (100 - lowest)) * (HEIGHT - 2 * MARGIN)).toFixed(1);
  // A run that failed interrupts the line.
  const line = points.map(({ score }, i) => {
    if (score === null) return "";
    return `${i === 0 || points[i - 1]?.score === null ? "M" : "L"}${x(i)} ${y(score)}`;
  });
  const marks = points.map(({ score }, i) =>
    score === null
      ? `<path class="failed" d="M${x(i)} ${String(HEIGHT - MARGIN)}v-6"/>`
      : `<circle cx="${x(i)}" cy="${y(score)}" r="2"/>`,
  );
  return `<svg viewBox="0 0 ${String(WIDTH)} ${String(HEIGHT)}" role="img" aria-label="Trend of the parity score"><path class="line" d="${line.join("")}"/>${marks.join("")}</svg>`;
}

/** What the drawing shows, in words. */
function spoken(points: readonly TrendPoint[]): string {
  const scores = scoresOf(points);
  const failed = points.length - scores.length;
  const [least, most] = [Math.min(...scores), Math.max(...scores)].map(scoreText);
  const range = least === most ? `always ${String(least)}` : `between ${String(least)} and ${String(most)}`;
  return `Over ${counted(points.length, "run")} ${range}${failed > 0 ? `, ${String(failed)} failed` : ""}`;
}

function scoresOf(points: readonly TrendPoint[]): readonly number[] {
  return points.flatMap(({ score }) => (score === null ? [] : [score]));
}

function table(points: readonly TrendPoint[]): string {
  const rows = [...points].reverse().map(({ at, verdict, score, commit }) => {
    const cells = [
      line(at.slice(0, 16).replace("T", " "), 40),
      score === null ? "" : scoreText(score),
      line(verdict, 20),
      commit === null ? "" : codeLine(commit.slice(0, 12), 12),
    ];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  });
  const head = ["Run (UTC)", "Score", "Verdict", "Commit"].map((title) => `<th scope="col">${title}</th>`);
  return `<table><thead><tr>${head.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
}
