import { asObject, asText, objectsIn, stringsIn, type Json } from "../../base/json";
import { InputError } from "../../base/errors";
import type { Counterparts } from "../../pair/learn";
import type { DeclaredTwins } from "../../pair/pair";
import { STRATEGIES, type Strategy } from "../../model/report";
import type { RawFinding } from "../../model/finding";
import type { Objectives } from "../../model/targets";
import { narrowed } from "../findings/narrow";
import { plainPath } from "../../compare/difference";
import { isDeclarable } from "./declarable";
import { stripKeys } from "../../model/workspace/configuration";

/** What the generator's manifest (`cdktf.out/drparity.json`) says; its shape is `stacks/manifest.schema.json`. */
export interface PairManifest {
  readonly name: string | undefined;
  readonly strategy: Strategy | undefined;
  readonly regions: { readonly primary?: string; readonly dr?: string };
  readonly objectives: Objectives;
  /** The side that writes now: `dr` after a failover, otherwise absent. */
  readonly writer?: "dr";
  readonly workspaces: readonly {
    readonly name: string;
    readonly side: "primary" | "dr" | "link";
    readonly directory: string;
  }[];
  /** Addresses in the primary workspace from which something on the DR side is made. */
  readonly primaryFirst: readonly string[];
  readonly twins: readonly DeclaredTwins[];
  /** Values of both sides that stand for the same, of things that are in no source. */
  readonly counterparts: readonly Counterparts[];
  readonly byDesign: readonly {
    readonly side: string;
    readonly address: string;
    readonly paths: readonly string[];
    /** The readiness rule whose findings about the resource are accepted; nothing else about it is. */
    readonly rule?: string;
    readonly reason: string;
  }[];
}

/**
 * Reads a manifest.
 * @throws InputError when the document is none, or of a version that this one does not know
 */
export function readManifest(document: Json, where: string): PairManifest {
  const manifest = asObject(document);
  const version = asText(manifest.schemaVersion);
  if (version === undefined || !version.startsWith("1.")) {
    throw new InputError({
      what:
        version === undefined
          ? "is not a drparity manifest"
          : `is a manifest of version ${version}, which this drparity does not know`,
      where,
      fix: "Name the drparity.json that synthesis wrote, of the same major version.",
    });
  }
  const pair = asObject(manifest.pair);
  const strategy = asText(pair.strategy);
  return {
    name: asText(pair.name),
    strategy: STRATEGIES.find((one) => one === strategy),
    regions: { primary: asText(pair.primaryRegion), dr: asText(pair.drRegion) },
    objectives: { rtoSeconds: secondsIn(pair.rtoSeconds), rpoSeconds: secondsIn(pair.rpoSeconds) },
    ...(pair.writer === "dr" ? { writer: "dr" as const } : {}),
    workspaces: objectsIn(manifest.workspaces).flatMap((workspace) => {
      const side = asText(workspace.side);
      const directory = asText(workspace.directory);
      const known = side === "primary" || side === "dr" || side === "link";
      const name = asText(workspace.name) ?? directory ?? "";
      return known && directory !== undefined ? [{ name, side, directory }] : [];
    }),
    primaryFirst: objectsIn(manifest.primaryFirst).flatMap(({ address }) =>
      typeof address === "string" ? [address] : [],
    ),
    twins: objectsIn(manifest.twins).flatMap(({ primary, dr }) =>
      typeof primary === "string" && typeof dr === "string"
        ? [{ primary, dr, reason: "manifest" as const }]
        : [],
    ),
    counterparts: objectsIn(manifest.counterparts).flatMap(({ primary, dr }) =>
      typeof primary === "string" && typeof dr === "string" ? [{ primary, dr }] : [],
    ),
    byDesign: objectsIn(manifest.byDesign).map((entry) => ({
      side: asText(entry.side) ?? "",
      address: asText(entry.address) ?? "",
      paths: stringsIn(entry.paths),
      ...(typeof entry.rule === "string" ? { rule: entry.rule } : {}),
      reason: asText(entry.reason) ?? "by design",
    })),
  };
}

function secondsIn(value: Json | undefined): number | undefined {
  return typeof value === "number" && value >= 0 ? value : undefined;
}

/** Marks findings that the manifest says are by design. Drift and one-sided changes never are. */
export function applyByDesign(
  findings: readonly RawFinding[],
  { byDesign }: Pick<PairManifest, "byDesign">,
): RawFinding[] {
  const entries = new Map<string, PairManifest["byDesign"][number][]>();
  for (const entry of byDesign) entries.set(entry.address, [...(entries.get(entry.address) ?? []), entry]);
  return findings.flatMap((finding) => {
    if (finding.expected !== undefined) return [finding];
    const named = [finding.primary, finding.dr].flatMap((resource) =>
      resource ? (entries.get(resource.address) ?? entries.get(stripKeys(resource.address)) ?? []) : [],
    );
    const accepted = named.find(({ rule }) => rule !== undefined && rule === finding.rule);
    if (accepted && finding.kind === "readiness") return [{ ...finding, expected: accepted.reason }];
    const differing = named.filter(({ rule }) => rule === undefined);
    return isDeclarable(finding) && differing.length > 0 ? split(finding, differing) : [finding];
  });
}

function split(
  finding: RawFinding,
  named: readonly { paths: readonly string[]; reason: string }[],
): RawFinding[] {
  const whole = named.find(({ paths }) => paths.length === 0);
  if (whole || finding.differences.length === 0)
    return whole ? [{ ...finding, expected: whole.reason }] : [finding];
  const reasonOf = (path: string) =>
    named.find(({ paths }) => paths.some((pattern) => covers(pattern, path)))?.reason;
  const declared = finding.differences.filter(({ path }) => reasonOf(path) !== undefined);
  const rest = finding.differences.filter(({ path }) => reasonOf(path) === undefined);
  const expected =
    declared.length > 0
      ? [{ ...narrowed(finding, declared), expected: reasonOf(declared[0]?.path ?? "") }]
      : [];
  return rest.length > 0 ? [...expected, narrowed(finding, rest)] : expected;
}

function covers(pattern: string, path: string): boolean {
  const [outer, inner] = [plainPath(pattern), plainPath(path)];
  return inner === outer || inner.startsWith(`${outer}.`);
}
