import { readFile } from "node:fs/promises";
import { analyze, type AnalyzeInput } from "../analyze";
import { NO_LOCATOR } from "../mend/locate/locator";
import { patchFor } from "../act/remediate/patch";
import { remediationText } from "../act/remediate/text";
import { type SidedWorkspace, targetedPlans } from "../act/remediate/targeted-plan";
import { redactorOf } from "../base/secrets/redact";
import type { Finding, Report } from "../model/report";
import { counted } from "../render/words";
import { tell } from "../base/stderr";
import { loadPair } from "./load-pair";
import { writeOutput } from "./output";
import type { RemediateArguments } from "./remediate-options";

/** Runs `remediate`: prints what would mend the findings, and touches nothing. */
export async function runRemediate(args: RemediateArguments): Promise<void> {
  const input = await loadPair(args);
  const report = analyze(input);
  const { text, left } = await written(args.format, input, report);
  await writeOutput(text, args.output);
  if (left > 0) tell(`${counted(left, "finding")} not in it; see --format text.`);
}

async function written(
  format: RemediateArguments["format"],
  input: AnalyzeInput,
  { findings }: Report,
): Promise<{ text: string; left: number }> {
  const locator = input.locator ?? NO_LOCATOR;
  const workspaces = [...input.primary, ...input.dr, ...input.shared, ...input.combined];
  const cwd = process.cwd();
  if (format === "text") return { text: remediationText(findings), left: 0 };
  if (format === "plan") {
    const drifted = findings.filter(({ kind }) => kind === "drift").length;
    const text = targetedPlans(findings, { locator, workspaces: bySide(input), cwd });
    return { text, left: text === "" ? drifted : findings.length - drifted };
  }
  const patch = await patchFor(findings, {
    locator,
    workspaces: [...input.dr, ...input.combined].map(({ label }) => label),
    read: (file) => readFile(file, "utf8"),
    redactor: redactorOf(workspaces),
    cwd,
  });
  return { text: patch.text, left: leftOver(findings, patch.mended) };
}

function bySide({ primary, dr, shared, combined }: AnalyzeInput): SidedWorkspace[] {
  return [
    ...primary.map((workspace) => ({ side: "primary", workspace }) as const),
    ...dr.map((workspace) => ({ side: "dr", workspace }) as const),
    ...[...shared, ...combined].map((workspace) => ({ workspace })),
  ];
}

function leftOver(findings: readonly Finding[], mended: readonly Finding[]): number {
  return findings.filter((finding) => !mended.includes(finding)).length;
}
