import { page } from "../../../render/html/page";
import { codeLine, escapeHtml, line } from "../../../render/html/text";
import { PROSE } from "../../../render/markdown-text";
import type { Chapter, Command, Runbook, Sentence, Step } from "../runbook";

/** Readable at three in the morning and on paper; a step is not parted from its commands. */
const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f26; --page: #fff; --quiet: #5a6472; --line: #d9dee5; --code: #eef1f5; --gap: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --page: #14171c; --quiet: #9aa5b4; --line: #323945; --code: #282e38; --gap: #ff8a80; } }
body { margin: 0 auto; max-width: 60rem; padding: 1rem 1.25rem 3rem; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.3; } h2 { font-size: 1.25rem; margin-top: 2.2rem; border-bottom: 1px solid var(--line); } h3 { font-size: 1.05rem; }
code { font: .9em/1.5 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; background: var(--code); border-radius: 4px; padding: .1em .3em; unicode-bidi: isolate; }
pre { background: var(--code); border-radius: 6px; padding: .6rem .8rem; white-space: pre-wrap; }
pre code { background: none; padding: 0; }
.gap { color: var(--gap); font-weight: 700; } .quiet { color: var(--quiet); }
.incomplete { border: 2px solid var(--gap); border-radius: 8px; padding: .2rem 1rem; }
table { border-collapse: collapse; } th, td { border: 1px solid var(--line); padding: .35rem .7rem; text-align: left; vertical-align: top; font-weight: 400; }
nav ol { columns: 2 18rem; }
@media print { body { max-width: none; font-size: 10pt; } section.step { break-inside: avoid; } pre { border: 1px solid #bbb; } }
`;

/** The runbook as one HTML file that needs nothing else, runs nothing, and asks nobody for anything. */
export function runbookHtml({ title, incomplete, chapters }: Runbook, written: string): string {
  const plain = title.map((piece) =>
    typeof piece === "string" ? piece : "value" in piece ? piece.value : piece.missing,
  );
  return page({
    title: line(plain.join(""), PROSE),
    style: STYLE,
    body: `<header>
<h1>${sentence(title)}</h1>
<p class="quiet">${line(written, PROSE)}</p>
${incomplete.length === 0 ? "" : warning(incomplete)}
<nav aria-label="Chapters"><ol>${chapters.map((one, i) => `<li><a href="#chapter-${i + 1}">${escapeHtml(one.title)}</a></li>`).join("")}</ol></nav>
</header>
<main>
${chapters.map((one, i) => chapter(one, i + 1)).join("\n")}
</main>`,
  });
}

function warning(reasons: readonly Sentence[]): string {
  const items = reasons.map((reason) => `<li>${sentence(reason)}</li>`).join("");
  return `<div class="incomplete" role="note"><p>Something may be missing on this page, since not everything could be read:</p><ul>${items}</ul></div>`;
}

function chapter({ title, notes = [], facts = [], steps }: Chapter, number: number): string {
  return [
    `<section aria-labelledby="chapter-${number}">`,
    `<h2 id="chapter-${number}">${number}. ${escapeHtml(title)}</h2>`,
    ...notes.map(paragraph),
    ...(facts.length === 0 ? [] : [table(facts)]),
    ...steps.map((one, index) => step(one, `${number}.${index + 1}`)),
    "</section>",
  ].join("\n");
}

function table(facts: NonNullable<Chapter["facts"]>): string {
  const rows = facts.map(
    ([what, value]) => `<tr><th scope="row">${line(what, PROSE)}</th><td>${sentence(value)}</td></tr>`,
  );
  return `<table>${rows.join("")}</table>`;
}

function step({ title, notes = [], commands = [], choices = [], check, back }: Step, number: string): string {
  const part = (name: string, says: Sentence, list: readonly Command[] = []) => [
    `<p><strong>${name}</strong> ${sentence(says)}</p>`,
    ...preformatted(list),
  ];
  return [
    '<section class="step">',
    `<h3>${number} ${sentence(title)}</h3>`,
    ...notes.map(paragraph),
    ...preformatted(commands),
    ...choices.flatMap((one) => part("Either:", one.says, one.commands)),
    ...(check === undefined ? [] : part("Check:", check.says, check.commands)),
    ...(back === undefined ? [] : part("Back:", back.says, back.commands)),
    ...(back?.choices ?? []).flatMap((one) => part("Either:", one.says, one.commands)),
    "</section>",
  ].join("\n");
}

function paragraph(pieces: Sentence): string {
  return `<p>${sentence(pieces)}</p>`;
}

function preformatted(commands: readonly Command[]): string[] {
  if (commands.length === 0) return [];
  return [`<pre><code>${commands.map(({ line: text }) => escapeHtml(text)).join("\n")}</code></pre>`];
}

function sentence(pieces: Sentence): string {
  return pieces
    .map((piece) => {
      if (typeof piece === "string") return escapeHtml(piece);
      return "value" in piece
        ? codeLine(piece.value, PROSE)
        : `<span class="gap">FILL IN: ${line(piece.missing, PROSE)}</span>`;
    })
    .join("");
}
