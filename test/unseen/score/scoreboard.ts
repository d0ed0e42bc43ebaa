import { percent, Tally } from "../../mutants/tally";
import type { Finding } from "./analyze";
import type { Case } from "./case";
import type { Judgement, Verdict } from "./judge";

/** A sample that was scored. */
export interface Scored {
  readonly label: Case;
  readonly directory: string;
  readonly judgement: Judgement;
}

/** What a run comes to: `--json` prints it, the table is drawn from it. */
export interface Summary {
  readonly cases: Readonly<Record<"clean" | "mistakes" | "rewrites", number>>;
  readonly mistakes: number;
  readonly found: number;
  readonly undecided: number;
  readonly misclassified: number;
  readonly alarms: number;
  readonly falseAlarms: Readonly<Record<"clean" | "mistakes" | "rewrites", number>>;
  readonly recall: number;
  readonly precision: number;
  readonly misses: readonly { readonly directory: string; readonly verdict: Verdict }[];
  readonly falseAlarmsListed: readonly { readonly directory: string; readonly finding: Finding }[];
}

export function summarize(scored: readonly Scored[]): Summary {
  const of = (sample: Case["origin"]["sample"]) =>
    scored.filter(({ label }) => label.origin.sample === sample);
  const each = <T>(value: (sample: Case["origin"]["sample"]) => T) => ({
    clean: value("clean"),
    mistakes: value("mistakes"),
    rewrites: value("rewrites"),
  });
  const verdicts = scored.flatMap(({ directory, judgement }) =>
    judgement.verdicts.map((verdict) => ({ directory, verdict })),
  );
  const count = (outcome: Verdict["outcome"]) =>
    verdicts.filter(({ verdict }) => verdict.outcome === outcome).length;
  const alarms = scored.reduce((sum, { judgement }) => sum + judgement.alarms, 0);
  const falseAlarmsListed = scored.flatMap(({ directory, judgement }) =>
    judgement.falseAlarms.map((finding) => ({ directory, finding })),
  );
  return {
    cases: each((sample) => of(sample).length),
    mistakes: verdicts.length,
    found: count("found"),
    undecided: count("undecided"),
    misclassified: verdicts.filter(({ verdict }) => verdict.misclassified).length,
    alarms,
    falseAlarms: each((sample) => of(sample).reduce((sum, one) => sum + one.judgement.falseAlarms.length, 0)),
    recall: ratio(count("found"), verdicts.length),
    precision: ratio(alarms - falseAlarmsListed.length, alarms),
    misses: verdicts.filter(({ verdict }) => verdict.outcome !== "found"),
    falseAlarmsListed,
  };
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

/** Rates by a key of a case and a label: its layout, its service, its mistake. */
export function recallBy(scored: readonly Scored[], key: (label: Case, verdict: Verdict) => string): Tally {
  const tally = new Tally();
  for (const { label, judgement } of scored) {
    for (const verdict of judgement.verdicts) tally.add(key(label, verdict), verdict.outcome === "found");
  }
  return tally;
}

/** How many alarms were right, by a key of the case and the resource. */
export function falseAlarmsBy(
  scored: readonly Scored[],
  key: (label: Case, finding: Finding) => string,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { label, judgement } of scored) {
    for (const finding of judgement.falseAlarms) {
      const name = key(label, finding);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return new Map([...counts].sort(([, a], [, b]) => b - a));
}

/** The service of the resource that a finding is about. */
export function serviceOf({ origin }: Case, { primary, dr }: Finding): string {
  const places = [dr && `dr ${dr.address}`, primary && `primary ${primary.address}`];
  return (
    places.map((place) => (place ? origin.services[place] : undefined)).find((name) => name !== undefined) ??
    "other"
  );
}

/** The tables, for a terminal. */
export function printScores(scored: readonly Scored[], print: (line: string) => void): void {
  const summary = summarize(scored);
  const tables: [string, Tally, Map<string, number>][] = [
    [
      "layout",
      recallBy(scored, ({ origin }) => origin.layout),
      falseAlarmsBy(scored, ({ origin }) => origin.layout),
    ],
    ["service", recallBy(scored, (_, { expected }) => expected.service), falseAlarmsBy(scored, serviceOf)],
    ["mistake", recallBy(scored, (_, { expected }) => expected.mistake), new Map()],
  ];
  for (const [title, tally, alarms] of tables) {
    print(`\n${`by ${title}`.padEnd(40)} found                false alarms`);
    const rates = new Map(tally.entries());
    for (const key of new Set([...rates.keys(), ...alarms.keys()])) {
      const rate = rates.get(key);
      const found = rate === undefined ? "-" : `${percent(rate).padStart(9)}  ${rate.found}/${rate.total}`;
      print(`  ${key.padEnd(38)} ${found.padEnd(20)} ${alarms.get(key) ?? (title === "mistake" ? "" : 0)}`);
    }
  }
  if (summary.misses.length > 0) print("\nmisses");
  for (const { directory, verdict } of summary.misses)
    print(`  ${describeMiss(verdict)}\n      ${directory}`);
  if (summary.falseAlarmsListed.length > 0) print("\nfalse alarms");
  for (const { directory, finding } of summary.falseAlarmsListed)
    print(`  ${describeAlarm(finding)}\n      ${directory}`);
  const { cases, falseAlarms } = summary;
  const rate = (sample: keyof typeof cases) =>
    (cases[sample] === 0 ? 0 : falseAlarms[sample] / cases[sample]).toFixed(2);
  print(`\npairs: ${cases.clean} clean, ${cases.mistakes} with mistakes, ${cases.rewrites} rewritten`);
  print(
    `recall ${summary.recall.toFixed(3)} (${summary.found}/${summary.mistakes}, undecided ${summary.undecided}), ` +
      `precision ${summary.precision.toFixed(3)} (${summary.alarms - summary.falseAlarmsListed.length}/${summary.alarms}), ` +
      `kind wrong ${summary.misclassified}`,
  );
  print(
    `false alarms: ${rate("clean")} per clean pair, ${rate("rewrites")} per rewritten pair, ${rate("mistakes")} per mistaken pair`,
  );
}

function describeMiss({ outcome, expected }: Verdict): string {
  const { mistake, kind, primaryAddress, drAddress, paths, severityAtLeast } = expected;
  return `${outcome} ${mistake}: ${kind} ${primaryAddress ?? "-"} / ${drAddress ?? "-"} [${paths.join(", ")}] ${severityAtLeast}`;
}

function describeAlarm({ severity, rule, kind, primary, dr, differences }: Finding): string {
  const paths = (differences ?? []).slice(0, 4).map(({ path }) => path);
  return `${severity} ${rule} (${kind}) ${primary?.address ?? "-"} / ${dr?.address ?? "-"} [${paths.join(", ")}]`;
}
