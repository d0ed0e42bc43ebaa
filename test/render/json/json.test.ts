import { renderJson } from "../../../analyzer/render/json/json";
import type { Report } from "../../../analyzer/model/report";
import { expectGolden } from "../../support/golden";
import {
  divergedReport,
  finding,
  GOLDEN_REPORTS,
  hostileReport,
  reportOf,
  REPORTS,
} from "../../support/report-fixtures";
import { RUNNER_COMMAND, UNPRINTABLE } from "../../support/unprintable";

describe("the JSON report", () => {
  it.each(Object.entries(GOLDEN_REPORTS))("renders the %s report as its golden file", (name, build) => {
    expectGolden(`${name}.json`, renderJson(build()));
  });

  it.each(Object.entries(REPORTS))("parses to exactly the report: %s", (_name, build) => {
    expect(JSON.parse(renderJson(build()))).toEqual(build());
  });

  it("is indented by two spaces and ends with a newline", () => {
    const text = renderJson(divergedReport());
    expect(text).toMatch(/^\{\n {2}"schemaVersion": "1\.0",\n/);
    expect(text).toMatch(/[^\n]\n$/);
  });

  it("leaves out what is not in the contract, which nobody redacted", () => {
    const secret = { values: { password: "hunter2" } };
    const report = reportOf([{ ...finding(), ...secret }]);
    const side = { ...report.pair.primary, ...secret };
    const leaky = { ...report, ...secret, pair: { ...report.pair, ...secret, primary: side } } as Report;
    expect(renderJson(leaky)).not.toContain("hunter2");
  });

  it("keeps a key named __proto__ as a key", () => {
    const { coverage } = JSON.parse(renderJson(hostileReport())) as Report;
    expect(Object.keys(coverage.comparedTypes)).toContain("__proto__");
  });

  it("can be shown on a terminal and in a pipeline's log", () => {
    const text = renderJson(hostileReport());
    expect(text).not.toMatch(UNPRINTABLE);
    expect(text).not.toMatch(RUNNER_COMMAND);
  });
});
