import type { Strategy } from "../../model/report";

/** What there is to scaffold for: Terraform that exists, or a CDKTF project that begins. */
export type Style = "terraform" | "cdktf";

/** Whose pipelines are written. */
export type Pipeline = "github" | "gitlab" | "none";

/** Everything that the scaffolded files depend on. */
export interface Answers {
  readonly style: Style;
  readonly name: string;
  readonly strategy: Strategy;
  readonly pipeline: Pipeline;
  readonly primary: SideAnswers;
  readonly dr: SideAnswers;
}

export interface SideAnswers {
  /** The side's Terraform directory, relative to the project's; without meaning for CDKTF. */
  readonly directory: string;
  /** undefined when nothing tells. */
  readonly region: string | undefined;
}

/** A file to be written. */
export interface ScaffoldFile {
  /** Relative to the project's directory, with slashes. */
  readonly path: string;
  readonly content: string;
}
