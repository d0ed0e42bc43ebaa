import { createHash } from "node:crypto";
import type { Run } from "../hcl/deployment";

/** A run with the name of its content. */
export interface Named {
  readonly hash: string;
  readonly run: Run;
  /** What it is planned upon; undefined for nothing. */
  readonly applied: readonly Run[] | undefined;
}

/** Runs that are planned together: each a module of one root. */
export interface Batch {
  readonly workspace: string | undefined;
  /** Whether one provider process can serve all provider blocks. */
  readonly shared: boolean;
  readonly members: readonly Named[];
}

/** Runs that are planned upon the same deployment. */
export interface Upon {
  readonly applied: readonly Run[];
  readonly members: readonly Named[];
}

/** Above this Terraform spends more on its graph than it saves. */
const LIMIT = 16;

/** Names a run by all that Terraform reads, with the provider's version and what is applied before. */
export function hashOf(
  { files, directory, workspace }: Run,
  version: string,
  applied?: readonly Run[],
): string {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([version, directory, workspace ?? null, [...files].sort()]));
  for (const one of applied ?? []) hash.update(hashOf(one, version));
  return hash.digest("hex").slice(0, 24);
}

/** Puts together what is planned upon the same: it is applied once. */
export function rollouts(wanted: readonly Named[]): Upon[] {
  const groups = new Map<string, { applied: readonly Run[]; members: Named[] }>();
  for (const one of wanted) {
    const { applied } = one;
    if (applied === undefined) continue;
    const key = applied.map((run) => hashOf(run, "")).join(" ");
    const group = groups.get(key) ?? { applied, members: [] };
    group.members.push(one);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/**
 * Puts first roll-outs together that may share a provider process: the same workspace, the same default tags, and, where
 * code asks AWS for the region, the same region. What asks for both regions gets processes of its own.
 */
export function batches(wanted: readonly Named[]): Batch[] {
  const groups = new Map<string, Named[]>();
  for (const one of wanted) {
    if (one.applied !== undefined) continue;
    const key = groupOf(one.run);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].flatMap(([key, members]) => {
    const shared = !key.startsWith("own");
    const limit = shared ? LIMIT : 2;
    return Array.from({ length: Math.ceil(members.length / limit) }, (_, i) => ({
      workspace: members[0]?.run.workspace,
      shared,
      members: members.slice(i * limit, (i + 1) * limit),
    }));
  });
}

function groupOf({ files, workspace, asked, directory }: Run): string {
  const providers = files.get(`${directory}/providers.tf`) ?? "";
  const tags = createHash("sha256").update(/default_tags[\s\S]*?\n {2}\}/.exec(providers)?.[0] ?? "");
  const kind = asked.length > 1 ? "own" : `shared ${asked[0] ?? "any"}`;
  return `${kind} ${workspace ?? "default"} ${tags.digest("hex")}`;
}
