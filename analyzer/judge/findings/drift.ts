import { isObject, own, type Json } from "../../base/json";
import { isMirror, isNever } from "../../compare/noise";
import { isMute, saysNothing, toldByPresence } from "../../compare/presence";
import { memberPath, plainPath } from "../../compare/difference";
import { severityOf, severityOfAbsence, worse } from "./severity";
import type { Severity, SideName } from "../../model/report";
import { descend, type SchemaNode } from "../../model/catalogue/catalogue";
import { maskAt, type Mask, marksAny } from "../../model/workspace/mask";
import { schemaOf } from "../../model/catalogue/schema-of";
import { isSecretMember } from "../../model/catalogue/secret-member";
import type { Drift, Resource, Workspace } from "../../model/workspace/workspace";
import { addressKey, type PairContext } from "../../compare/context";
import type { RawDifference, RawFinding } from "../../model/finding";
import { isFailedOver } from "../../pair/writer";
import { pathList } from "./path-list";

/** What was changed outside Terraform: every meaningful entry of the plans' `resource_drift`. */
export function findDrift(context: PairContext): RawFinding[] {
  return context.workspaces.flatMap((workspace) =>
    workspace.drift.flatMap((drift) => driftFinding(context, workspace, drift) ?? []),
  );
}

function driftFinding(context: PairContext, workspace: Workspace, drift: Drift): RawFinding | undefined {
  const resource = context.byAddress.get(addressKey(workspace.label, drift.address));
  if (!resource || drift.mode === "data") return undefined;
  const changes = drift.deleted ? [] : changesOf(drift, resource);
  if (!drift.deleted && changes.length === 0) return undefined;
  const twins = context.twinsOf.get(resource);
  const side: SideName = context.sides.dr.resources.includes(resource) ? "dr" : "primary";
  const reverted = resource.change.kind !== "no-op";
  const differences = changes.map((change) =>
    difference(change, side, reverted ? severityOfChange(resource, change) : "info"),
  );
  const severity = drift.deleted
    ? severityOfAbsence(resource.type)
    : differences.map((one) => one.severity).reduce<Severity>(worse, "info");
  const name = `${resource.type} ${resource.parts.name}`;
  const where = side === "dr" ? "DR" : "primary";
  return {
    rule: "no-drift",
    kind: "drift",
    driftedSide: side,
    ...(isFailedOver(context) && movedByFailover(changes) ? { expected: "the failover changed it" } : {}),
    severity,
    origin: "drift",
    primary: twins?.primary ?? (side === "primary" ? resource : null),
    dr: twins?.dr ?? (side === "dr" ? resource : null),
    differences,
    message: drift.deleted
      ? `${name} was deleted in ${where} outside Terraform`
      : `${name} was changed in ${where} outside Terraform: ${pathList(changes.map(({ path }) => path))}`,
    impact: drift.deleted
      ? "It is not there until the next apply."
      : reverted
        ? "The two sides behave differently, and the next apply undoes the change."
        : "Terraform leaves the change alone; the configuration does not tell what runs.",
    remediation: "Apply the plan to undo the change, or bring it into the configuration of both sides.",
  };
}

/** What a failover changes of databases; whether the next apply would undo it, `failover-not-undone` asks. */
function movedByFailover(changes: readonly LeafChange[]): boolean {
  return changes.length > 0 && changes.every(({ path }) => MOVED.test(path));
}

const MOVED =
  /^(?:replicate_source_db|replication_source_identifier|global_cluster_members|primary_replication_group_id)(?:$|[.[])/;

interface LeafChange {
  readonly path: string;
  readonly before: Json;
  readonly after: Json;
  readonly sensitive: boolean;
}

/** The leaves that changed and that the configuration has a say in. */
function changesOf(drift: Drift, resource: Resource): LeafChange[] {
  const schema = schemaOf(resource);
  const names = new Set([...Object.keys(drift.before ?? {}), ...Object.keys(drift.after ?? {})]);
  const changes: LeafChange[] = [];
  for (const name of names) {
    const node = schema?.member(name);
    if (isNever(name) || node?.computedOnly) continue;
    const written = resource.expressions === undefined || Object.hasOwn(resource.expressions, name);
    if (!written && (node?.optionalComputed || isMirror(resource.type, name))) continue;
    collect(
      own(drift.before, name) ?? null,
      own(drift.after, name) ?? null,
      name,
      { node, parent: schema },
      maskAt(drift.sensitive, name),
      changes,
    );
  }
  return changes;
}

/** What the schema says of a value, and of what has it as a member. */
interface Known {
  readonly node: SchemaNode | undefined;
  readonly parent: SchemaNode | undefined;
}

function collect(
  before: Json,
  after: Json,
  path: string,
  { node, parent }: Known,
  mask: Mask,
  found: LeafChange[],
): void {
  if (node?.computedOnly || node?.writeOnly) return;
  if (saysNothing(before, node) && saysNothing(after, node)) return;
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  if (isObject(before) && isObject(after)) {
    const told = toldByPresence(before, after, node);
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const child = node && descend(node, key);
      const look = told.has(key) ? note : collect;
      look(
        own(before, key) ?? null,
        own(after, key) ?? null,
        memberPath(path, key),
        { node: child, parent: node },
        maskAt(mask, key),
        found,
      );
    }
  } else if (
    Array.isArray(before) &&
    Array.isArray(after) &&
    before.length === after.length &&
    before.some(isObject) &&
    node?.kind !== "set"
  ) {
    before.forEach((item, i) => {
      const child = node && descend(node, i);
      collect(item, after[i] as Json, `${path}[${i}]`, { node: child, parent }, maskAt(mask, i), found);
    });
  } else if (sorted(before) !== sorted(after) && ![before, after].every((value) => isMute(value, node))) {
    note(before, after, path, { node, parent }, mask, found);
  }
}

function note(
  before: Json,
  after: Json,
  path: string,
  { node, parent }: Known,
  mask: Mask,
  found: LeafChange[],
): void {
  const name = plainPath(path).split(".").at(-1) ?? "";
  const sensitive = marksAny(mask) || node?.sensitive === true || isSecretMember(parent, name, before, after);
  found.push({ path, before, after, sensitive });
}

/** Sets come in another order when their content changes elsewhere. */
function sorted(value: Json): string {
  return Array.isArray(value)
    ? value
        .map((item) => JSON.stringify(item))
        .sort()
        .join()
    : JSON.stringify(value);
}

function severityOfChange(resource: Resource, change: LeafChange): Severity {
  return severityOf(resource.type, {
    path: change.path,
    primary: change.before,
    dr: change.after,
    unknown: { primary: false, dr: false },
    sensitive: change.sensitive,
    nature: "value",
  });
}

/** On the side that drifted: what it is now; on the other: what it was, which the twin still is. */
function difference(
  { path, before, after, sensitive }: LeafChange,
  side: SideName,
  severity: Severity,
): RawDifference & { severity: Severity } {
  return side === "dr"
    ? { path, primary: before, dr: after, sensitive, severity }
    : { path, primary: after, dr: before, sensitive, severity };
}
