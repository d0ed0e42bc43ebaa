import { toJsonText } from "../../base/json-text";
import { inert } from "../markdown-text";
import type { Difference, Finding, Report, ResourceRef, Severity } from "../../model/report";
import { ruleText } from "../../judge/rule-texts";
import { sourceUri } from "./source-uri";
import { told } from "../told";
import { bothSensitive, contrast, oneLine } from "../value";
import { addresses, counted, KIND_WORDS, kindAndOrigin, SEVERITIES } from "../words";
import type { RenderFormat } from "../format";

/** GitHub shows the worst 5,000 results of a run and refuses a file with more than 25,000. */
const MOST_RESULTS = 5000;
const MOST_DIFFERENCES = 10;
/** GitHub cuts descriptions at 1,024 characters and names at 255. */
const PROSE = 1000;
const MOST_NAME = 255;
const NAME = 300;

const LEVELS = { critical: "error", warning: "warning", info: "note" } as const satisfies Record<
  Severity,
  string
>;
/** GitHub's word for the severity of a rule that is not about security. */
const PROBLEM_SEVERITIES = { critical: "error", warning: "warning", info: "recommendation" } as const;

/**
 * GitHub's scale for rules tagged `security`, by which alerts are sorted and may block a merge: critical from 9.0 on, high
 * from 7.0, medium from 4.0, else low. Availability is one of security's three aims.
 */
const SECURITY_SEVERITIES = { critical: "9.5", warning: "5.5", info: "2.0" } as const;

/**
 * The report as SARIF 2.1.0, in the shape that GitHub's code scanning accepts. Findings that the policy file accepts are
 * left out: GitHub does not read `suppressions` and would open an alert for each (github/codeql-action, issue 1230).
 */
export function renderSarif(report: Report): string {
  return toJsonText({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [run(report)],
  });
}

/** For code scanning. */
export const format: RenderFormat = { render: renderSarif, join: joinSarif };

/** A run for each pair. */
function joinSarif(renderings: readonly string[]): string {
  const logs = renderings.map((text) => JSON.parse(text) as { readonly runs: readonly unknown[] });
  return toJsonText({ ...logs[0], runs: logs.flatMap(({ runs }) => runs) });
}

function run(report: Report) {
  const worstFirst = [...report.findings].sort((a, b) => rank(a) - rank(b));
  const shown = worstFirst.slice(0, MOST_RESULTS);
  const byRule = worstOfEachRule(shown);
  const ruleIndex = new Map([...byRule.keys()].map((id, index) => [id, index]));
  return {
    tool: { driver: driver(report, byRule) },
    // Several pairs may be uploaded for one commit: each keeps its own alerts.
    automationDetails: { id: `drparity/${oneLine(report.pair.name, NAME)}/` },
    columnKind: "utf16CodeUnits",
    invocations: [invocation(report, worstFirst.length - shown.length)],
    results: shown.map((finding) => result(finding, ruleIndex.get(ruleId(finding)) ?? -1, report)),
    properties: { pair: oneLine(report.pair.name, NAME), strategy: report.pair.strategy, ...report.summary },
  };
}

function rank({ severity }: Finding): number {
  return SEVERITIES.indexOf(severity);
}

function ruleId({ rule }: Finding): string {
  return oneLine(rule, NAME);
}

/** Each rule's worst finding, from which the rule is described. Findings come worst first. */
function worstOfEachRule(findings: readonly Finding[]): ReadonlyMap<string, Finding> {
  const worst = new Map<string, Finding>();
  for (const finding of findings) if (!worst.has(ruleId(finding))) worst.set(ruleId(finding), finding);
  return worst;
}

function driver({ tool }: Report, rules: ReadonlyMap<string, Finding>) {
  const version = oneLine(tool.version, 80);
  return {
    name: tool.name,
    version,
    semanticVersion: version,
    rules: [...rules].map(([id, finding]) => rule(id, finding)),
  };
}

/** A rule as it tells itself, since one finding's words would not fit the next; how bad, by its worst finding here. */
function rule(id: string, worst: Finding) {
  const told = ruleText(id) ?? {
    ...worst,
    title: `${id}: ${KIND_WORDS[worst.kind]}`,
    checks: worst.message,
    references: [],
  };
  const parts = [
    ["Checks", told.checks],
    ["At failover", told.impact],
    ["What to do", told.remediation],
  ] as const;
  const more = `Run "drparity explain ${id}" for the same and where it comes from.`;
  const [helpUri] = told.references;
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: prose(told.title) },
    fullDescription: { text: prose(told.checks) },
    ...(helpUri === undefined ? {} : { helpUri }),
    help: {
      text: [...parts.map(([title, text]) => `${title}: ${prose(text)}`), prose(more)].join("\n"),
      markdown: [
        ...parts.map(([title, text]) => `**${title}:** ${inert(text, PROSE)}`),
        inert(more, PROSE),
      ].join("\n\n"),
    },
    defaultConfiguration: { level: LEVELS[worst.severity] },
    properties: {
      tags: ["security", "disaster-recovery", "terraform", ...worst.practices.map(prose)],
      precision: "high",
      "problem.severity": PROBLEM_SEVERITIES[worst.severity],
      "security-severity": SECURITY_SEVERITIES[worst.severity],
    },
  };
}

function pascalCase(id: string): string {
  const words = id.match(/[a-z0-9]+/gi) ?? ["rule"];
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return name.slice(0, MOST_NAME);
}

/** That the run cannot prove parity, or does not show everything, is said where a viewer shows a run's troubles. */
function invocation({ coverage, generatedAt }: Report, leftOut: number) {
  const troubles = coverage.incomplete.map((reason) => notification("incomplete-source", prose(reason)));
  const cut = `${counted(leftOut, "finding")} of lesser severity left out: the JSON report has them all.`;
  return {
    executionSuccessful: true,
    ...(Number.isNaN(Date.parse(generatedAt)) ? {} : { endTimeUtc: new Date(generatedAt).toISOString() }),
    toolExecutionNotifications: [
      ...troubles,
      ...(leftOut > 0 ? [notification("results-left-out", cut)] : []),
    ],
  };
}

function notification(id: string, text: string) {
  return { descriptor: { id }, level: "warning", message: { text } };
}

function result(finding: Finding, ruleIndex: number, report: Report) {
  const [location, ...related] = locations(finding, report);
  const fingerprint = oneLine(finding.id, NAME);
  return {
    ruleId: ruleId(finding),
    ruleIndex,
    level: LEVELS[finding.severity],
    message: { text: message(finding) },
    locations: [location],
    ...(related.length ? { relatedLocations: related.map((place, id) => ({ id, ...place })) } : {}),
    // GitHub goes by this name alone when it matches alerts over runs; ours is for everybody else.
    partialFingerprints: { primaryLocationLineHash: fingerprint, "drparity/v1": fingerprint },
    properties: { kind: finding.kind, origin: finding.origin, severity: finding.severity },
  };
}

/**
 * Where a finding lies: first in the side that has to change, the DR side but for what the primary lacks, then in the
 * other. Each is where its resource is declared, as far as that is known, else in its side's source: GitHub refuses a
 * whole file for one result with a logical location only.
 */
function locations(finding: Finding, { pair }: Report) {
  const primary = location(pair.primary.sources, finding.primary ?? finding.dr);
  const dr = location(pair.dr.sources, finding.dr ?? finding.primary);
  // What one side lacks altogether is shown at its twin: there is a line to look at.
  if (finding.primary?.location && !finding.dr) return [primary];
  if (finding.dr?.location && !finding.primary) return [dr];
  if (finding.kind === "missing-in-primary") return finding.dr ? [primary, dr] : [primary];
  return finding.primary ? [dr, primary] : [dr];
}

/** GitHub takes such a file from the repository's root. */
const ROOT = "%SRCROOT%";

function place(sources: readonly string[], resource: ResourceRef | null) {
  const declared = resource?.location;
  return declared
    ? {
        artifactLocation: { uri: sourceUri(declared.file), uriBaseId: ROOT },
        region: { startLine: declared.line },
      }
    : { artifactLocation: { uri: sourceUri(sources[0] ?? "") }, region: { startLine: 1 } };
}

function location(sources: readonly string[], resource: ResourceRef | null) {
  return {
    physicalLocation: place(sources, resource),
    ...(resource ? { logicalLocations: [logicalLocation(resource)] } : {}),
    ...(resource ? { message: { text: prose(resource.address) } } : {}),
  };
}

function logicalLocation({ address }: ResourceRef) {
  const name = oneLine(address, NAME);
  return { name, fullyQualifiedName: name, kind: "resource" };
}

function message(finding: Finding): string {
  const where = addresses(finding)
    .map((address) => oneLine(address, NAME))
    .join(" -> ");
  const lines = told(finding).differences.slice(0, MOST_DIFFERENCES).map(differenceLine);
  const more = finding.differences.length - lines.length;
  return [
    prose(finding.message),
    prose(`${where} (${kindAndOrigin(finding)})`),
    ...lines,
    ...(more > 0 ? [`and ${counted(more, "more difference")}`] : []),
    ...(finding.impact ? [`At failover: ${prose(finding.impact)}`] : []),
    ...(finding.remediation ? [`What to do: ${prose(finding.remediation)}`] : []),
    ...(finding.owner === undefined ? [] : [`Owner: ${prose(finding.owner)}`]),
  ].join("\n");
}

function differenceLine(difference: Difference): string {
  const { primary, dr } = contrast(difference, 200);
  const values = bothSensitive(difference) ? "(sensitive values differ)" : `${primary} -> ${dr}`;
  return prose(`${difference.path}: ${values}`);
}

/**
 * Text from outside as SARIF's message text, which knows links (`[text](target)`) and placeholders (`{0}`): neither
 * comes of it.
 */
function prose(text: string): string {
  return oneLine(text, PROSE)
    .replaceAll("](", "] (")
    .replace(/\{(?=\d+\})/g, "{ ");
}
