import { existsSync } from "node:fs";
import path from "node:path";
import { analyze } from "../analyzer/analyze";
import { FORMATS } from "../analyzer/render/formats";
import { render } from "../analyzer/render/render";
import type { Report } from "../analyzer/model/report";
import { readCases, type Case } from "./support/corpus/cases";
import { loadCase } from "./support/corpus/load";
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
  const made = reports.get(one.name) ?? loadCase(one).then(analyze);
  reports.set(one.name, made);
  return made;
}
