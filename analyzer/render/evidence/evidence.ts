import { createHash } from "node:crypto";
import type { CiRun } from "../../base/ci-run";
import { toJsonText } from "../../base/json-text";
import { RULE_TEXTS } from "../../judge/rule-texts";
import { PRACTICES, practicesOf, type Practice } from "../../judge/rules/practices";
import type { ExpectedDifference, Finding, Report, SuppressedFinding } from "../../model/report";
import type { RenderFormat } from "../format";
import { renderJson } from "../json/json";

/** What a run proves of a practice. */
type Status = "no divergence" | "divergent" | "not proven";

/**
 * The report as evidence for an audit: by practice of AWS's Well-Architected Framework, ISO/IEC 27001 and SOC 2, what was asked, what
 * was found, and what a team has accepted and until when; with the run, the commit and the time, and the SHA-256 of the JSON report
 * that it sums up, so that both can be kept apart and still be told to belong together.
 */
export function renderEvidence(report: Report, { run }: { readonly run?: CiRun } = {}): string {
  const { pair, summary } = report;
  const side = ({ region, sources, resources }: Report["pair"]["primary"]) => ({
    region,
    sources,
    resources,
  });
  return toJsonText({
    schemaVersion: "1.0",
    generatedAt: report.generatedAt,
    tool: report.tool,
    run: run === undefined ? null : { id: run.id, url: run.url ?? null, commit: run.commit ?? null },
    pair: { name: pair.name, strategy: pair.strategy, primary: side(pair.primary), dr: side(pair.dr) },
    verdict: summary.verdict,
    score: summary.score,
    incomplete: report.coverage.incomplete,
    reportSha256: createHash("sha256").update(renderJson(report)).digest("hex"),
    practices: (Object.keys(PRACTICES) as Practice[]).map((practice) => evidenceOf(practice, report)),
  });
}

function evidenceOf(practice: Practice, report: Report) {
  const about = <T extends Finding>(list: readonly T[]) =>
    list.filter((one) => one.practices.includes(practice));
  const findings = about(report.findings);
  return {
    practice,
    title: PRACTICES[practice],
    status: statusOf(findings, report),
    rules: RULE_TEXTS.filter(({ id }) => practicesOf(id).includes(practice)).map(({ id }) => id),
    findings: findings.map(brief),
    accepted: about(report.suppressed).map(accepted),
    byDesign: about(report.expected).map(byDesign),
  };
}

function statusOf(findings: readonly Finding[], { summary }: Report): Status {
  if (findings.length > 0) return "divergent";
  return summary.verdict === "incomplete" ? "not proven" : "no divergence";
}

function brief({ id, rule, severity, primary, dr, message, owner }: Finding) {
  return {
    id,
    rule,
    severity,
    primary: primary?.address ?? null,
    dr: dr?.address ?? null,
    message,
    ...(owner === undefined ? {} : { owner }),
  };
}

function accepted(finding: SuppressedFinding) {
  return { ...brief(finding), reason: finding.reason, expires: finding.expires };
}

function byDesign(difference: ExpectedDifference) {
  return { ...brief(difference), reason: difference.reason };
}

/** For auditors. */
export const format: RenderFormat = { render: renderEvidence };
