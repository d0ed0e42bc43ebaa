import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { understand, type AnalyzeInput } from "../../../analyzer/analyze";
import type { JsonObject } from "../../../analyzer/base/json";
import type { Strategy } from "../../../analyzer/model/report";
import { RULES } from "../../../analyzer/judge/rules/all";
import { runRules } from "../../../analyzer/judge/rules/run";
import { readPlan } from "../../../analyzer/read/terraform/plan";
import type { Workspace } from "../../../analyzer/model/workspace/workspace";

const CORPUS = path.join(__dirname, "../../corpus");

interface Label {
  readonly id: string;
  readonly clean?: boolean;
  readonly layout?: string;
  readonly regions: { readonly primary: string; readonly dr: string };
  readonly expected: readonly unknown[];
}

/** Every clean pair of plans in the corpus. */
const CASES = readdirSync(CORPUS, { recursive: true, encoding: "utf8" })
  .filter((file) => path.basename(file) === "case.json")
  .map((file) => path.join(CORPUS, path.dirname(file)))
  .map((folder) => ({
    folder,
    label: JSON.parse(readFileSync(path.join(folder, "case.json"), "utf8")) as Label,
  }))
  .filter(({ label }) => label.expected.length === 0)
  .sort((a, b) => (a.label.id < b.label.id ? -1 : 1));

function read(folder: string, name: string): Workspace[] {
  const text = gunzipSync(readFileSync(path.join(folder, `${name}.plan.json.gz`))).toString();
  return [readPlan(JSON.parse(text) as JsonObject, name)];
}

function inputOf(folder: string, { regions, layout }: Label): Omit<AnalyzeInput, "strategy"> {
  const single = layout === "single-workspace";
  return {
    primary: single ? [] : read(folder, "primary"),
    dr: single ? [] : read(folder, "dr"),
    shared: [],
    combined: single ? read(folder, "combined") : [],
    regions,
    name: "test",
    declared: [],
    byDesign: [],
    generatedAt: new Date(0),
  };
}

/** A pilot light that should serve at once is not in order: nothing runs there. */
function strategiesOf({ id }: Label): Strategy[] {
  const weaker: Strategy[] = ["pilot-light", "warm-standby"];
  return id.includes("pilot-light") ? weaker : [...weaker, "active-active"];
}

describe("readiness rules are quiet on pairs that real Terraform printed and that are in order", () => {
  test.each(CASES.map(({ label, folder }) => [label.id, folder, label] as const))(
    "%s",
    (_id, folder, label) => {
      const input = inputOf(folder, label);
      for (const strategy of strategiesOf(label)) {
        const { findings, failed } = runRules(RULES, understand({ ...input, strategy }));
        expect(failed).toEqual([]);
        expect(
          findings
            .filter(({ severity }) => severity !== "info")
            .map(({ rule, message }) => `${strategy}: ${rule}: ${message}`),
        ).toEqual([]);
      }
    },
  );
});
