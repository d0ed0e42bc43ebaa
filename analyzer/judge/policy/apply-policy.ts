import { weighed } from "../findings/narrow";
import type { RawFinding } from "../../model/finding";
import { isDeclarable } from "./declarable";
import type { ExpectedPolicy, PairPolicy, SeverityPolicy, SuppressionPolicy } from "./policy";
import { Selector } from "./selector";

/** A finding that the policy file accepts. */
export interface Suppressed {
  readonly finding: RawFinding;
  readonly reason: string;
  readonly expires: string;
}

/** What is left of the findings, and what the file's blocks did. */
export interface PolicyResults {
  /** Those that are by design have `expected`. */
  readonly findings: readonly RawFinding[];
  readonly suppressed: readonly Suppressed[];
  /** The blocks that fit a finding, expired suppressions among them. */
  readonly used: ReadonlySet<ExpectedPolicy | SuppressionPolicy>;
}

/** What of a policy file is said of findings. */
export type FindingPolicy = Pick<PairPolicy, "expected" | "suppressions" | "severities">;

/**
 * Applies what the policy file says of findings: severities first, then what is expected, then suppressions. Where
 * several blocks fit, the last severity holds, and the first reason. It only moves findings: what makes the sources
 * incomplete stays, so that no file turns an incomplete report into parity.
 *
 * @param at the time of the report, for the suppressions' last days
 */
export function applyPolicy(found: readonly RawFinding[], policy: FindingPolicy, at: Date): PolicyResults {
  const used = new Set<ExpectedPolicy | SuppressionPolicy>();
  const weighted = applySeverities(found, policy.severities);
  const expected = compiled(policy.expected);
  const suppressions = compiled(policy.suppressions);
  const suppressed: Suppressed[] = [];
  const findings = weighted.flatMap((finding) => {
    const declared = declare(finding, expected, used);
    return declared.flatMap((one) => suppress(one, suppressions, { used, suppressed, at }));
  });
  return { findings, suppressed, used };
}

/** Whether a suppression still holds at a time: its last day is a day of UTC. */
export function holdsAt({ expires }: SuppressionPolicy, at: Date): boolean {
  return at.toISOString().slice(0, "2027-01-31".length) <= expires;
}

/** The findings with the severities that the file gives them. */
export function applySeverities(
  findings: readonly RawFinding[],
  severities: readonly SeverityPolicy[],
): RawFinding[] {
  const blocks = compiled(severities);
  return findings.map((finding) =>
    finding.expected === undefined
      ? blocks.reduce((one, { block, selector }) => withSeverity(one, block, selector), finding)
      : finding,
  );
}

function withSeverity(finding: RawFinding, { severity, attributes }: SeverityPolicy, selector: Selector) {
  if (!selector.fits(finding)) return finding;
  const differences = finding.differences.map((difference) =>
    selector.fitsPath(difference.path) ? { ...difference, severity } : difference,
  );
  const whole = attributes === undefined;
  return { ...finding, differences, severity: whole ? severity : weighed(finding, differences) };
}

/** A block with its patterns read. */
interface Compiled<T> {
  readonly block: T;
  readonly selector: Selector;
}

function compiled<T extends ExpectedPolicy | SuppressionPolicy | SeverityPolicy>(
  blocks: readonly T[],
): Compiled<T>[] {
  return blocks.map((block) => ({ block, selector: new Selector(block) }));
}

/** The finding, or the parts of it that are by design and the rest. */
function declare(
  finding: RawFinding,
  expected: readonly Compiled<ExpectedPolicy>[],
  used: Set<ExpectedPolicy | SuppressionPolicy>,
): RawFinding[] {
  if (!isDeclarable(finding)) return [finding];
  const parts: RawFinding[] = [];
  let open: RawFinding | undefined = finding;
  for (const { block, selector } of expected) {
    if (selector.fits(finding)) used.add(block);
    if (open === undefined || finding.expected !== undefined) continue;
    const { meant, rest }: ReturnType<Selector["divide"]> = selector.divide(open);
    if (meant) parts.push({ ...meant, expected: block.reason });
    open = rest;
  }
  return open ? [...parts, open] : parts;
}

/** What is left of the finding. */
function suppress(
  finding: RawFinding,
  suppressions: readonly Compiled<SuppressionPolicy>[],
  results: { used: Set<ExpectedPolicy | SuppressionPolicy>; suppressed: Suppressed[]; at: Date },
): RawFinding[] {
  if (finding.expected !== undefined) return [finding];
  let open: RawFinding | undefined = finding;
  for (const { block, selector } of suppressions) {
    if (selector.fits(finding)) results.used.add(block);
    if (open === undefined || !holdsAt(block, results.at)) continue;
    const { meant, rest }: ReturnType<Selector["divide"]> = selector.divide(open);
    const { reason, expires } = block;
    if (meant) results.suppressed.push({ finding: meant, reason, expires });
    open = rest;
  }
  return open ? [open] : [];
}
