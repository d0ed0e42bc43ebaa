import type { PairContext } from "../compare/context";
import type { RawDifference, RawFinding, RawUnresolved } from "../model/finding";
import { Fixer } from "../mend/fix/fixer";
import type { Locator } from "../mend/locate/locator";
import { ownerOf, type OwnerSources } from "../mend/owners/owner";
import { isFailedOver } from "../pair/writer";
import type { Resource } from "../model/workspace/workspace";
import { refOf } from "./resource-ref";
import { practicesOf } from "../judge/rules/practices";
import { pathsOf } from "./failover-paths";
import { recoveryOf } from "./recovery";
import { fingerprints } from "./fingerprint";
import { type Redactor, redactorOf, UNKNOWN, unknownOf } from "../base/secrets/redact";
import { summarize } from "./summary";
import { TOOL_VERSION } from "../base/version";
import type {
  Difference,
  ExpectedDifference,
  Finding,
  Report,
  ResourceRef,
  Severity,
  SourceLocation,
  SuppressedFinding,
} from "../model/report";

/** What the report is put together from. */
export interface Material {
  readonly context: PairContext;
  readonly name: string;
  readonly sources: { readonly primary: readonly string[]; readonly dr: readonly string[] };
  readonly findings: readonly RawFinding[];
  readonly suppressed: readonly {
    readonly finding: RawFinding;
    readonly reason: string;
    readonly expires: string | null;
  }[];
  readonly unresolved: readonly RawUnresolved[];
  readonly incomplete: readonly string[];
  readonly notCompared: readonly { readonly resource: Resource; readonly reason: string }[];
  /** Whether no rule was left out by choice. */
  readonly askedAboutAll: boolean;
  readonly generatedAt: Date;
  readonly locator: Locator;
  readonly owners: OwnerSources;
}

/** What is not asked about is not known to be well, and every rendering lists what was not compared. */
const PART_OF_THE_RULES = { address: "*", reason: "only some rules were asked about (--rule, --skip-rule)" };

/** Puts the report together: redacts, fingerprints, sorts and counts. */
export function assemble(material: Material): Report {
  const { context } = material;
  const redactor = redactorOf(context.workspaces);
  const printer = new Printer(material, redactor);
  const shown = (text: string) => redactor.text(text);
  const findings = material.findings
    .filter(({ expected }) => expected === undefined)
    .map((raw) => printer.finding(raw));
  const expected = material.findings.flatMap((raw) =>
    raw.expected === undefined
      ? []
      : [{ ...printer.finding(raw), reason: redactor.text(raw.expected) } satisfies ExpectedDifference],
  );
  const suppressed = material.suppressed.map(
    ({ finding, reason, expires }) =>
      ({ ...printer.finding(finding), reason: redactor.text(reason), expires }) satisfies SuppressedFinding,
  );
  const unresolved = material.unresolved.map(({ primary, dr, path, reason }) => ({
    primary: printer.ref(primary, [path]),
    dr: printer.ref(dr, [path]),
    path: redactor.text(path),
    reason: redactor.text(reason),
  }));
  findings.sort(bySeverity);
  return {
    schemaVersion: "1.0",
    tool: { name: "drparity", version: TOOL_VERSION },
    generatedAt: material.generatedAt.toISOString(),
    pair: {
      name: redactor.text(material.name),
      strategy: context.strategy,
      ...(isFailedOver(context) ? { writer: "dr" as const } : {}),
      primary: sideSummary(context, "primary", material.sources.primary.map(shown)),
      dr: sideSummary(context, "dr", material.sources.dr.map(shown)),
    },
    summary: summarize({
      findings,
      expected,
      suppressed,
      unresolved,
      paired: context.pairing.twins.filter(({ primary }) => primary.mode === "managed").length,
      incomplete: material.incomplete,
    }),
    findings,
    expected,
    suppressed,
    unresolved,
    recovery: recoveryOf(context, material.findings, redactor),
    failoverPaths: pathsOf(context, redactor),
    coverage: {
      comparedTypes: comparedTypes(context),
      notCompared: [
        ...(material.askedAboutAll ? [] : [PART_OF_THE_RULES]),
        ...material.notCompared.map(({ resource, reason }) => ({
          address: redactor.address(resource.address),
          reason: redactor.text(reason),
        })),
      ],
      incomplete: material.incomplete.map((reason) => redactor.text(reason)),
    },
  };
}

const RANK: Readonly<Record<Severity, number>> = { critical: 0, warning: 1, info: 2 };

function bySeverity(a: Finding, b: Finding): number {
  return (
    RANK[a.severity] - RANK[b.severity] ||
    compareTexts(addressOf(a), addressOf(b)) ||
    compareTexts(a.rule, b.rule)
  );
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function addressOf({ primary, dr }: Finding): string {
  return primary?.address ?? dr?.address ?? "";
}

function sideSummary({ sides }: PairContext, name: "primary" | "dr", sources: readonly string[]) {
  const side = sides[name];
  return {
    region: side.region ?? null,
    sources,
    resources: side.resources.filter(({ mode, values }) => mode === "managed" && values !== null).length,
  };
}

function comparedTypes({ pairing }: PairContext): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { primary } of pairing.twins) {
    if (primary.mode === "managed") counts.set(primary.type, (counts.get(primary.type) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => compareTexts(a, b)));
}

/** Turns raw findings into what may be shown. */
class Printer {
  private readonly ids: ReadonlyMap<RawFinding, string>;
  private readonly fixer: Fixer;

  constructor(
    private readonly material: Material,
    private readonly redactor: Redactor,
  ) {
    const { context, findings, suppressed } = material;
    const all = [...findings, ...suppressed.map(({ finding }) => finding)];
    this.ids = fingerprints(context, all, (text) => redactor.whole(text));
    this.fixer = new Fixer(context, redactor, material.locator);
  }

  finding(raw: RawFinding): Finding {
    const paths = raw.differences.map(({ path }) => path);
    const owner = this.owner(raw, paths);
    const fix = this.fixer.fix(raw);
    return {
      id: this.ids.get(raw) ?? "",
      rule: raw.rule,
      kind: raw.kind,
      severity: raw.severity,
      origin: raw.origin,
      primary: this.ref(raw.primary, paths),
      dr: this.ref(raw.dr, paths),
      differences: raw.differences.map((difference) => this.difference(difference)),
      message: this.redactor.text(raw.message),
      impact: this.redactor.text(raw.impact),
      remediation: this.redactor.text(raw.remediation),
      practices: practicesOf(raw.rule),
      ...(owner === undefined ? {} : { owner: this.redactor.text(owner) }),
      ...(raw.driftedSide ? { driftedSide: raw.driftedSide } : {}),
      ...(fix ? { fix } : {}),
    };
  }

  /** @param paths the attributes that are in question: the location is the first one's that is written */
  ref(resource: Resource | null, paths: readonly string[] = []): ResourceRef | null {
    if (!resource) return null;
    const location = this.material.locator.locate(resource, paths);
    return { ...refOf(resource, this.redactor), ...(location ? { location: this.location(location) } : {}) };
  }

  private location({ file, line, construct }: SourceLocation): SourceLocation {
    return {
      file: this.redactor.text(file),
      line,
      ...(construct === undefined ? {} : { construct: this.redactor.text(construct) }),
    };
  }

  private owner({ kind, primary, dr }: RawFinding, paths: readonly string[]): string | undefined {
    const { locator, owners } = this.material;
    const mendedFirst = kind === "missing-in-primary" ? [primary, dr] : [dr, primary];
    const concerned = mendedFirst
      .filter((resource) => resource !== null)
      .map((resource) => ({ resource, located: locator.locate(resource, paths) }));
    return ownerOf(concerned, owners);
  }

  /** What stands for a value that nobody knows, with what it refers to where that is known. */
  private unknown(refers: string | undefined): string {
    return refers ? unknownOf(this.redactor.text(refers)) : UNKNOWN;
  }

  private difference({ path, primary, dr, unknown, refers, sensitive }: RawDifference): Difference {
    return {
      path: this.redactor.text(path),
      primary: unknown?.primary ? this.unknown(refers?.primary) : this.redactor.value(primary, sensitive),
      dr: unknown?.dr ? this.unknown(refers?.dr) : this.redactor.value(dr, sensitive),
    };
  }
}
