import { parseAddress } from "../model/workspace/address";
import type { Finding, ResourceRef } from "../model/report";
import { ORIGINS, SEVERITIES, typeOf } from "./words";

/** Findings that say the same about different resources, such as twelve subnets that DR lacks. */
export interface FindingGroup {
  /** What severity, kind, origin, rule and differences are read from: they are the same in all. */
  readonly first: Finding;
  readonly findings: readonly Finding[];
  /** What they are about: a type, or `resources` of several. */
  readonly subject: string;
  readonly message: string;
  readonly impact: string;
  readonly remediation: string;
}

/** Stands for a finding's own addresses while texts are compared. NUL occurs in no Terraform address. */
const SELF = "\u0000";

/**
 * Puts alike findings together, worst first, then by origin; otherwise in the report's order.
 *
 * @param apart keeps those apart for which it says something else. @default - what is alike is together
 */
export function groupAlike(
  findings: readonly Finding[],
  apart: (finding: Finding) => string = () => "",
): readonly FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = likeness(finding) + apart(finding);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()].map(toGroup).sort(byWeight);
}

function byWeight({ first: a }: FindingGroup, { first: b }: FindingGroup): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    ORIGINS.indexOf(a.origin) - ORIGINS.indexOf(b.origin)
  );
}

/** Equal for findings that differ in nothing but the resource. */
function likeness(finding: Finding): string {
  const { severity, kind, origin, rule, primary, dr, differences } = finding;
  const message = isMissing(finding) ? SELF : withoutSelf(finding.message, finding);
  // What names no resource is said of all alike, whatever their types: a module that lies elsewhere.
  const typeIn = ({ type }: ResourceRef) => (message.includes(SELF) ? type : "");
  return JSON.stringify([
    severity,
    kind,
    origin,
    rule,
    primary && [typeIn(primary), primary.region],
    dr && [typeIn(dr), dr.region],
    differences.map((d) => [d.path, d.primary, d.dr]),
    message,
    withoutSelf(finding.impact, finding),
    withoutSelf(finding.remediation, finding),
  ]);
}

function toGroup(findings: readonly Finding[]): FindingGroup {
  const first = findings[0] as Finding;
  const { message, impact, remediation } = first;
  const subject = findings.every((one) => typeOf(one) === typeOf(first)) ? typeOf(first) : "resources";
  if (findings.length === 1) return { first, findings, subject, message, impact, remediation };
  const forAll = (text: string) =>
    capitalised(withoutSelf(text, first).replaceAll(SELF, `each ${typeOf(first)}`));
  return {
    first,
    findings,
    subject,
    message: isMissing(first) ? missingMessage(first, findings.length) : forAll(message),
    impact: forAll(impact),
    remediation: forAll(remediation),
  };
}

/** Whether one side has nothing of it; what merely lies elsewhere is there. */
function isMissing({ kind, primary, dr }: Finding): boolean {
  return (kind === "missing-in-dr" || kind === "missing-in-primary") && (primary === null || dr === null);
}

function missingMessage({ kind, primary, dr }: Finding, n: number): string {
  const side = kind === "missing-in-dr" ? "the DR region" : "the primary region";
  return `${String(n)} resources of type ${(primary ?? dr)?.type ?? "unknown"} have no twin in ${side}.`;
}

function withoutSelf(text: string, { primary, dr }: Finding): string {
  // The longer first: `a.b` is part of `module.m.a.b`.
  const own = [primary, dr].flatMap((one) => (one ? namesOf(one) : [])).sort((a, b) => b.length - a.length);
  return own.reduce((rest, name) => replaceWhole(rest, name), text);
}

/** How messages call a resource: by its address, or by its type and name. */
function namesOf({ address }: ResourceRef): string[] {
  const parts = parseAddress(address);
  return parts ? [address, `${parts.type} ${parts.name}`] : [address];
}

/** Puts SELF for the name where it is not the beginning of a longer one. */
function replaceWhole(text: string, name: string): string {
  const [first = "", ...others] = text.split(name);
  return others.reduce((done, rest) => done + (/^[\w[-]/.test(rest) ? name : SELF) + rest, first);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
