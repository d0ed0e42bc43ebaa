import type { Strategy } from "../../model/report";
import type { ToolSource } from "./tool-source";

/** What there is to scaffold for: Terraform that exists, or a CDKTF project that begins. */
export type Style = "terraform" | "cdktf";

/** Whose pipelines are written. */
export const PIPELINES = ["github", "gitlab", "atlantis", "none"] as const;

/** One of them. */
export type Pipeline = (typeof PIPELINES)[number];

/** What plans the workspaces. */
export type Tool = "terraform" | "tofu" | "terragrunt";

/** Everything that the scaffolded files depend on. */
export interface Answers {
  readonly style: Style;
  readonly name: string;
  readonly strategy: Strategy;
  readonly pipeline: Pipeline;
  readonly tool: Tool;
  /** Whether states and runs are HCP Terraform's, whose token stands in for AWS credentials. */
  readonly cloud: boolean;
  /** One at least; a CDKTF project has one, without workspaces. */
  readonly pairs: readonly PairAnswers[];
  /** Whether what defines a CDKTF project is a package of Node.js, which `npm ci` installs; without it, it is. */
  readonly inNode?: boolean;
  /** Directories of roots that are in no pair. */
  readonly leftOut: readonly string[];
  readonly toolSource: ToolSource;
  /** ARN of the role that pipelines assume; undefined: the repository's variable says. */
  readonly role?: string;
  /** `s3://BUCKET/PREFIX` of the drift job's history; undefined: the repository's variable says, else the cache holds it. */
  readonly history?: string;
}

/** Two sides, or workspaces that hold both. */
export interface PairAnswers {
  readonly name: string;
  readonly primary: SideAnswers;
  readonly dr: SideAnswers;
  readonly combined: readonly WorkspaceAnswers[];
}

export interface SideAnswers {
  /** undefined when nothing tells. */
  readonly region: string | undefined;
  readonly workspaces: readonly WorkspaceAnswers[];
}

/** One state, and how it is planned. */
export interface WorkspaceAnswers {
  /** The Terraform directory, relative to the project's. */
  readonly directory: string;
  /** The Terraform workspace, where one directory serves several. */
  readonly workspace?: string;
  /** For `-var-file`, relative to the directory. */
  readonly varFile?: string;
  /** For `init -backend-config`, relative to the directory. */
  readonly backendConfig?: string;
}

/** A file to be written. */
export interface ScaffoldFile {
  /** Relative to the project's directory, with slashes. */
  readonly path: string;
  readonly content: string;
}

/** Every workspace of a pair. */
export function workspacesOf({ primary, dr, combined }: PairAnswers): readonly WorkspaceAnswers[] {
  return [...primary.workspaces, ...dr.workspaces, ...combined];
}

/** What synthesizes, where what is planned is synthesized: a new project's pair, or stacks of a CDKTF project that was there. */
export function synthesisOf({
  style,
  pairs,
  inNode = true,
}: Pick<Answers, "style" | "pairs" | "inNode">): string | undefined {
  const stacks = pairs.flatMap(workspacesOf).some(({ directory }) => directory.startsWith("cdktf.out/"));
  if (style !== "cdktf" && !stacks) return undefined;
  return inNode
    ? "npm ci && npx cdktf synth"
    : "npx --yes cdktf-cli@^0.21.0 synth # after what your program needs in its language";
}

/**
 * Whether plans have to be made outside drparity: it plans directories by Terraform or OpenTofu, of which each has one
 * backend.
 */
export function needsPlans({ tool, pairs }: Answers): boolean {
  const own = pairs.flatMap(workspacesOf).some(({ backendConfig }) => backendConfig !== undefined);
  return tool === "terragrunt" || own;
}
