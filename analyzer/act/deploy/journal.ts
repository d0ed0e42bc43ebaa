import { asObject, asText, objectsIn, type Json } from "../../base/json";
import { InputError } from "../../base/errors";

/**
 * Where a workspace is in a deployment:
 * - `pending`: it cannot be planned before others are applied;
 * - `planned`: its saved plan waits; nothing was changed;
 * - `unchanged`: there is nothing to change;
 * - `applying`: Terraform was started, and nothing was heard of its end: it was killed, or this process was;
 * - `applied`: all of its plan was;
 * - `failed`: Terraform ended before the end of the plan; its state says what it made.
 */
export type DeployState = "pending" | "planned" | "unchanged" | "applying" | "applied" | "failed";

const STATES: readonly string[] = ["pending", "planned", "unchanged", "applying", "applied", "failed"];

/** What became of one workspace. */
export interface DeployEntry {
  readonly name: string;
  readonly state: DeployState;
  /** SHA-256 of the saved plan's file, in hexadecimal digits. */
  readonly planSha256?: string;
  /** How many resources the plan changes, and how many were changed. */
  readonly planned?: number;
  readonly changed?: number;
  /** Set when it is planned again after it was begun: it is no longer as it was before the deployment. */
  readonly begun?: boolean;
  /** What Terraform said, where it failed. */
  readonly problem?: string;
}

/** A deployment, from its plans to its end. It is written before and after every step. */
export interface Journal {
  readonly schemaVersion: "1.0";
  readonly pair: string;
  readonly kind: "deploy" | "rollback";
  /** Of the configuration; null outside of a repository. */
  readonly commit: string | null;
  readonly startedAt: string;
  readonly complete: boolean;
  /** In the order in which they are applied. */
  readonly workspaces: readonly DeployEntry[];
}

/** Whether something of a workspace was, or may have been, changed. */
export function isBegun({ state, begun }: DeployEntry): boolean {
  return begun === true || state === "applying" || state === "applied" || state === "failed";
}

/** Whether there is nothing left to do for a workspace. */
export function isSettled({ state }: DeployEntry): boolean {
  return state === "applied" || state === "unchanged";
}

/** Whether a deployment changed something and has not come to its end. */
export function isUnderWay(journal: Journal | undefined): journal is Journal {
  return journal !== undefined && !journal.complete && journal.workspaces.some(isBegun);
}

/** @throws InputError when the document is no journal */
export function readJournal(document: Json, where: string): Journal {
  const journal = asObject(document);
  const pair = asText(journal.pair);
  const workspaces = objectsIn(journal.workspaces).map(entryOf);
  const known = workspaces.filter((entry) => entry !== undefined);
  if (journal.schemaVersion !== "1.0" || pair === undefined || known.length < workspaces.length) {
    throw new InputError({
      where,
      what: "This is no journal of a deployment that this drparity knows.",
      fix: "Name the directory with --journal, or move it away and plan anew.",
    });
  }
  return {
    schemaVersion: "1.0",
    pair,
    kind: journal.kind === "rollback" ? "rollback" : "deploy",
    commit: asText(journal.commit) ?? null,
    startedAt: asText(journal.startedAt) ?? "",
    complete: journal.complete === true,
    workspaces: known,
  };
}

function entryOf({
  name,
  state,
  planSha256,
  planned,
  changed,
  begun,
  problem,
}: Readonly<Record<string, Json>>) {
  if (typeof name !== "string" || typeof state !== "string" || !STATES.includes(state)) return undefined;
  return {
    name,
    state: state as DeployState,
    ...(typeof planSha256 === "string" ? { planSha256 } : {}),
    ...(typeof planned === "number" ? { planned } : {}),
    ...(typeof changed === "number" ? { changed } : {}),
    ...(begun === true ? { begun } : {}),
    ...(typeof problem === "string" ? { problem } : {}),
  };
}
