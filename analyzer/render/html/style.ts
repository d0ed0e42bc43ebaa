/** The page's style: the reader's own fonts, light or dark as the system is, and a layout that prints. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #fff; --ink: #1b1f26; --quiet: #5a6472; --line: #d9dee5; --code: #eef1f5;
  --critical: #b3261e; --warning: #8f4e00; --info: #0b57a8; --parity: #0a6b3d; --mark: #ffe7a3; --focus: #0b57a8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171c; --card: #1c2027; --ink: #e4e8ee; --quiet: #9aa5b4; --line: #323945; --code: #282e38;
    --critical: #ff8a80; --warning: #ffb95c; --info: #8ec5ff; --parity: #6fd6a0; --mark: #5c4a12; --focus: #8ec5ff;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main, header, footer { max-width: 72rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 1.75rem; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0; }
h2 { font-size: 1.15rem; margin: 1.75rem 0 .6rem; }
h3 { font-size: 1rem; margin: 1.1rem 0 .5rem; }
a { color: var(--info); }
p { margin: .5rem 0; }
code { font: .88em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  background: var(--code); border-radius: 4px; padding: .1em .3em; font-weight: inherit; unicode-bidi: isolate;
  box-decoration-break: clone; -webkit-box-decoration-break: clone; }
pre { background: var(--code); border-radius: 6px; padding: .5rem .8rem; margin: .4rem 0; white-space: pre-wrap; }
pre code { background: none; padding: 0; }
mark { background: var(--mark); color: inherit; border-radius: 2px; }
.quiet { color: var(--quiet); }
.link { white-space: nowrap; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .5rem; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.verdict { text-transform: uppercase; letter-spacing: .04em; }
.verdict.parity { color: var(--parity); }
.verdict.divergent { color: var(--critical); }
.verdict.incomplete { color: var(--warning); }
meter { width: 12rem; height: .9rem; vertical-align: middle; }
.trend summary { display: inline-flex; align-items: center; gap: .6rem; padding: .2rem 0; color: var(--quiet); }
.trend svg { width: 240px; height: 48px; background: var(--card); border: 1px solid var(--line); border-radius: 6px; }
.trend .line { fill: none; stroke: var(--info); stroke-width: 1.5; }
.trend circle { fill: var(--info); }
.trend .failed { stroke: var(--critical); stroke-width: 2; }
.trend table { max-width: 36rem; }
.failures { margin: .9rem 0; padding-left: 1.1rem; }
.counts { display: grid; grid-template-columns: repeat(9, minmax(0, 1fr)); gap: .6rem; margin: 1.1rem 0; padding: 0; }
.counts div { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .5rem .6rem;
  display: flex; flex-direction: column; justify-content: space-between; }
.counts dt { color: var(--quiet); font-size: .8rem; }
.counts dd { margin: 0; font-size: 1.35rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.counts .critical dd { color: var(--critical); }
.counts .warning dd { color: var(--warning); }
.counts .info dd { color: var(--info); }
.counts .nought dd { color: var(--quiet); font-weight: 400; }
.missed { color: var(--critical); }
.met { color: var(--parity); }
table.pair, table.services { background: var(--card); table-layout: fixed; }
.pair thead td { border: 0; background: var(--page); }
.pair th[scope=row], .pair thead td { width: 8rem; }
.services th:first-child { width: 34%; min-width: 5.5rem; }
.services td { text-align: right; font-variant-numeric: tabular-nums; }
.services thead th:not(:first-child) { text-align: right; }
.services .some { font-weight: 600; color: var(--critical); }
.objectives { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: .6rem; align-items: start; }
.objective { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .2rem .9rem .6rem; min-width: 0; }
.objective h3 { margin: .5rem 0 0; color: var(--quiet); font-weight: 400; font-size: .9rem; }
.objective td:nth-child(2) { white-space: nowrap; }
.objective summary { padding: .2rem 0; color: var(--quiet); }
.figure { font-size: 1.2rem; }
.path { background: var(--card); border: 1px solid var(--line); border-radius: 8px; margin: .5rem 0; }
.strip { display: flex; flex-wrap: wrap; gap: .35rem 1.3rem; margin: .5rem 0 .2rem; font-size: .85rem; }
.strip span { position: relative; border: 1px solid var(--line); border-radius: 999px; padding: .1rem .7rem; background: var(--code); }
.strip span:not(:last-child)::after { content: "→"; position: absolute; right: -1.15rem; color: var(--quiet); font-weight: 400; }
.strip .blocked { border-color: var(--critical); color: var(--critical); font-weight: 600; }
.flow, .flow ul { list-style: none; margin: 0; padding: 0; }
.flow { padding: .2rem .9rem .9rem; }
.stage { display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); gap: 0 1.2rem; padding-bottom: .9rem; position: relative; }
.stage:last-child { padding-bottom: 0; }
.stage h3 { margin: .45rem 0; font-size: .9rem; }
.stage::before { content: ""; position: absolute; left: 9.05rem; top: .9rem; bottom: -.9rem; border-left: 2px solid var(--line); }
.stage:last-child::before { display: none; }
.stage::after { content: ""; position: absolute; left: 8.75rem; top: .75rem; width: .7rem; height: .7rem; border-radius: 50%; background: var(--line); }
.stage:has(> ul > .route, > ul > .blocked)::after { background: var(--critical); }
.stage > *:not(h3) { grid-column: 2; margin-left: .6rem; }
.stage summary { padding: .3rem 0; color: var(--quiet); }
.flow ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); gap: .5rem; }
.node { border: 1px solid var(--line); border-radius: 8px; padding: .35rem .6rem; font-size: .9rem; min-width: 0; }
.node > .quiet { display: block; font-size: .82rem; }
.node code { background: none; padding: 0; }
.node dl { margin: .2rem 0; }
.node .two { display: grid; grid-template-columns: 1fr 1fr; gap: .6rem; }
.node dt { color: var(--quiet); font-size: .78rem; }
.node dd { margin: 0; }
.node.route { border-color: var(--critical); border-style: dashed; }
.node.blocked { border: 2px solid var(--critical); }
.rules { margin: 0; padding: .2rem .9rem .9rem; }
.rules dt { font-weight: 600; margin-top: .8rem; }
.rules dd { margin: 0; }
.rules ul { margin: .3rem 0; padding-left: 1.2rem; }
.incomplete-why { background: var(--card); border: 1px solid var(--warning); border-left-width: 6px; border-radius: 8px; padding: .6rem 1rem; }
.incomplete-why h2 { margin: 0; color: var(--warning); }
.incomplete-why ul { margin: .4rem 0; }
form { position: sticky; top: 0; z-index: 1; background: var(--page); border-bottom: 1px solid var(--line); padding: .6rem 0;
  display: flex; flex-wrap: wrap; gap: .5rem .8rem; align-items: center; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 0 .8rem; align-items: start; }
.sides > * { min-width: 0; }
html:not(.scripted) :is(form, .copy) { display: none; }
fieldset { border: 0; margin: 0; padding: 0; display: flex; gap: .8rem; }
legend { position: absolute; left: -100vw; }
form input[type=search] { flex: 1 1 15rem; min-width: 0; }
form input[type=search], select, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line);
  border-radius: 6px; padding: .3rem .6rem; max-width: 100%; }
select { width: 9.4rem; }
.copy { font-size: .8rem; line-height: 1.3; padding: .1rem .45rem; color: var(--quiet); white-space: nowrap; }
pre + .copy { display: block; position: relative; margin: -2.3rem .5rem .8rem auto; }
.finding, .appendix { background: var(--card); border: 1px solid var(--line); border-radius: 8px; margin: .5rem 0; }
.finding { border-left: 4px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 4rem; }
.finding.critical { border-left-color: var(--critical); }
.finding.warning { border-left-color: var(--warning); }
.finding.info { border-left-color: var(--info); }
.finding[hidden], section[hidden] { display: none; }
summary { cursor: pointer; padding: .55rem .9rem; }
.finding summary { display: grid; list-style: none; grid-template-columns: 5.5rem minmax(0, 1fr); gap: 0 .5rem; }
.finding summary::-webkit-details-marker { display: none; }
.finding summary .what { grid-column: 2; }
.severity { font-size: .8rem; line-height: 1.7rem; font-weight: 600; white-space: nowrap; }
.severity::before { content: "▸ "; }
[open] > summary > .severity::before { content: "▾ "; }
.critical .severity { color: var(--critical); }
.warning .severity { color: var(--warning); }
.info .severity { color: var(--info); }
.where { font-weight: 600; }
.where code { background: none; padding: 0; }
.body { padding: 0 .9rem .7rem 6.9rem; }
.body ul { margin: .5rem 0; padding-left: 1.2rem; columns: 2 24rem; }
.body li { break-inside: avoid; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0; }
th, td { text-align: left; vertical-align: top; border: 1px solid var(--line); padding: .35rem .6rem; }
thead th { overflow-wrap: break-word; }
thead th { color: var(--quiet); font-size: .85rem; font-weight: 600; }
th[scope=row] { font-weight: 400; }
.differences { table-layout: fixed; }
.differences td code, .differences th code, .appendix code { background: none; padding: 0; }
.differences code { white-space: pre-wrap; }
.appendix summary h2 { display: inline; margin: 0; font-size: 1rem; }
#findings + .appendix { margin-top: 1.75rem; }
.appendix table { margin: 0; border-style: hidden; }
footer { color: var(--quiet); font-size: .85rem; padding-top: 1.5rem; padding-bottom: 2.5rem; }
@media (max-width: 64rem) { .counts { grid-template-columns: repeat(3, minmax(0, 1fr)); } }
@media (max-width: 40rem) { form { position: static; } select { flex: 1 1 40%; min-width: 0; }
  .differences tr { display: grid; grid-template-columns: 1fr 1fr; } .differences th:first-child { grid-column: 1 / -1; } .differences thead th:first-child { display: none; }
  .differences td[colspan] { grid-column: 1 / -1; } .counts dt { font-size: .75rem; } .counts div { padding: .4rem; }
  .pair th, .pair td { padding: .35rem; } .pair th[scope=row], .pair thead td { width: 5.7rem; }
  table.services { font-size: .8rem; table-layout: auto; } .services th, .services td { padding: .3rem; } .stage { display: block; padding-left: 1.2rem; }
  .stage::before { left: .3rem; } .stage::after { left: 0; } .stage > *:not(h3) { margin-left: 0; } .body { padding-left: .9rem; } .finding summary { display: block; } .finding summary .what { display: block; } }
@media print {
  :root { --page: #fff; --card: #fff; --ink: #000; --quiet: #444; --line: #bbb; --code: #fff; --mark: #eee;
    --critical: #8c1d18; --warning: #6b3a00; --info: #084380; --parity: #075030; }
  body { font-size: 10pt; }
  form, .skip, .link, .copy { display: none; }
  .finding { content-visibility: visible; break-inside: avoid; }
  .node { break-inside: avoid; }
  .flow ul { grid-template-columns: 1fr 1fr; }
}
`;
