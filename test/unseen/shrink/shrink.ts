import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Role } from "../hcl/deployment";
import { analyze, type Finding, type Program } from "../score/analyze";
import { type Case, planFile } from "../score/case";
import { judge, type Verdict } from "../score/judge";
import { addressesOf, type Plan, reduced } from "./reduce";

const ROLES: readonly Role[] = ["primary", "dr", "shared", "combined"];

/** What went wrong with a case: a mistake that was not told, or a finding that is none. */
export type Failure = { readonly verdict: Verdict } | { readonly finding: Finding };

/** Says the same of the same failure, whatever else the case holds. */
export function failureName(failure: Failure): string {
  if ("verdict" in failure) {
    const { mistake, primaryAddress, drAddress } = failure.verdict.expected;
    return `missed ${mistake}: ${primaryAddress ?? "-"} / ${drAddress ?? "-"}`;
  }
  const { rule, kind, primary, dr } = failure.finding;
  return `false alarm ${rule} (${kind}): ${primary?.address ?? "-"} / ${dr?.address ?? "-"}`;
}

/** All failures of a case; `program` is what analyzes it. */
export async function failuresOf(directory: string, label: Case, program?: Program): Promise<Failure[]> {
  const { verdicts, falseAlarms } = judge(await analyze(directory, label, program), label);
  return [
    ...verdicts.filter(({ outcome }) => outcome !== "found").map((verdict) => ({ verdict })),
    ...falseAlarms.map((finding) => ({ finding })),
  ];
}

/**
 * Drops resources from a failing case as long as it still fails in the same way, by halves and then by ever smaller parts;
 * asks the analyzer at most `limit` times. What is left is written to `to`.
 */
export async function shrink(
  directory: string,
  label: Case,
  failure: Failure,
  to: string,
  limit: number,
): Promise<number> {
  const plans = readPlans(directory);
  const wanted = failureName(failure);
  const essential = new Set(places(failure));
  let kept = [...plans].flatMap(([role, plan]) => addressesOf(plan).map((address) => `${role} ${address}`));
  let asked = 0;
  const stillFails = async (keep: readonly string[]): Promise<boolean> => {
    asked += 1;
    write(to, label, plans, keep);
    const failures = await failuresOf(to, label).catch(() => []);
    return failures.some((one) => failureName(one) === wanted);
  };
  for (let parts = 2; asked < limit && parts <= kept.length * 2;) {
    const size = Math.ceil(kept.length / parts);
    const chunks = Array.from({ length: parts }, (_, i) => kept.slice(i * size, (i + 1) * size));
    let smaller: string[] | undefined;
    for (const chunk of chunks) {
      const rest = kept.filter(
        (one) => !chunk.includes(one) || essential.has(one.slice(one.indexOf(" ") + 1)),
      );
      if (asked >= limit || rest.length === kept.length) continue;
      if (await stillFails(rest)) {
        smaller = rest;
        break;
      }
    }
    if (smaller === undefined) parts *= 2;
    else kept = smaller;
  }
  write(to, label, plans, kept);
  writeFileSync(path.join(to, "expected.txt"), describe(label, failure));
  return kept.length;
}

function places(failure: Failure): string[] {
  const { expected } = "verdict" in failure ? failure.verdict : { expected: undefined };
  const finding = "finding" in failure ? failure.finding : undefined;
  return [
    expected?.primaryAddress,
    expected?.drAddress,
    ...(expected?.also ?? []).map(({ address }) => address),
    finding?.primary?.address,
    finding?.dr?.address,
  ].filter((address) => typeof address === "string");
}

function describe(label: Case, failure: Failure): string {
  const what =
    "verdict" in failure
      ? `${failure.verdict.outcome}: ${JSON.stringify(failure.verdict.expected, null, 1)}`
      : `must not be told: ${JSON.stringify(failure.finding, null, 1)}`;
  const { regions, strategy, origin } = label;
  return `${failureName(failure)}
regions: --primary-region ${regions.primary} --dr-region ${regions.dr} --strategy ${strategy}
layout: ${origin.layout}, sample: ${origin.sample}, stage: ${origin.stage}, rewrites: ${origin.rewrites.join("; ")}
${what}
`;
}

function readPlans(directory: string): Map<Role, Plan> {
  const plans = new Map<Role, Plan>();
  for (const role of ROLES) {
    try {
      const text = gunzipSync(readFileSync(path.join(directory, planFile(role)))).toString();
      plans.set(role, JSON.parse(text) as Plan);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
  return plans;
}

function write(to: string, label: Case, plans: ReadonlyMap<Role, Plan>, keep: readonly string[]): void {
  mkdirSync(to, { recursive: true });
  writeFileSync(path.join(to, "case.json"), `${JSON.stringify(label, null, 1)}\n`);
  for (const [role, plan] of plans) {
    const own = keep.filter((one) => one.startsWith(`${role} `)).map((one) => one.slice(role.length + 1));
    const text = JSON.stringify(reduced(plan, new Set(own)));
    writeFileSync(path.join(to, planFile(role)), gzipSync(text, { level: 9 }));
    writeFileSync(path.join(to, planFile(role).replace(/\.gz$/, "")), text);
  }
}
