import { Comparer } from "./compare/compare";
import { KnownBesideUnknown } from "./compare/known-beside";
import { TemplateVersions } from "./compare/template-versions";
import { References } from "./compare/references";
import { findAutoscaled } from "./pair/roles/autoscaled";
import { addressKey, type PairContext } from "./compare/context";
import { findFailedChecks } from "./judge/findings/checks";
import { findDrift } from "./judge/findings/drift";
import { type Drills, judgeDrills } from "./judge/findings/drills";
import { findMisplaced } from "./judge/findings/misplaced";
import { findMissing } from "./judge/findings/missing";
import { compareComposites } from "./judge/findings/composites/composite";
import { findForeignSources } from "./judge/findings/replica-source";
import { compareAllTwins } from "./judge/findings/twins";
import { type Counterparts, learn } from "./pair/learn";
import { NO_LOCATOR, type Locator } from "./mend/locate/locator";
import { wordingOf } from "./mend/locate/wording";
import { NO_OWNERS, type OwnerSources } from "./mend/owners/owner";
import { pairUp, type DeclaredTwins } from "./pair/pair";
import { assignSides, sidesOf, type PairSources } from "./pair/sides";
import { writerOf } from "./pair/writer";
import { Resolver } from "./model/resolve/resolver";
import { relatedness } from "./pair/relatedness";
import type { Objectives } from "./model/targets";
import { applyPolicy, applySeverities } from "./judge/policy/apply-policy";
import { applyByDesign, type PairManifest } from "./judge/policy/manifest";
import type { PairPolicy, SuppressionPolicy } from "./judge/policy/policy";
import { findPolicyRot } from "./judge/policy/policy-rot";
import { assemble } from "./report/assemble";
import type { Report, SideName, Strategy } from "./model/report";
import type { Resource } from "./model/workspace/workspace";
import { RULES } from "./judge/rules/all";
import type { ReadinessRule } from "./judge/rules/rule";
import { runRules } from "./judge/rules/run";

/** What to analyze, and how. */
export interface AnalyzeInput extends PairSources {
  readonly name: string;
  readonly strategy: Strategy;
  readonly declared: readonly DeclaredTwins[];
  /** Values of both sides that are declared to stand for the same. */
  readonly counterparts?: readonly Counterparts[];
  readonly byDesign: PairManifest["byDesign"];
  /** The side that writes now, as the manifest says; primary where nobody says it. */
  readonly writer?: SideName;
  /** What is promised of the pair. */
  readonly objectives?: Objectives;
  /** What the policy file says of the pair; its twins, strategy and objectives are told above. */
  readonly policy?: PairPolicy;
  /** What comments beside the code accept; the policy file's own decisions come first. */
  readonly accepted?: readonly SuppressionPolicy[];
  /** A team's own rules, beside the built-in ones. */
  readonly ownRules?: readonly ReadinessRule[];
  /** The reports of its drills; absent where nobody says where they are. */
  readonly drills?: Drills;
  /** Which rules are asked about; all where it is absent. */
  readonly asksRule?: (rule: string) => boolean;
  readonly generatedAt: Date;
  /** Where resources are declared; unknown when absent. */
  readonly locator?: Locator;
  /** Whose resources are, beside what their tags say. */
  readonly owners?: OwnerSources;
}

/** Pairs up both sides and tells what twins mean; what `drparity pairs` shows. */
export function understand(input: AnalyzeInput): PairContext {
  const sides = assignSides(input, input.declared);
  const workspaces = [...input.primary, ...input.dr, ...input.shared, ...input.combined];
  const resolver = new Resolver(workspaces, sidesOf(sides));
  const pairing = pairUp(sides, input.declared, resolver);
  const untwinned = [...pairing.onlyPrimary, ...pairing.onlyDr, ...sides.shared];
  const neutral = learn(sides, pairing.twins, untwinned, input.counterparts);
  const references = new References(pairing, resolver, neutral);
  return {
    strategy: input.strategy,
    objectives: input.objectives ?? {},
    tolerances: input.policy?.tolerances ?? {},
    sides,
    workspaces,
    pairing,
    writer: writerOf({ sides, workspaces, pairing, declared: input.writer }),
    neutral,
    autoscaled: findAutoscaled(workspaces),
    resolver,
    references,
    comparer: new Comparer(
      neutral,
      references,
      new KnownBesideUnknown(pairing, resolver),
      new TemplateVersions(workspaces),
      wordingOf(input.locator ?? NO_LOCATOR),
    ),
    twinsOf: new Map(
      pairing.twins.flatMap((twins) => [twins.primary, twins.dr].map((one) => [one, twins] as const)),
    ),
    byAddress: new Map(
      workspaces.flatMap(({ label, resources }) =>
        resources.map((one) => [addressKey(label, one.address), one] as const),
      ),
    ),
  };
}

/** The whole pipeline: workspaces in, report out. Pure but for the clock, which the caller reads. */
export function analyze(input: AnalyzeInput): Report {
  return analyzeWith(understand(input), input);
}

/**
 * The same of a pair that was understood already.
 * @param context what `understand` made of this very input
 */
export function analyzeWith(context: PairContext, input: AnalyzeInput): Report {
  const { asksRule = () => true } = input;
  const related = relatedness(context.pairing, context.sides);
  const drift = findDrift(context);
  const drifted = new Set(drift.flatMap(({ primary, dr }) => [primary, dr].filter((one) => one !== null)));
  const composites = compareComposites(context);
  const twins = compareAllTwins(context, { drifted, ...composites });
  const missing = related.unrelated === undefined ? findMissing(context, composites.settled) : NONE;
  const readiness =
    related.unrelated === undefined
      ? runRules(
          [...RULES, ...(input.ownRules ?? [])].filter(({ id }) => asksRule(id)),
          context,
        )
      : { findings: [], unresolved: [], failed: [] };
  const drills = judgeDrills(input.drills, input.name, input.generatedAt);
  const found = [
    ...(related.unrelated === undefined ? twins.findings : []),
    ...findForeignSources(context),
    ...(related.unrelated === undefined ? composites.findings : []),
    ...missing.findings,
    ...(related.unrelated === undefined ? findMisplaced(context) : []),
    ...drift,
    ...findFailedChecks(context),
    ...readiness.findings,
    ...drills.findings,
  ].filter(({ rule }) => asksRule(rule));
  const incomplete = [
    ...context.workspaces.flatMap(({ label, incomplete: why }) => why.map((reason) => `${label}: ${reason}`)),
    ...readiness.failed,
    ...(related.unrelated ? [related.unrelated] : []),
  ];
  const file = input.policy ?? NO_POLICY;
  const policy = { ...file, suppressions: [...file.suppressions, ...(input.accepted ?? [])] };
  const byDesign = applyByDesign(found, input);
  const { findings, suppressed, used } = applyPolicy(byDesign, policy, input.generatedAt);
  const rot = findPolicyRot({
    policy,
    used,
    context,
    // What a decision is about may be a rule that was not asked about.
    complete: incomplete.length === 0 && input.asksRule === undefined,
    at: input.generatedAt,
  }).filter(({ rule }) => asksRule(rule));
  return assemble({
    context,
    name: input.name,
    sources: {
      primary: [...input.primary, ...input.combined].map(({ label }) => label),
      dr: [...input.dr, ...input.combined].map(({ label }) => label),
    },
    findings: [...findings, ...applySeverities(rot, policy.severities)],
    suppressed,
    unresolved: [
      ...composites.unresolved,
      ...twins.unresolved,
      ...missing.unresolved,
      ...readiness.unresolved,
      ...drills.unresolved,
    ],
    incomplete,
    notCompared: [...related.notCompared, ...context.sides.elsewhere.filter(isManaged).map(ofNeither)],
    askedAboutAll: input.asksRule === undefined,
    generatedAt: input.generatedAt,
    locator: input.locator ?? NO_LOCATOR,
    owners: input.owners ?? NO_OWNERS,
  });
}

function isManaged({ mode }: Resource): boolean {
  return mode === "managed";
}

function ofNeither(resource: Resource) {
  return { resource, reason: `lies in ${resource.region ?? "another region"}: it belongs to neither side` };
}

const NONE = { findings: [], unresolved: [] };
/** A pair of which no policy file speaks. */
const NO_POLICY = { twins: [], expected: [], suppressions: [], severities: [] };
