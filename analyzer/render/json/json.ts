import type {
  Difference,
  ExpectedDifference,
  FailoverPath,
  Finding,
  Fix,
  RecoveryObjective,
  Report,
  ResourceRef,
  SideSummary,
  SourceLocation,
  SuppressedFinding,
  Unresolved,
} from "../../model/report";
import { toJsonText } from "../../base/json-text";
import type { RenderFormat } from "../format";

/** The report as JSON: the contract of report.schema.json, two spaces, a newline at the end. */
export function renderJson(report: Report): string {
  return toJsonText(contract(report));
}

/** For programs. */
export const format: RenderFormat = { render: renderJson, join: joinJson };

/** `{ schemaVersion, reports }`, each report as for one pair. */
function joinJson(renderings: readonly string[]): string {
  return toJsonText({
    schemaVersion: "1.0",
    reports: renderings.map((text) => JSON.parse(text) as unknown),
  });
}

/**
 * The contract's fields and no others. What else an object carries at run time, such as a finding that was built by
 * spreading a resource, could hold values that nobody redacted.
 */
function contract(report: Report): Report {
  const { schemaVersion, tool, generatedAt, pair, coverage } = report;
  return {
    schemaVersion,
    tool: { name: tool.name, version: tool.version },
    generatedAt,
    pair: {
      name: pair.name,
      strategy: pair.strategy,
      ...(pair.writer === undefined ? {} : { writer: pair.writer }),
      primary: side(pair.primary),
      dr: side(pair.dr),
    },
    summary: summary(report),
    findings: report.findings.map(finding),
    expected: report.expected.map(expected),
    suppressed: report.suppressed.map(suppressed),
    unresolved: report.unresolved.map(unresolved),
    recovery: { rto: objective(report.recovery.rto), rpo: objective(report.recovery.rpo) },
    failoverPaths: report.failoverPaths.map(failoverPath),
    coverage: {
      comparedTypes: coverage.comparedTypes,
      notCompared: coverage.notCompared.map(({ address, reason }) => ({ address, reason })),
      incomplete: coverage.incomplete,
    },
  };
}

function summary({ summary: s }: Report): Report["summary"] {
  return {
    verdict: s.verdict,
    score: s.score,
    critical: s.critical,
    warning: s.warning,
    info: s.info,
    expected: s.expected,
    suppressed: s.suppressed,
    unresolved: s.unresolved,
    paired: s.paired,
    missingInDr: s.missingInDr,
    missingInPrimary: s.missingInPrimary,
  };
}

function side({ region, sources, resources }: SideSummary): SideSummary {
  return { region, sources, resources };
}

function finding(f: Finding): Finding {
  return {
    id: f.id,
    rule: f.rule,
    kind: f.kind,
    severity: f.severity,
    origin: f.origin,
    primary: resource(f.primary),
    dr: resource(f.dr),
    differences: f.differences.map(difference),
    message: f.message,
    impact: f.impact,
    remediation: f.remediation,
    practices: f.practices,
    ...(f.owner === undefined ? {} : { owner: f.owner }),
    ...(f.driftedSide ? { driftedSide: f.driftedSide } : {}),
    ...(f.fix ? { fix: fix(f.fix) } : {}),
  };
}

function fix({ side, address, language, text }: Fix): Fix {
  return { side, address, language, text };
}

function expected(f: ExpectedDifference): ExpectedDifference {
  return { ...finding(f), reason: f.reason };
}

function suppressed(f: SuppressedFinding): SuppressedFinding {
  return { ...finding(f), reason: f.reason, expires: f.expires };
}

function unresolved(u: Unresolved): Unresolved {
  return { primary: resource(u.primary), dr: resource(u.dr), path: u.path, reason: u.reason };
}

function resource(ref: ResourceRef | null): ResourceRef | null {
  return ref && known(ref);
}

function known({ address, type, region, location }: ResourceRef): ResourceRef {
  return { address, type, region, ...(location ? { location: place(location) } : {}) };
}

function place({ file, line, construct }: SourceLocation): SourceLocation {
  return { file, line, ...(construct === undefined ? {} : { construct }) };
}

function objective({ targetSeconds, estimateSeconds, parts }: RecoveryObjective): RecoveryObjective {
  return {
    targetSeconds,
    estimateSeconds,
    parts: parts.map(({ what, seconds, address, source }) => ({ what, seconds, address, source })),
  };
}

function failoverPath({ name, record, steps }: FailoverPath): FailoverPath {
  return {
    name,
    record: known(record),
    steps: steps.map(({ resource: at, twin, from, obstacle }) => ({
      resource: known(at),
      twin,
      from,
      obstacle,
    })),
  };
}

function difference({ path, primary, dr }: Difference): Difference {
  return { path, primary, dr };
}
