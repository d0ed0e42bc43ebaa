import { percent, Tally } from "../../mutants/tally";
import { type Stage, STAGES } from "../model/stage";
import type { Finding } from "./analyze";
import type { Case } from "./case";
import type { Judgement, Verdict } from "./judge";

/** A sample that was scored. */
export interface Scored {
  readonly label: Case;
  readonly directory: string;
  readonly judgement: Judgement;
}

/** What some samples come to. */
interface Figures {
  readonly cases: Readonly<Record<"clean" | "mistakes" | "rewrites", number>>;
  readonly mistakes: number;
  readonly found: number;
  readonly undecided: number;
  readonly misclassified: number;
  readonly alarms: number;
  readonly falseAlarms: Readonly<Record<"clean" | "mistakes" | "rewrites", number>>;
  readonly recall: number;
  readonly precision: number;
}

/** What a run comes to: `--json` prints it, the table is drawn from it. */
export interface Summary extends Figures {
  readonly stages: Readonly<Partial<Record<Stage, Figures>>>;
  readonly misses: readonly { readonly directory: string; readonly verdict: Verdict }[];
  readonly falseAlarmsListed: readonly { readonly directory: string; readonly finding: Finding }[];
}

export function summarize(scored: readonly Scored[]): Summary {
  const stages = STAGES.map(
    (stage) => [stage, scored.filter(({ label }) => label.origin.stage === stage)] as const,
  );
  return {
    ...figures(scored),
    stages: Object.fromEntries(
      stages.filter(([, some]) => some.length > 0).map(([stage, some]) => [stage, figures(some)]),
    ),
    misses: scored.flatMap(({ directory, judgement }) =>
      judgement.verdicts
        .filter(({ outcome }) => outcome !== "found")
        .map((verdict) => ({ directory, verdict })),
    ),
    falseAlarmsListed: scored.flatMap(({ directory, judgement }) =>
      judgement.falseAlarms.map((finding) => ({ directory, finding })),
    ),
  };
}

function figures(scored: readonly Scored[]): Figures {
  const each = (value: (some: readonly Scored[]) => number) => {
    const of = (sample: Case["origin"]["sample"]) =>
      value(scored.filter(({ label }) => label.origin.sample === sample));
    return { clean: of("clean"), mistakes: of("mistakes"), rewrites: of("rewrites") };
  };
  const sum = (some: readonly Scored[], count: (judgement: Judgement) => number) =>
    some.reduce((total, { judgement }) => total + count(judgement), 0);
  const verdicts = (test: (verdict: Verdict) => boolean) =>
    sum(scored, (judgement) => judgement.verdicts.filter(test).length);
  const mistakes = verdicts(() => true);
  const found = verdicts(({ outcome }) => outcome === "found");
  const alarms = sum(scored, (judgement) => judgement.alarms);
  const falseAlarms = (some: readonly Scored[]) => sum(some, (judgement) => judgement.falseAlarms.length);
  return {
    cases: each((some) => some.length),
    mistakes,
    found,
    undecided: verdicts(({ outcome }) => outcome === "undecided"),
    misclassified: verdicts(({ misclassified }) => misclassified),
    alarms,
    falseAlarms: each(falseAlarms),
    recall: ratio(found, mistakes),
    precision: ratio(alarms - falseAlarms(scored), alarms),
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
  const stages = Object.entries(summary.stages);
  if (stages.length > 1) for (const [stage, some] of stages) printFigures(`stage ${stage}`, some, print);
  printFigures("all", summary, print);
}

function printFigures(title: string, some: Figures, print: (line: string) => void): void {
  const { cases, falseAlarms, found, mistakes, alarms } = some;
  const wrong = falseAlarms.clean + falseAlarms.mistakes + falseAlarms.rewrites;
  const rate = (sample: keyof typeof cases) =>
    (cases[sample] === 0 ? 0 : falseAlarms[sample] / cases[sample]).toFixed(2);
  print(
    `\n${title}: ${cases.clean} clean pairs, ${cases.mistakes} with mistakes, ${cases.rewrites} rewritten`,
  );
  print(
    `recall ${some.recall.toFixed(3)} (${found}/${mistakes}, undecided ${some.undecided}), ` +
      `precision ${some.precision.toFixed(3)} (${alarms - wrong}/${alarms}), kind wrong ${some.misclassified}`,
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
