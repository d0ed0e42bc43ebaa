import { existsSync } from "node:fs";
import path from "node:path";
import { analyze } from "../analyzer/analyze";
import { loadPair } from "../analyzer/cli/load-pair";
import type { SourceArguments } from "../analyzer/cli/sources-options";
import { FORMATS } from "../analyzer/report/formats";
import { render } from "../analyzer/report/render";
import type { Report } from "../analyzer/report/report";
import { optionsOf, readCases, type Case } from "./support/corpus/cases";
import { score } from "./support/corpus/score";

const CORPORA = path.join(__dirname, "corpus");
const cases = readCases(CORPORA);

/** Cases that the analyzer does not get right, and why. Mended ones fail here until they are taken off the list. */
const EXCEPTIONS: Readonly<Record<string, string>> = {};

describe("the committed corpora", () => {
  it("hold a clean pair and a mistake of every kind", () => {
    const kinds = new Set(cases.flatMap(({ labels }) => labels.expected.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual([
      "asymmetric-change",
      "attribute",
      "drift",
      "missing-in-dr",
      "missing-in-primary",
      "readiness",
    ]);
    expect(cases.filter(({ labels }) => labels.clean).length).toBeGreaterThan(10);
  });

  it("have exceptions that exist", () => {
    const names = Object.keys(EXCEPTIONS);
    expect(names.filter((name) => !existsSync(path.join(CORPORA, name, "case.json")))).toEqual([]);
  });
});

describe.each(cases.map((one) => [one.name, one] as const))("%s", (name, one) => {
  const asLabelled = name in EXCEPTIONS ? it.failing : it;

  asLabelled("is reported as it is labelled", async () => {
    const report = await reportOf(one);
    const { missed, misclassified, falseAlarms } = score(one.labels, report);
    expect({ missed, misclassified, falseAlarms }).toEqual({
      missed: [],
      misclassified: [],
      falseAlarms: [],
    });
    expect(report.summary.verdict).toBe(one.labels.clean ? "parity" : "divergent");
  });

  it("shows no secret in any format", async () => {
    const report = await reportOf(one);
    const secrets = one.labels.mustNotLeak ?? [];
    const leaks = FORMATS.filter((format) => {
      const text = render(report, format, { color: false });
      return secrets.some((secret) => text.includes(secret));
    });
    expect(leaks).toEqual([]);
  });
});

/** What `drparity analyze` reports of the case; made once. */
const reports = new Map<string, Promise<Report>>();
function reportOf(one: Case): Promise<Report> {
  const made = reports.get(one.name) ?? loadPair(argumentsOf(one)).then(analyze);
  reports.set(one.name, made);
  return made;
}

/** The command line as yargs parses it: sources are lists, names are in camel case. */
function argumentsOf(one: Case): SourceArguments {
  const named = Object.entries(optionsOf(one)).map(([name, value]) => [
    name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    /region|strategy/.test(name) ? value : [value],
  ]);
  return { _: ["analyze"], $0: "drparity", ...Object.fromEntries(named) } as SourceArguments;
}
