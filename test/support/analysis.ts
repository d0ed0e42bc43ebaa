import { analyze, understand, type AnalyzeInput } from "../../analyzer/analyze";
import type { PairContext } from "../../analyzer/compare/context";
import type { Finding, Report } from "../../analyzer/model/report";
import type { Workspace } from "../../analyzer/model/workspace/workspace";
import { PlanBuilder } from "./plan-builder";

type Sources = Workspace | PlanBuilder | readonly (Workspace | PlanBuilder)[];

/** A pair as a test tells it; what is left out is as the command line has it by default. */
export type PairInput = Partial<Omit<AnalyzeInput, "primary" | "dr" | "shared" | "combined">> & {
  readonly primary?: Sources;
  readonly dr?: Sources;
  readonly shared?: Sources;
  readonly combined?: Sources;
};

/** The analyzer's input of a pair. */
export function inputOf({ primary, dr, shared, combined, ...rest }: PairInput): AnalyzeInput {
  return {
    primary: workspaces(primary, "primary.json"),
    dr: workspaces(dr, "dr.json"),
    shared: workspaces(shared, "shared.json"),
    combined: workspaces(combined, "combined.json"),
    regions: {},
    name: "test",
    strategy: "warm-standby",
    declared: [],
    byDesign: [],
    generatedAt: new Date(0),
    ...rest,
  };
}

/** The pair, understood: sides, twins, identities. */
export function contextOf(input: PairInput): PairContext {
  return understand(inputOf(input));
}

/** The report of a pair. */
export function reportOf(input: PairInput): Report {
  return analyze(inputOf(input));
}

/** Findings as a test compares them: `kind severity primary-address dr-address [paths]`. */
export function told(findings: readonly Finding[]): string[] {
  return findings.map(({ kind, severity, primary, dr, differences }) => {
    const addresses = [...new Set([primary?.address, dr?.address])].filter(Boolean).join(" / ");
    const paths = differences.map(({ path }) => path).join(", ");
    return `${severity} ${kind} ${addresses}${paths === "" ? "" : `: ${paths}`}`;
  });
}

/** Twins as a test compares them: `reason: primary = dr`. */
export function twinsOf(input: PairInput): string[] {
  return contextOf(input).pairing.twins.map(
    ({ primary, dr, reason }) => `${reason}: ${primary.address} = ${dr.address}`,
  );
}

function workspaces(sources: Sources | undefined, label: string): Workspace[] {
  const list = sources === undefined ? [] : Array.isArray(sources) ? sources : [sources];
  return (list as (Workspace | PlanBuilder)[]).map((source, i) =>
    source instanceof PlanBuilder ? source.workspace(i === 0 ? label : `${i}-${label}`) : source,
  );
}
