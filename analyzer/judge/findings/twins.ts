import { type Comparison, type Divergence, plainPath } from "../../compare/difference";
import { worse } from "./severity";
import { weigh } from "./weight/weigh";
import { isStateful } from "../../base/aws/stateful-types";
import { own, type Json } from "../../base/json";
import { reasonToDiffer } from "../../pair/roles/roles";
import { schemaOf } from "../../model/catalogue/schema-of";
import { isSecretMember } from "../../model/catalogue/secret-member";
import { marksAny, maskAt } from "../../model/workspace/mask";
import type { Twins } from "../../pair/twins";
import type { Severity } from "../../model/report";
import type { Change, Resource } from "../../model/workspace/workspace";
import type { PairContext } from "../../compare/context";
import { impactOfDifference } from "./impacts";
import type { RawDifference, RawFinding, RawUnresolved } from "../../model/finding";
import { pathList } from "./path-list";
import { deferralOf } from "./deferred";

/** What comparing all twins gives. */
export interface TwinResults {
  readonly findings: RawFinding[];
  readonly unresolved: RawUnresolved[];
}

/** What other findings have told, and is not to be told twice. */
export interface AlreadyTold {
  /** Resources with a drift finding: what the plan mends there is told as drift. */
  readonly drifted: ReadonlySet<Resource>;
  /** Entries (rules, routes, a bucket's settings) that have been compared as parts of their containers. */
  readonly settled: ReadonlySet<Resource>;
  /** Attributes of containers that have been compared by their entries. */
  readonly settledAttributes: ReadonlyMap<Resource, readonly string[]>;
}

/**
 * Compares every pair of twins as it will be once both plans are applied and, to tell since when they differ, as it is
 * now. A change that only one plan makes is an asymmetric change.
 *
 */
export function compareAllTwins(context: PairContext, known: AlreadyTold): TwinResults {
  const results: TwinResults = { findings: [], unresolved: [] };
  for (const twins of context.pairing.twins) {
    if (twins.primary.mode === "managed" || twins.dr.mode === "managed")
      compareTwins(context, twins, known, results);
  }
  return results;
}

function compareTwins(context: PairContext, twins: Twins, told: AlreadyTold, results: TwinResults): void {
  const { primary, dr } = twins;
  if (told.settled.has(dr)) return;
  const deferred = deferralOf(primary, dr);
  if (deferred !== undefined) {
    results.unresolved.push({ primary, dr, path: "", reason: deferred });
    return;
  }
  if (primary.values === null || dr.values === null) {
    const finding = goingAway(twins);
    if (finding) results.findings.push(finding);
    return;
  }
  const compared = context.comparer.compare(primary, dr, "after");
  const after = withoutEntries(told.settledAttributes.get(dr) ?? [], compared);
  const before = primary.before && dr.before ? context.comparer.compare(primary, dr, "before") : undefined;
  for (const { path, reason } of after.undecided) results.unresolved.push({ primary, dr, path, reason });
  const oneSided = isChanging(primary.change) !== isChanging(dr.change);
  const known = new Set(before?.divergences.map(({ path }) => plainPath(path)));
  const existing = after.divergences.filter(({ path }) => before !== undefined && known.has(plainPath(path)));
  const introduced = after.divergences.filter((divergence) => !existing.includes(divergence));
  results.findings.push(...attributeFindings(context, twins, existing, "existing"));
  const kind = oneSided && before !== undefined ? "asymmetric-change" : "attribute";
  const fresh = attributeFindings(
    context,
    twins,
    introduced,
    kind === "attribute" ? originOfNew(twins) : "introduced",
    kind,
  );
  results.findings.push(...fresh);
  if (oneSided && before !== undefined && fresh.every(({ expected }) => expected !== undefined)) {
    const finding = oneSidedChange(context, twins, before, after, told.drifted);
    if (finding) results.findings.push(finding);
  }
}

/** A container's entries have been compared apart. */
function withoutEntries(entries: readonly string[], { divergences, undecided }: Comparison): Comparison {
  const other = ({ path }: { path: string }) => !entries.includes(plainPath(path).split(".")[0] ?? "");
  return { divergences: divergences.filter(other), undecided: undecided.filter(other) };
}

/** Without a plan nothing is introduced; in a first roll-out everything is. */
function originOfNew({ primary, dr }: Twins): RawFinding["origin"] {
  return isChanging(primary.change) || isChanging(dr.change) ? "introduced" : "existing";
}

function attributeFindings(
  context: PairContext,
  twins: Twins,
  divergences: readonly Divergence[],
  origin: RawFinding["origin"],
  kind: "attribute" | "asymmetric-change" = "attribute",
): RawFinding[] {
  const byDesign = new Map<string, Divergence[]>();
  const real: Divergence[] = [];
  for (const divergence of divergences) {
    const plain = plainPath(divergence.path);
    const reason = reasonToDiffer({ context, twins, difference: divergence, plain, all: divergences });
    if (reason === undefined) real.push(divergence);
    else byDesign.set(reason, [...(byDesign.get(reason) ?? []), divergence]);
  }
  const findings = Array.from(byDesign, ([reason, list]) => ({
    ...attributeFinding(context, twins, list, origin, "attribute"),
    severity: "info" as const,
    expected: reason,
  }));
  return real.length === 0 ? findings : [...findings, attributeFinding(context, twins, real, origin, kind)];
}

function attributeFinding(
  context: PairContext,
  twins: Twins,
  divergences: readonly Divergence[],
  origin: RawFinding["origin"],
  kind: "attribute" | "asymmetric-change",
): RawFinding {
  const { primary, dr } = twins;
  const loses = kind === "asymmetric-change" && [primary, dr].some(losesData);
  const weights = divergences.map((divergence) => weigh(context, twins, divergence, divergences));
  const gravest = weights.map(({ severity: own }) => own).reduce(worse, "info");
  const worst = weights.findIndex(({ severity: own }) => own === gravest);
  const severity = loses ? "critical" : gravest;
  const paths = divergences.map(({ path }) => path);
  const peer = divergences.some(({ nature }) => nature === "peer");
  const changing = isChanging(primary.change) ? "primary" : "dr";
  const subject = `${dr.type} ${dr.parts.name}`;
  return {
    rule: peer ? "home-region-reference" : kind === "attribute" ? "twins-equal" : "changes-symmetric",
    kind,
    severity,
    origin,
    primary,
    dr,
    differences: divergences.map((divergence, i) =>
      toDifference(divergence, weights[i]?.severity ?? gravest),
    ),
    message: peer
      ? `${subject} names the other side's region or resource in ${pathList(paths)}`
      : kind === "attribute"
        ? `${subject} differs between primary and DR in ${pathList(paths)}`
        : `only the ${changing === "primary" ? "primary" : "DR"} plan changes ${pathList(paths)} of ${subject}`,
    impact:
      weights[worst]?.impact ??
      impactOfDifference(dr.type, divergences[worst] ?? { path: "", nature: "value" }, severity),
    remediation:
      kind === "attribute"
        ? `Give ${pathList(paths)} the same meaning on both sides.`
        : `Plan the same change on the ${changing === "primary" ? "DR" : "primary"} side before either is applied.`,
  };
}

/** One plan deletes or forgets the resource while its twin stays. */
function goingAway({ primary, dr }: Twins): RawFinding | undefined {
  if (primary.values === null && dr.values === null) return undefined;
  const side = primary.values === null ? "primary" : "DR";
  const gone = primary.values === null ? primary : dr;
  const severity =
    gone.change.kind === "forget"
      ? "warning"
      : side === "DR" || isStateful(gone.type)
        ? "critical"
        : "warning";
  const verb = gone.change.kind === "forget" ? "forgets" : "deletes";
  return {
    rule: "changes-symmetric",
    kind: "asymmetric-change",
    severity,
    origin: "introduced",
    primary,
    dr,
    differences: [],
    message: `the ${side} plan ${verb} ${gone.type} ${gone.parts.name} while its twin stays`,
    impact:
      side === "DR"
        ? "After a failover the resource is not there."
        : "DR is left with what primary no longer has.",
    remediation: "Delete it on both sides, or on neither.",
  };
}

/** One plan changes the resource and the outcome is not a difference: still worth a word, more so for a replacement. */
function oneSidedChange(
  context: PairContext,
  twins: Twins,
  before: Comparison,
  after: Comparison,
  drifted: ReadonlySet<Resource>,
): RawFinding | undefined {
  const { primary, dr } = twins;
  const changing = isChanging(primary.change) ? primary : dr;
  if (drifted.has(changing)) return undefined; // the plan only puts back what was changed by hand
  const replaced = changing.change.kind === "replace";
  const heals = before.divergences.length > 0 && after.divergences.length === 0;
  if (!replaced && heals) return healing(context, twins, before);
  const side = changing === primary ? "primary" : "DR";
  const severity: Severity =
    !replaced || isConsequence(changing) ? "info" : isStateful(changing.type) ? "critical" : "warning";
  const differences = changedPaths(changing).map((path) => changedDifference(twins, changing, path));
  if (!replaced && differences.length === 0) return undefined;
  return {
    rule: "changes-symmetric",
    kind: "asymmetric-change",
    severity,
    origin: "introduced",
    primary,
    dr,
    differences,
    message: `only the ${side} plan ${replaced ? "replaces" : "changes"} ${changing.type} ${changing.parts.name}`,
    impact: replaced
      ? isStateful(changing.type)
        ? `${side} has no data until the new one has synchronised.`
        : `${side} is without it while it is being replaced.`
      : "The twins stay equal; only one of them is touched.",
    remediation: replaced
      ? "Avoid the replacement, or plan when to do without the standby."
      : "Nothing, if this is meant.",
  };
}

/** Replaced only because what it refers to is: the finding there says it all. */
function isConsequence({ type, change, values }: Resource): boolean {
  return (
    !isStateful(type) &&
    change.replacePaths.length > 0 &&
    change.replacePaths.every((path) => own(values, path) === undefined)
  );
}

function healing(context: PairContext, twins: Twins, before: Comparison): RawFinding {
  return {
    ...attributeFinding(context, twins, before.divergences, "healing", "attribute"),
    severity: "info",
    message: `the plan at hand removes the difference in ${twins.dr.type} ${twins.dr.parts.name}`,
    impact: "Until it is applied the twins differ.",
    remediation: "Apply the plan.",
  };
}

/** Top-level attributes that the plan changes: known ones by value, unknown ones where they were known before. */
function changedPaths({ before, values, unknown, change }: Resource): string[] {
  const changed = Object.keys(values ?? {}).filter(
    (name) => JSON.stringify(own(values, name)) !== JSON.stringify(own(before, name)),
  );
  const unset = Object.entries((unknown ?? {}) as Record<string, unknown>)
    .filter(([name, mark]) => mark === true && change.kind === "update" && name !== "version")
    .map(([name]) => name);
  return [...new Set([...change.replacePaths, ...changed, ...unset])].filter((name) => name !== "tags_all");
}

function changedDifference({ primary, dr }: Twins, changing: Resource, path: string): RawDifference {
  const now = own(changing.before, path);
  const then = own(changing.values, path);
  const values = changing === primary ? { primary: then, dr: now } : { primary: now, dr: then };
  const unknown = then === undefined;
  return {
    path,
    ...values,
    unknown: { primary: changing === primary && unknown, dr: changing === dr && unknown },
    sensitive: [primary, dr].some((one) => isSecretAt(one, path, now, then)),
  };
}

function isSecretAt(resource: Resource, path: string, ...values: readonly (Json | undefined)[]): boolean {
  return marksAny(maskAt(resource.sensitive, path)) || isSecretMember(schemaOf(resource), path, ...values);
}

/** Whether the plan replaces something that holds data. */
function losesData({ type, change }: Resource): boolean {
  return change.kind === "replace" && isStateful(type);
}

/** Whether the plan does anything to the resource. */
export function isChanging({ kind }: Change): boolean {
  return kind !== "no-op" && kind !== "read";
}

function toDifference(
  { path, primary, dr, unknown, refers, sensitive }: Divergence,
  severity: Severity,
): RawDifference & { severity: Severity } {
  return { path, primary, dr, unknown, refers, sensitive, severity };
}
