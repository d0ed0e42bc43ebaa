import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import type { JsonObject } from "../analyzer/base/json";
import { readPlan } from "../analyzer/read/terraform/plan";
import { readRawState } from "../analyzer/read/terraform/state";
import type { Workspace } from "../analyzer/model/workspace/workspace";
import { reportOf, told } from "./support/analysis";

const CORPUS = path.join(__dirname, "corpus");

function document(file: string): JsonObject {
  return JSON.parse(gunzipSync(readFileSync(path.join(CORPUS, file))).toString()) as JsonObject;
}

function planned(name: string, side: string): Workspace {
  return readPlan(document(`metering/cases/${name}/${side}.plan.json.gz`), `${side}.plan.json`);
}

function stated(name: string, side: string): Workspace {
  return readRawState(document(`metering/cases/${name}/${side}.tfstate.gz`), `${side}.tfstate`);
}

describe("a real pair that Terraform printed", () => {
  const [primary, dr] = [planned("mt-clean-noop", "primary"), planned("mt-clean-noop", "dr")];

  it("is read whole: every change of the plan is a resource of the model, in its region", () => {
    const changes = document("metering/cases/mt-clean-noop/primary.plan.json.gz")
      .resource_changes as JsonObject[];
    expect(primary.resources.filter(({ mode }) => mode === "managed")).toHaveLength(
      changes.filter(({ mode }) => mode === "managed").length,
    );
    expect(new Set(primary.resources.map(({ region }) => region)).size).toBe(1);
    expect(primary.resources.every(({ expressions }) => expressions !== undefined)).toBe(true);
  });

  it("is at parity, plan against plan, state against state, and plan against state", () => {
    const states = [stated("mt-clean-noop", "primary"), stated("mt-clean-noop", "dr")] as const;
    for (const pair of [
      { primary, dr },
      { primary: states[0], dr: states[1] },
      { primary, dr: states[1] },
    ]) {
      const { findings, summary } = reportOf(pair);
      expect([told(findings), summary.verdict]).toEqual([[], "parity"]);
    }
  });

  it("is at parity with its sides swapped", () => {
    expect(told(reportOf({ primary: dr, dr: primary }).findings)).toEqual([]);
  });

  it("compared with itself names one region on both sides, and is equal", () => {
    const copy = readPlan(document("metering/cases/mt-clean-noop/primary.plan.json.gz"), "copy.json");
    expect(told(reportOf({ primary, dr: copy }).findings)).toEqual([]);
  });

  it("has one finding when one resource is taken out of DR", () => {
    const without = document("metering/cases/mt-clean-noop/dr.plan.json.gz");
    const changes = without.resource_changes as JsonObject[];
    const queue = changes.find(({ type }) => type === "aws_sqs_queue");
    without.resource_changes = changes.filter((change) => change !== queue);
    const missing = reportOf({ primary, dr: readPlan(without, "dr.json") }).findings.filter(
      ({ kind }) => kind === "missing-in-dr",
    );
    expect(missing.map((finding) => finding.primary?.type)).toContain("aws_sqs_queue");
  });

  it("of an errored or partial plan is incomplete, and says which source and why", () => {
    const errored = { ...document("metering/cases/mt-clean-noop/dr.plan.json.gz"), errored: true };
    const { summary, coverage } = reportOf({ primary, dr: readPlan(errored, "dr.json") });
    expect(summary.verdict).toBe("incomplete");
    expect(coverage.incomplete).toEqual([expect.stringMatching(/^dr\.json: the plan is errored/)]);
  });
});
