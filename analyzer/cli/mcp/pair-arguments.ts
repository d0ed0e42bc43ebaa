import { STRATEGIES, type Strategy } from "../../model/report";
import type { SourceArguments } from "../sources-options";
import { asked, type Reach } from "./reach";

/** How an assistant names a pair, as the command line does. */
export interface PairArguments {
  readonly pair?: string;
  readonly config?: string;
  readonly primary?: readonly string[];
  readonly dr?: readonly string[];
  readonly combined?: readonly string[];
  readonly shared?: readonly string[];
  readonly manifest?: string;
  readonly strategy?: Strategy;
}

const sources = (description: string) => ({ type: "array", items: { type: "string" }, description });

export const PAIR_PROPERTIES = {
  pair: {
    type: "string",
    description: "A pair of the policy file. Without it and without sources: all of them.",
  },
  config: { type: "string", description: "The policy file. Without it: .drparity.hcl or .drparity.json." },
  primary: sources("Plans or states (JSON files), or Terraform directories, of the primary side."),
  dr: sources("The same of the disaster-recovery side."),
  combined: sources("One plan that holds both regions."),
  shared: sources("Workspaces of global resources that serve both sides."),
  manifest: { type: "string", description: "The drparity.json of a generated pair." },
  strategy: {
    enum: STRATEGIES,
    description: "What runs in DR before a failover.",
  },
} as const;

/**
 * The same as `analyze` would take it.
 * @throws InputError for a path that is out of reach
 */
export function sourceArguments(args: PairArguments, reach: Reach): SourceArguments {
  const one = (file: string | undefined) => file && asked(file, reach);
  const all = (specs: readonly string[] | undefined) => specs?.map((spec) => asked(spec, reach));
  const named = {
    pair: args.pair,
    config: one(args.config),
    primary: all(args.primary),
    dr: all(args.dr),
    combined: all(args.combined),
    shared: all(args.shared),
    manifest: one(args.manifest),
    strategy: args.strategy,
  };
  return named as unknown as SourceArguments;
}
