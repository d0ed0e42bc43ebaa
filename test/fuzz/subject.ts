import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { LocalHistory } from "../../analyzer/act/history/local";
import { trendCsv } from "../../analyzer/act/trend/csv";
import { trendText } from "../../analyzer/act/trend/text";
import { TrendBuilder } from "../../analyzer/act/trend/trend";
import { analyze } from "../../analyzer/analyze";
import { InputError } from "../../analyzer/base/errors";
import { parseStrictJson } from "../../analyzer/judge/policy/file/strict-json";
import { loadPolicy } from "../../analyzer/judge/policy/load-policy";
import { readManifest } from "../../analyzer/judge/policy/manifest";
import { declarationsInHcl } from "../../analyzer/mend/locate/declaration";
import { OwnersFile } from "../../analyzer/mend/owners/codeowners";
import type { Workspace } from "../../analyzer/model/workspace/workspace";
import { backendsInHcl } from "../../analyzer/read/sources/backend-hcl";
import { readContent } from "../../analyzer/read/sources/content";
import { readWorkspace } from "../../analyzer/read/terraform/read-workspace";
import { FORMATS } from "../../analyzer/render/formats";
import { render } from "../../analyzer/render/render";
import { readBaseline } from "../../analyzer/report/baseline";
import { inputOf } from "../support/analysis";
import type { Input, TextKind } from "./inputs";

/** What came of an input: it was read, or refused with an error that tells why. */
export type Outcome = "read" | "refused";

/**
 * Does with an input all that the commands would do with it.
 * @throws anything but an InputError: a fault of the analyzer's
 */
export async function digest(input: Input): Promise<Outcome> {
  try {
    if (input.kind === "pair") await analyzePair(input.primary, input.dr);
    else await READERS[input.kind](input.text);
    return "read";
  } catch (error) {
    if (error instanceof InputError) return "refused";
    throw error;
  }
}

async function analyzePair(primary: string, dr: string): Promise<void> {
  const sides = { primary: await workspace(primary, "primary.json"), dr: await workspace(dr, "dr.json") };
  const report = analyze(inputOf(sides));
  for (const format of FORMATS) render(report, format, { color: false });
}

async function workspace(text: string, label: string): Promise<Workspace> {
  return readWorkspace({ label, ...(await readContent(Buffer.from(text), label)) });
}

/** What is no JSON is refused where it is read, in the command line. */
function jsonIn(text: string) {
  try {
    return parseStrictJson(text, "drparity.json");
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new InputError({ where: "drparity.json", what: "is not JSON.", fix: "" }, { cause: error });
  }
}

const READERS = {
  content: async (text: string) => {
    const content = await readContent(Buffer.from(text, "latin1"), "plan");
    readWorkspace({ label: "plan", ...content });
  },
  hcl: async (text: string) => {
    declarationsInHcl(text);
    await backendsInHcl(text, "main.tf");
  },
  policy: (text: string) => withFile(".drparity.hcl", text, (file) => loadPolicy(file)),
  history: (text: string) => withFile("history.jsonl", text, readHistory),
  baseline: (text: string) => Promise.resolve(readBaseline(text, "baseline.json")),
  manifest: (text: string) => Promise.resolve(readManifest(jsonIn(text), "drparity.json")),
  owners: (text: string) =>
    Promise.resolve(
      (["github", "gitlab"] as const).flatMap((dialect) =>
        new OwnersFile(text, dialect).ownersOf("docs/a/b/x.tf"),
      ),
    ),
} satisfies Record<TextKind, (text: string) => Promise<unknown>>;

async function readHistory(file: string): Promise<void> {
  const builder = new TrendBuilder("test", "");
  for (const entry of await new LocalHistory(file, () => undefined).entries()) builder.add(entry);
  const trend = builder.build();
  if (trend === undefined) return;
  trendText([trend], { color: false, width: 80 });
  trendCsv([trend]);
}

async function withFile(name: string, text: string, use: (file: string) => Promise<unknown>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "drparity-fuzz-"));
  try {
    writeFileSync(path.join(folder, name), text);
    await use(path.join(folder, name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
