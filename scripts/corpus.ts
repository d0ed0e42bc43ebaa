/* Scores `drparity analyze` against labelled pairs of real plans, from its command line as a user runs it; see
 * test/corpus/README.md. Exits 1 when a case is not reported exactly as it is labelled. */
import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { FORMATS, type Format } from "../analyzer/render/formats";
import type { Report } from "../analyzer/model/report";
import { optionsOf, readCases, type Case, type Label } from "../test/support/corpus/cases";
import { score, type Score } from "../test/support/corpus/score";

const USAGE = `npm run corpus -- [--cases DIR] [--only ID] [--quick] [--json] [-- COMMAND [ARG ...]]

--cases   folder of cases, at any depth (default: test/corpus)
--only    run this case alone
--quick   leave out the search for secrets in the other formats
--json    print JSON
COMMAND   how to run the tool (default: the built one, dist/analyzer/cli/main.js)
`;
const ROOT = path.join(__dirname, "..");
const OPTIONS = {
  cases: { type: "string", default: path.join(ROOT, "test/corpus") },
  only: { type: "string" },
  quick: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

interface Row extends Score {
  readonly name: string;
  readonly labels: number;
  readonly leaks: readonly string[];
  readonly failure: string | null;
}

const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
const COMMAND =
  positionals.length > 0 ? positionals : [process.execPath, path.join(ROOT, "dist/analyzer/cli/main.js")];

if (values.help) process.stdout.write(USAGE);
else void main();

async function main(): Promise<void> {
  const cases = readCases(values.cases).filter(({ labels }) => !values.only || labels.id === values.only);
  if (cases.length === 0) {
    console.error(`corpus: there is no case${values.only ? ` ${values.only}` : ""} in ${values.cases}`);
    process.exitCode = 1;
    return;
  }
  const rows = await inParallel(cases, scoreCase);
  const summary = summarize(rows);
  console.log(values.json ? JSON.stringify({ summary, rows }, null, 1) : asText(rows, summary));
  if (summary.perfect < summary.cases) process.exitCode = 1;
}

async function scoreCase(one: Case): Promise<Row> {
  const { labels, name } = one;
  try {
    const json = await analyze(one, "json");
    const found = score(labels, JSON.parse(json) as Report);
    const leaks = values.quick ? [] : await findLeaks(one, json);
    return { name, labels: labels.expected.length, ...found, leaks, failure: null };
  } catch (error) {
    const nothing = { missed: labels.expected, misclassified: [], alarms: 0, falseAlarms: [], leaks: [] };
    return { name, labels: labels.expected.length, ...nothing, failure: (error as Error).message };
  }
}

async function findLeaks(one: Case, json: string): Promise<string[]> {
  const secrets = one.labels.mustNotLeak ?? [];
  if (secrets.length === 0) return [];
  const leaks: string[] = [];
  for (const format of FORMATS) {
    const output = format === "json" ? json : await analyze(one, format);
    leaks.push(
      ...secrets.flatMap((secret, i) => (output.includes(secret) ? [`${format}: secret ${i}`] : [])),
    );
  }
  return leaks;
}

/** Standard output of the tool. @throws Error when it exits with neither 0 nor 2 */
function analyze(one: Case, format: Format): Promise<string> {
  const options = Object.entries(optionsOf(one)).flatMap(([name, value]) => [`--${name}`, value]);
  const [command = "", ...args] = [...COMMAND, "analyze", "--format", format, ...options];
  return new Promise((resolve, reject) => {
    execFile(command, args, { maxBuffer: 1 << 29, timeout: 120_000 }, (error, stdout, stderr) => {
      if (error === null || error.code === 2) resolve(stdout);
      else reject(new Error(`exit ${error.code ?? error.signal ?? "?"}: ${stderr.trim().slice(0, 300)}`));
    });
  });
}

async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [i, item] of queue) results[i] = await work(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}

function summarize(rows: readonly Row[]) {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  const labels = sum((row) => row.labels);
  const found = labels - sum((row) => row.missed.length);
  const classified = found - sum((row) => row.misclassified.length);
  const alarms = sum((row) => row.alarms);
  const falseAlarms = sum((row) => row.falseAlarms.length);
  return {
    cases: rows.length,
    perfect: rows.filter((row) => notesOn(row).length === 0).length,
    failures: rows.filter(({ failure }) => failure !== null).length,
    leaks: sum((row) => row.leaks.length),
    labels,
    found,
    classified,
    alarms,
    falseAlarms,
    recall: ratio(found, labels),
    precision: ratio(alarms - falseAlarms, alarms),
    kindAccuracy: ratio(classified, found),
  };
}

function ratio(part: number, whole: number): string {
  return (whole === 0 ? 1 : part / whole).toFixed(3);
}

function asText(rows: readonly Row[], of: ReturnType<typeof summarize>): string {
  const lines = rows.flatMap((row) => {
    const notes = notesOn(row);
    const more = notes.length > 12 ? [`    … ${notes.length - 12} more`] : [];
    const shown = notes.slice(0, 12).map((note) => `    ${note}`);
    return [`${notes.length === 0 ? "✓" : "✗"} ${row.name}`, ...shown, ...more];
  });
  const correct = of.alarms - of.falseAlarms;
  return [
    ...lines,
    `cases ${of.cases}, perfect ${of.perfect}, failures ${of.failures}, leaks ${of.leaks}`,
    `recall ${of.recall} (${of.found}/${of.labels}), precision ${of.precision} (${correct}/${of.alarms}), kind ${of.kindAccuracy}`,
  ].join("\n");
}

function notesOn({ failure, missed, misclassified, falseAlarms, leaks }: Row): string[] {
  return [
    ...(failure === null ? [] : [`FAILED ${failure}`]),
    ...missed.map((label) => `missed ${told(label)}`),
    ...misclassified.map((label) => `reported as another kind: ${told(label)}`),
    ...falseAlarms.map(
      ({ severity, rule, primary, dr, differences }) =>
        `false alarm ${severity} ${rule} ${primary?.address ?? "-"} / ${dr?.address ?? "-"} ${differences
          .slice(0, 4)
          .map(({ path }) => path)
          .join(",")}`,
    ),
    ...leaks.map((leak) => `leak ${leak}`),
  ];
}

function told({ kind, primaryAddress, drAddress, paths = [] }: Label): string {
  return `${kind} ${primaryAddress ?? "-"} / ${drAddress ?? "-"} ${paths.join(",")}`;
}
