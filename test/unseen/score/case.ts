import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Role } from "../hcl/deployment";
import type { Kind, Severity } from "../mistakes/mistake";
import type { Strategy } from "../model/facts";
import type { SideName } from "../model/resource";
import type { Stage } from "../model/stage";

/** `case.json`, as the corpus has it, and what only this machine knows. */
export interface Case {
  readonly id: string;
  readonly description: string;
  readonly regions: Readonly<Record<SideName, string>>;
  readonly strategy: Strategy;
  /** `single-workspace` for a combined plan, as the corpus calls it. */
  readonly layout: "single-workspace" | "workspace-per-region";
  readonly clean: boolean;
  readonly expected: readonly Expected[];
  readonly tolerated: readonly Echo[];
  /** How it was made. */
  readonly origin: {
    readonly sample: "clean" | "mistakes" | "rewrites";
    readonly stage: Stage;
    readonly layout: string;
    readonly blocks: readonly string[];
    readonly naming: string;
    readonly rewrites: readonly string[];
    /** Which block's resource an address is, for the tables. */
    readonly services: Readonly<Record<string, string>>;
  };
}

export interface Expected {
  readonly kind: Kind;
  readonly primaryAddress: string | null;
  readonly drAddress: string | null;
  /** Other addresses of a right finding. The corpus' scorer takes them for echoes. */
  readonly also: readonly Echo[];
  readonly paths: readonly string[];
  readonly severityAtLeast: Severity;
  readonly acceptKinds: readonly Kind[];
  readonly why: string;
  /** Which mistake it is, and in which service. */
  readonly mistake: string;
  readonly service: string;
}

export interface Echo {
  readonly side: SideName;
  readonly address: string;
}

/** The file that holds a role's plan, in a case. */
export const planFile = (role: Role): string => `${role}.plan.json.gz`;

export function writeCase(directory: string, label: Case, plans: ReadonlyMap<Role, string>): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(path.join(directory, "case.json"), `${JSON.stringify(label, null, 1)}\n`);
  for (const [role, file] of plans) copyFileSync(file, path.join(directory, planFile(role)));
}
