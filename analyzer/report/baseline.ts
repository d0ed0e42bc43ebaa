import { InputError } from "../base/errors";
import { parseStrictJson } from "../judge/policy/file/strict-json";
import { asObject, asText, isObject, objectsIn, type Json, type JsonObject } from "../base/json";
import type { FindingLine } from "../model/finding-line";
import type { Finding, Report, Severity } from "../model/report";
import { toJsonText } from "../base/json-text";
import { summarize } from "./summary";

/** What was there when a team began, and is accepted: only what is new fails. */
export interface Baseline {
  readonly findings: readonly BaselineFinding[];
}

/** One accepted finding. `reason` and `owner` are for people to fill in; they stay when the file is written anew. */
export interface BaselineFinding extends FindingLine {
  /** Up to which severity it is accepted. */
  readonly severity: Severity;
  /** Since when it is accepted, a date of UTC: `2026-11-21`. */
  readonly when: string;
  readonly reason?: string;
  readonly owner?: string;
}

/** A report with a baseline applied. */
export interface Accepted {
  readonly report: Report;
  /** In the baseline, and no longer found; empty where an incomplete report cannot tell. */
  readonly gone: readonly BaselineFinding[];
  /** In the baseline, but more severe now: these count as new. */
  readonly worse: readonly Finding[];
}

const RANK: Readonly<Record<Severity, number>> = { info: 0, warning: 1, critical: 2 };

/** Moves the baseline's findings to the suppressed ones. What makes a report incomplete stays. */
export function applyBaseline(report: Report, baseline: Baseline): Accepted {
  const known = new Map(baseline.findings.map((finding) => [finding.id, finding]));
  const covers = ({ id, severity }: Finding) => {
    const there = known.get(id);
    return there !== undefined && RANK[severity] <= RANK[there.severity];
  };
  const findings = report.findings.filter((finding) => !covers(finding));
  const accepted = report.findings.filter(covers).map((finding) => ({
    ...finding,
    reason: reasonOf(known.get(finding.id)),
    expires: null,
  }));
  const suppressed = [...report.suppressed, ...accepted];
  const { expected, unresolved, coverage, summary } = report;
  const present = new Set([...report.findings, ...expected, ...report.suppressed].map(({ id }) => id));
  return {
    report: {
      ...report,
      findings,
      suppressed,
      summary: summarize({
        findings,
        expected,
        suppressed,
        unresolved,
        paired: summary.paired,
        incomplete: coverage.incomplete,
      }),
    },
    gone: summary.verdict === "incomplete" ? [] : baseline.findings.filter(({ id }) => !present.has(id)),
    worse: findings.filter(({ id }) => known.has(id)),
  };
}

function reasonOf(accepted: BaselineFinding | undefined): string {
  const { when = "", reason, owner } = accepted ?? {};
  const why = reason === undefined ? "" : `: ${reason}`;
  return `in the baseline of ${when}${why}${owner === undefined ? "" : ` (${owner})`}`;
}

/** The baseline that accepts all of a report's findings. What `earlier` said of them stays: since when, why, whose. */
export function baselineOf(report: Report, earlier: Baseline = { findings: [] }): Baseline {
  const known = new Map(earlier.findings.map((finding) => [finding.id, finding]));
  return {
    findings: report.findings.map(({ id, rule, severity, primary, dr, message }) => ({
      ...{ when: report.generatedAt.slice(0, "2026-11-21".length) },
      ...known.get(id),
      ...{ id, rule, severity, primary: primary?.address ?? null, dr: dr?.address ?? null, message },
    })),
  };
}

/** The baseline as a file to be kept beside the code: one finding's members in a fixed order, findings sorted by id. */
export function baselineText({ findings }: Baseline): string {
  const sorted = [...findings]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, rule, severity, primary, dr, message, when, reason, owner }) => ({
      ...{ id, rule, severity, primary, dr, message, when, reason, owner },
    }));
  return toJsonText({ drparityBaseline: "1.0", findings: sorted });
}

/** Reads a baseline. @throws InputError for anything that is none */
export function readBaseline(text: string, where: string): Baseline {
  let value: Json;
  try {
    value = parseStrictJson(text, where);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw notABaseline(where, "is not JSON", error);
  }
  const version = isObject(value) ? asText(value.drparityBaseline) : undefined;
  if (version === undefined || !version.startsWith("1."))
    throw notABaseline(where, "is no baseline of this version");
  const { findings } = asObject(value);
  if (!Array.isArray(findings)) throw notABaseline(where, "has no list of findings");
  const broken = findings.findIndex((finding) => !isObject(finding) || !isFinding(finding));
  if (broken >= 0)
    throw notABaseline(where, `has a finding that cannot be read, number ${String(broken + 1)}`);
  const read = objectsIn(findings) as unknown as BaselineFinding[];
  if (new Set(read.map(({ id }) => id)).size < read.length)
    throw notABaseline(where, "has a finding more than once");
  return { findings: read };
}

function isFinding({ id, rule, severity, primary, dr, message, when, reason, owner }: JsonObject): boolean {
  return (
    [id, rule, message, when].every((text) => typeof text === "string") &&
    (severity === "critical" || severity === "warning" || severity === "info") &&
    [primary, dr].every((address) => address === null || typeof address === "string") &&
    [reason, owner].every((text) => text === undefined || typeof text === "string")
  );
}

function notABaseline(where: string, what: string, cause?: unknown): InputError {
  return new InputError(
    { where, what: `The baseline ${what}.`, fix: "Write it with drparity analyze --write-baseline FILE." },
    { cause },
  );
}
