import { duration, durationText, timeText } from "../../base/duration";
import { drillProblems } from "../../judge/findings/drills";
import { type DrillReport, type DrillSeries, lastOf } from "../../model/drill";
import { page } from "../../render/html/page";
import { escapeHtml, line } from "../../render/html/text";
import { PROSE } from "../../render/markdown-text";

const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f26; --page: #fff; --line: #d9dee5; --good: #1a6b33; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --page: #14171c; --line: #323945; --good: #7bd88f; --bad: #ff8a80; } }
body { margin: 0 auto; max-width: 60rem; padding: 1rem 1.25rem 3rem; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2.2rem; border-bottom: 1px solid var(--line); }
table { border-collapse: collapse; margin: .6rem 0; } th, td { border: 1px solid var(--line); padding: .35rem .7rem; text-align: left; vertical-align: top; }
th { overflow-wrap: normal; }
.passed { color: var(--good); } .missed, .failed, .problem { color: var(--bad); font-weight: 600; }
`;

/** The drills as one HTML file that needs nothing else, and runs nothing. */
export function drillsHtml(all: readonly DrillSeries[], now: Date): string {
  return page({
    title: "Drills of the failover",
    style: STYLE,
    body: `<main>
<h1>Drills of the failover</h1>
<p>As of ${timeText(now.toISOString())}.</p>
${all.map((series) => section(series, now)).join("\n")}
</main>`,
  });
}

function section(series: DrillSeries, now: Date): string {
  const last = lastOf(series);
  const problems = drillProblems(series, now).map((one) => `<p class="problem">${line(one, PROSE)}</p>`);
  const { rtoSeconds, rpoSeconds } = last.targets;
  return [
    "<section>",
    `<h2>${line(`${series.pair}, ${series.drill}`, PROSE)}</h2>`,
    ...(problems.length === 0
      ? ['<p class="passed">The last drill was in time and within its targets.</p>']
      : problems),
    `<p>One is due every ${durationText(last.everySeconds)}.</p>`,
    "<h3>All drills</h3>",
    table(
      [
        "Began",
        "Outcome",
        `Recovery (target ${figure(rtoSeconds)})`,
        `Loss (target ${figure(rpoSeconds)})`,
        "Why",
      ],
      [...series.reports].reverse().map(drill),
    ),
    "<h3>The last one</h3>",
    table(
      ["Step", "Of", "Took"],
      [
        ...last.steps.map(({ wave, name, seconds }) => cells(wave, name, figure(seconds))),
        ...last.losses.map(({ name, seconds }) => cells("would lose", name, figure(seconds))),
      ],
    ),
    "</section>",
  ].join("\n");
}

function drill({ began, outcome, rtoSeconds, rpoSeconds, reason, failure }: DrillReport): string {
  const why =
    failure === null ? reason : `${reason}; failed at ${failure.wave}: ${failure.error} ${failure.cause}`;
  return [
    `<td>${timeText(began)}</td>`,
    `<td class="${outcome}">${outcome}</td>`,
    cells(figure(rtoSeconds), figure(rpoSeconds), why),
  ].join("");
}

function table(heads: readonly string[], rows: readonly string[]): string {
  const head = heads.map((one) => `<th scope="col">${escapeHtml(one)}</th>`).join("");
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.map((one) => `<tr>${one}</tr>`).join("")}</tbody></table>`;
}

function cells(...texts: readonly string[]): string {
  return texts.map((text) => `<td>${line(text, PROSE)}</td>`).join("");
}

function figure(value: number | null): string {
  return value === null ? "unknown" : duration(Math.round(value));
}
