import path from "node:path";
import { InputError } from "../base/errors";
import { checkedRegion } from "../base/aws/checked-region";
import type { PairManifest } from "../judge/policy/manifest";
import type { PairPolicy, PairSpecs, SideVarFiles } from "../judge/policy/policy";
import type { SourceArguments } from "./sources-options";

/** What a command that plans takes beside sources. */
export interface VarFileArguments {
  readonly primaryVarFile?: readonly string[];
  readonly drVarFile?: readonly string[];
}

/** What names a pair's sources, and where the manifest lies. */
export interface Naming {
  readonly args: SourceArguments & VarFileArguments;
  readonly policy: PairPolicy | undefined;
  readonly manifest: PairManifest;
  readonly manifestFile: string | undefined;
}

/**
 * The sources of a pair: the command line's, else the policy file's, else the manifest's. A side is taken as a whole: whoever
 * names its plans names its states too; and whoever names sides does not mean the file's combined plan, nor the reverse.
 *
 * @throws InputError when a side has none, or a source is named twice
 */
export function pairSpecs({ args, policy, manifest, manifestFile }: Naming): PairSpecs {
  const file = policy?.sources;
  const named = (list: readonly string[] | undefined, otherwise: readonly string[]) =>
    list !== undefined && list.length > 0 ? list : otherwise;
  const generated = (side: string) =>
    manifest.workspaces
      .filter((workspace) => workspace.side === side)
      .map(({ directory }) => path.join(path.dirname(manifestFile ?? ""), directory));
  const bySides = args.primary !== undefined || args.dr !== undefined;
  const byCombined = args.combined !== undefined && !bySides;
  const side = (name: "primary" | "dr", state: "primaryState" | "drState") => {
    const own = args[name] !== undefined || byCombined;
    return {
      plans: args[name] ?? (byCombined ? [] : named(file?.[name], generated(name))),
      states: args[state] ?? (own ? [] : (file?.[state] ?? [])),
    };
  };
  const [primary, dr] = [side("primary", "primaryState"), side("dr", "drState")];
  const specs = {
    primary: primary.plans,
    dr: dr.plans,
    primaryState: primary.states,
    drState: dr.states,
    shared: args.shared ?? named(file?.shared, generated("link")),
    combined: args.combined ?? (bySides ? [] : (file?.combined ?? [])),
  };
  checkBothSides(specs);
  checkNoneTwice(specs);
  return specs;
}

/**
 * The files of variables of both sides' plans: the command line's, else the policy file's of a side whose sources it names,
 * too. A combined workspace's are primary's.
 */
export function pairVarFiles({ args, policy }: Naming): SideVarFiles {
  const file = policy?.sources.varFiles;
  const own = args.combined !== undefined;
  return {
    primary: args.primaryVarFile ?? (own || args.primary !== undefined ? [] : (file?.primary ?? [])),
    dr: args.drVarFile ?? (own || args.dr !== undefined ? [] : (file?.dr ?? [])),
  };
}

/** The sides' regions, where they are told: as {@link pairSpecs}. @throws InputError for what is no region */
export function pairRegions({ args, policy, manifest }: Naming): { primary?: string; dr?: string } {
  const { primaryRegion, drRegion } = args;
  if (primaryRegion !== undefined && primaryRegion === drRegion) throw oneRegion(drRegion);
  return {
    primary: checkedRegion(
      args.primaryRegion ?? policy?.sources.primaryRegion ?? manifest.regions.primary,
      "--primary-region",
    ),
    dr: checkedRegion(args.drRegion ?? policy?.sources.drRegion ?? manifest.regions.dr, "--dr-region"),
  };
}

function oneRegion(region: string): InputError {
  return new InputError({
    where: "--dr-region",
    what: `Both sides would lie in ${region}.`,
    fix: "Name the other one for one of them, or leave both out: regions are detected.",
  });
}

function checkBothSides({ primary, dr, combined }: PairSpecs): void {
  if (combined.length > 0 || (primary.length > 0 && dr.length > 0)) return;
  throw new InputError({
    where: "command line",
    what: "Both sides are needed.",
    fix: "Give --primary SOURCE and --dr SOURCE, --combined SOURCE, --manifest FILE, or a policy file that names them.",
  });
}

function checkNoneTwice(specs: PairSpecs): void {
  const seen = new Map<string, string>();
  for (const option of ["primary", "dr", "shared", "combined"] as const) {
    for (const spec of specs[option]) {
      const key = /^(?:-$|s3:)/.test(spec) ? spec : path.resolve(spec);
      const earlier = seen.get(key);
      if (earlier !== undefined) {
        throw new InputError({
          where: spec,
          what: `is given twice, as --${earlier} and as --${option}.`,
          fix: "A source compared with itself is always equal: name two different ones.",
        });
      }
      seen.set(key, option);
    }
  }
}
