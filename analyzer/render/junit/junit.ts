import type { Difference, Finding, FindingKind, Report, SuppressedFinding } from "../../model/report";
import { told } from "../told";
import { bothSensitive, contrast, oneLine } from "../value";
import { addresses, counted, kindAndOrigin, KINDS, places, scoreText } from "../words";
import { element, textElement } from "./xml";
import type { RenderFormat } from "../format";

const MOST_DIFFERENCES = 20;
const PROSE = 1000;
const NAME = 300;

/** A test suite: a kind of finding, or what the sources cannot prove. */
interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

type Outcome = "failure" | "error" | "skipped" | "passed";

interface Case {
  readonly outcome: Outcome;
  readonly xml: string;
}

/**
 * The report as JUnit XML. A finding at warning or above is a failure, one for information passes with its text as
 * output, a suppressed one is skipped, and what makes the report incomplete is an error. A suite per kind.
 */
export function renderJunit(report: Report): string {
  const suites = [coverage(report), ...KINDS.map((kind) => suiteOf(kind, report))].filter(
    ({ cases }) => cases.length,
  );
  const attributes = { name: "drparity", ...totals(suites), time: "0" };
  const body = element(
    "testsuites",
    attributes,
    suites.map((suite) => suiteXml(suite, report)),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`;
}

/** For CI systems' test reports. */
export const format: RenderFormat = { render: renderJunit };

/** Never empty, since consumers take a file without a test for a broken run. */
function coverage({ coverage: { incomplete }, summary }: Report): Suite {
  const errors = incomplete.map((reason, i) =>
    testCase({ name: `source ${String(i + 1)}`, classname: "drparity.coverage" }, "error", {
      type: "incomplete",
      message: oneLine(reason, PROSE),
      text: oneLine(reason, PROSE),
    }),
  );
  const pairs: Case = {
    outcome: "passed",
    xml: element("testcase", {
      name: `${counted(summary.paired, "pair")} compared`,
      classname: "drparity.coverage",
      time: "0",
    }),
  };
  return { name: "coverage", cases: [pairs, ...errors] };
}

function suiteOf(kind: FindingKind, { findings, suppressed }: Report): Suite {
  return {
    name: kind,
    cases: [
      ...findings.filter((finding) => finding.kind === kind).map(findingCase),
      ...suppressed.filter((finding) => finding.kind === kind).map(suppressedCase),
    ],
  };
}

function findingCase(finding: Finding): Case {
  const text = describe(finding);
  if (finding.severity !== "info") {
    return testCase(identity(finding), "failure", {
      type: finding.severity,
      message: oneLine(finding.message, PROSE),
      text,
    });
  }
  return {
    outcome: "passed",
    xml: element("testcase", identity(finding), [textElement("system-out", {}, text)]),
  };
}

function suppressedCase(finding: SuppressedFinding): Case {
  const until = finding.expires === null ? "" : ` (until ${finding.expires})`;
  const message = oneLine(`${finding.reason}${until}`, PROSE);
  return {
    outcome: "skipped",
    xml: element("testcase", identity(finding), [element("skipped", { message })]),
  };
}

function testCase(
  attributes: Readonly<Record<string, string>>,
  outcome: "failure" | "error",
  { type, message, text }: { readonly type: string; readonly message: string; readonly text: string },
): Case {
  const inside = textElement(outcome, { type, message }, text);
  return { outcome, xml: element("testcase", { ...attributes, time: "0" }, [inside]) };
}

/** What a test is known by from one run to the next: the rule and the resource; where there is none, the fingerprint. */
function identity(finding: Finding): Readonly<Record<string, string>> {
  const about = finding.primary ?? finding.dr;
  const name = about ? where(finding) : `${where(finding)} (${oneLine(finding.id, NAME)})`;
  return { name, classname: `drparity.${oneLine(finding.rule, NAME)}`, time: "0" };
}

function where(finding: Finding): string {
  return addresses(finding)
    .map((address) => oneLine(address, NAME))
    .join(" -> ");
}

function describe(finding: Finding): string {
  const shown = told(finding).differences.slice(0, MOST_DIFFERENCES);
  const more = finding.differences.length - shown.length;
  return [
    oneLine(finding.message, PROSE),
    `${finding.severity}, ${kindAndOrigin(finding)}: ${where(finding)}`,
    ...shown.map(differenceLine),
    ...(more > 0 ? [`  and ${counted(more, "more difference")}`] : []),
    `At failover: ${oneLine(finding.impact, PROSE)}`,
    `What to do: ${oneLine(finding.remediation, PROSE)}`,
    ...labelled("Where", places([finding]).join(", ")),
    ...labelled("Owner", finding.owner ?? ""),
    ...labelled("Id", finding.id),
  ].join("\n");
}

function labelled(label: string, text: string): string[] {
  return text === "" ? [] : [`${label}: ${oneLine(text, PROSE)}`];
}

function differenceLine(difference: Difference): string {
  const { primary, dr } = contrast(difference, 300);
  const values = bothSensitive(difference) ? "(sensitive values differ)" : `${primary} -> ${dr}`;
  return `  ${oneLine(difference.path, NAME)}: ${values}`;
}

function suiteXml(suite: Suite, report: Report): string {
  const attributes = {
    name: suite.name,
    ...totals([suite]),
    time: "0",
    timestamp: oneLine(report.generatedAt, 40),
  };
  return element("testsuite", attributes, [properties(report), ...suite.cases.map(({ xml }) => xml)]);
}

function totals(suites: readonly Suite[]): Readonly<Record<string, number>> {
  const outcomes = suites.flatMap(({ cases }) => cases.map(({ outcome }) => outcome));
  const number = (outcome: Outcome) => outcomes.filter((other) => other === outcome).length;
  return {
    tests: outcomes.length,
    failures: number("failure"),
    errors: number("error"),
    skipped: number("skipped"),
  };
}

function properties({ pair, summary, tool }: Report): string {
  const values: Readonly<Record<string, string>> = {
    "drparity.version": tool.version,
    pair: pair.name,
    strategy: pair.strategy,
    "region.primary": pair.primary.region ?? "unknown",
    "region.dr": pair.dr.region ?? "unknown",
    verdict: summary.verdict,
    score: scoreText(summary.score),
  };
  return element(
    "properties",
    {},
    Object.entries(values).map(([name, value]) => element("property", { name, value: oneLine(value, NAME) })),
  );
}
