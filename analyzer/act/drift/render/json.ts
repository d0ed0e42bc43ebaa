import type { Finding, ResourceRef } from "../../../model/report";
import { toJsonText } from "../../../base/json-text";
import { renderJson } from "../../../render/json/json";
import { TOOL_VERSION } from "../../../base/version";
import type { DriftReport, GoneFinding, PresentFinding } from "../drift-report";
import { hasNews } from "../drift-report";

/** What changed as JSON (see docs/drift.md), with the analyzer's whole report in `report`. */
export function renderDriftJson(drift: DriftReport): string {
  const { at, pair, run, verdict, score, previous, problems, notifications, report } = drift;
  return toJsonText({
    schemaVersion: "1.0",
    tool: { name: "drparity", version: TOOL_VERSION },
    generatedAt: at,
    pair,
    run: { kind: run.kind, id: run.id, commit: run.commit },
    verdict,
    score,
    changed: hasNews(drift),
    previous: previous && { at: previous.at, verdict: previous.verdict },
    new: drift.appeared.map(present),
    worsened: drift.worsened.map(present),
    persisting: drift.persisting.map(present),
    resolved: drift.resolved.map(gone),
    accepted: drift.accepted.map(gone),
    unproven: drift.unproven.map(gone),
    problems,
    notifications,
    report: report && (JSON.parse(renderJson(report)) as unknown),
  });
}

/** Several pairs' runs in one document: `{ schemaVersion, runs }`, each as for one pair. */
export function joinDriftJson(renderings: readonly string[]): string {
  return toJsonText({
    schemaVersion: "1.0",
    runs: renderings.map((text) => JSON.parse(text) as unknown),
  });
}

/** In brief: the rest of a finding is in `report.findings`, under the same id. */
function present({ finding, since, secondsOpen, severityBefore, timesResolved }: PresentFinding) {
  return { ...summary(finding), since, secondsOpen, severityBefore, timesResolved };
}

function gone({ finding, since, secondsOpen }: GoneFinding) {
  const { id, rule, kind, severity, primary, dr, message } = finding;
  return { id, rule, kind, severity, primary, dr, message, since, secondsOpen };
}

function summary({ id, rule, kind, severity, primary, dr, message }: Finding) {
  const address = (side: ResourceRef | null) => side && side.address;
  return { id, rule, kind, severity, primary: address(primary), dr: address(dr), message };
}
