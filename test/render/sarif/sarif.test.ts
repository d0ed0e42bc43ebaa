import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import Ajv from "ajv";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import type { Report } from "../../../analyzer/model/report";
import { renderSarif } from "../../../analyzer/render/sarif/sarif";
import { sourceUri } from "../../../analyzer/render/sarif/source-uri";
import { expectGolden } from "../../support/golden";
import {
  at,
  cleanReport,
  divergedReport,
  finding,
  GOLDEN_REPORTS,
  hostileReport,
  incompleteReport,
  missingInDr,
  reportOf,
  REPORTS,
  resource,
} from "../../support/report-fixtures";
import { SARIF_SHAPE } from "../../support/sarif-shape";
import { RUNNER_COMMAND, UNPRINTABLE } from "../../support/unprintable";

interface Location {
  physicalLocation: { artifactLocation: { uri: string } };
  logicalLocations?: { fullyQualifiedName: string }[];
}
interface Run {
  tool: { driver: { rules: { id: string; help: { text: string } }[] } };
  invocations: { toolExecutionNotifications: { message: { text: string } }[] }[];
  results: {
    ruleId: string;
    ruleIndex: number;
    level: string;
    message: { text: string };
    locations: Location[];
    relatedLocations?: Location[];
    partialFingerprints: Record<string, string>;
  }[];
}

function runOf(report: Report): Run {
  return (JSON.parse(renderSarif(report)) as { runs: [Run] }).runs[0];
}

const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats(ajv);
const validate = ajv.compile(SARIF_SHAPE);

/** The standard's own schema, by OASIS; its draft-04 is here as draft-07, which says the same. */
const standard = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(standard);
const validateStandard = standard.compile(
  JSON.parse(
    gunzipSync(
      readFileSync(path.join(__dirname, "../../support/sarif-2.1.0-rtm.5.schema.json.gz")),
    ).toString(),
  ) as object,
);

describe("the SARIF report", () => {
  it.each(Object.entries(GOLDEN_REPORTS))("renders the %s report as its golden file", (name, build) => {
    expectGolden(`${name}.sarif`, renderSarif(build()));
  });

  it.each(Object.entries(REPORTS))("has the shape that GitHub takes: the %s report", (_name, build) => {
    validate(JSON.parse(renderSarif(build())));
    expect(validate.errors).toBeNull();
  });

  it.each(Object.entries(REPORTS))(
    "is what the standard's schema asks for: the %s report",
    (_name, build) => {
      validateStandard(JSON.parse(renderSarif(build())));
      expect(validateStandard.errors).toBeNull();
    },
  );

  it("would not be if it lacked a message", () => {
    const log = JSON.parse(renderSarif(divergedReport())) as { runs: { results: { message?: unknown }[] }[] };
    delete log.runs[0]?.results[0]?.message;
    expect(validateStandard(log)).toBe(false);
  });

  it("has a result for every finding and none for what is expected or suppressed", () => {
    expect(runOf(divergedReport()).results).toHaveLength(16);
    expect(runOf(cleanReport()).results).toEqual([]);
  });

  it("describes every rule once, and each result points to its rule", () => {
    const { tool, results } = runOf(divergedReport());
    const ids = tool.driver.rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { ruleId, ruleIndex } of results) expect(ids[ruleIndex]).toBe(ruleId);
    for (const { help } of tool.driver.rules) expect(help.text).toContain("drparity explain");
  });

  it("tells a rule in its own words, not in those of a finding, with a page to read", () => {
    const { rules } = runOf(reportOf([finding({ rule: "twins-equal", impact: "ONE FINDING" })])).tool.driver;
    expect(rules[0]).toMatchObject({
      shortDescription: { text: "Twins are equal but for the region" },
      helpUri: expect.stringMatching(/^https:\/\/docs\.aws\.amazon\.com\//) as string,
    });
    expect(JSON.stringify(rules)).not.toContain("ONE FINDING");
  });

  it.each([
    ["critical", "9.5"],
    ["warning", "5.5"],
    ["info", "2.0"],
  ] as const)("gives a %s finding's rule GitHub's security severity %s", (severity, score) => {
    const { rules } = runOf(reportOf([finding({ severity })])).tool.driver;
    expect(rules[0]).toMatchObject({
      properties: { "security-severity": score, tags: expect.arrayContaining(["security"]) as string[] },
    });
  });

  it("says severities as SARIF's levels, worst first", () => {
    const severities = ["info", "critical", "warning"] as const;
    const levels = runOf(reportOf(severities.map((severity) => finding({ severity })))).results.map(
      (r) => r.level,
    );
    expect(levels).toEqual(["error", "warning", "note"]);
  });

  it("fingerprints a result by the finding's id, so that an alert outlives a move", () => {
    const [first] = runOf(reportOf([finding({ id: "abc123" })])).results;
    expect(first?.partialFingerprints).toEqual({
      primaryLocationLineHash: "abc123",
      "drparity/v1": "abc123",
    });
  });

  it("places a result in the side that has to change", () => {
    const extra = finding({ kind: "missing-in-primary", primary: null, dr: resource("aws_lb.extra", "dr") });
    const [missing, twin, surplus] = runOf(reportOf([missingInDr("aws_subnet.a"), finding(), extra])).results;
    expect(uri(missing?.locations)).toBe("plans/dr.json");
    expect(uri(missing?.relatedLocations)).toBe("plans/primary.json");
    expect(uri(twin?.locations)).toBe("plans/dr.json");
    expect(uri(surplus?.locations)).toBe("plans/primary.json");
    expect(missing?.locations[0]?.logicalLocations?.[0]?.fullyQualifiedName).toBe("aws_subnet.a");
  });

  it("places a result where its resource is declared, and what one side lacks at its twin", () => {
    const located = at("modules/web/my file.tf", 7, resource("aws_subnet.a"));
    const [missing] = runOf(reportOf([missingInDr("aws_subnet.a", { primary: located })])).results;
    expect(missing?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: "modules/web/my%20file.tf", uriBaseId: "%SRCROOT%" },
      region: { startLine: 7 },
    });
    expect(missing?.relatedLocations).toBeUndefined();
  });

  it("has a physical location even when no source and no resource are known", () => {
    const report = reportOf([finding({ primary: null, dr: null })]);
    const side = { ...report.pair.dr, sources: [] };
    const [only] = runOf({ ...report, pair: { ...report.pair, primary: side, dr: side } }).results;
    expect(uri(only?.locations)).toBe("unknown");
  });

  it("shows at most 5,000 results, the worst, and says how many it left out", () => {
    const infos = Array.from({ length: 5000 }, (_, i) => finding({ id: `i${String(i)}`, severity: "info" }));
    const { results, invocations } = runOf(reportOf([...infos, finding({ severity: "critical" })]));
    expect(results).toHaveLength(5000);
    expect(results[0]?.level).toBe("error");
    expect(invocations[0]?.toolExecutionNotifications[0]?.message.text).toMatch(
      /^1 finding of lesser severity left out/,
    );
  });

  it("says what makes a report incomplete", () => {
    const [invocation] = runOf(incompleteReport()).invocations;
    expect(invocation?.toolExecutionNotifications[0]?.message.text).toContain("-target");
  });

  it("holds no link, no placeholder and nothing that steers a terminal", () => {
    const text = renderSarif(hostileReport());
    const messages = text.match(/"text": ".*"/g) ?? [];
    expect(messages.length).toBeGreaterThan(50);
    expect(messages.filter((message) => /\]\(|\{\d+\}/.test(message))).toEqual([]);
    expect(text).not.toMatch(UNPRINTABLE);
    expect(text).not.toMatch(RUNNER_COMMAND);
  });

  function uri(locations: Location[] | undefined): string | undefined {
    return locations?.[0]?.physicalLocation.artifactLocation.uri;
  }
});

describe("a source's URI", () => {
  it.each([
    ["-", "stdin"],
    ["plans/dr.json", "plans/dr.json"],
    ["./plans//dr plan.json", "plans/dr%20plan.json"],
    ["../dr/plan.json", "dr/plan.json"],
    ["/build/agent-7/plans/dr.json", "dr.json"],
    ["C:\\build\\plans\\dr.json", "dr.json"],
    ["plans\\dr.json", "plans/dr.json"],
    ["s3://bucket/key/plan.json.gz", "bucket/key/plan.json.gz"],
    ["#?%.json", "%23%3F%25.json"],
    ["", "unknown"],
    ["..", "unknown"],
    ["\ud800.json", "%5Cud800.json"],
  ])("of %j is %j", (source, uri) => {
    expect(sourceUri(source)).toBe(uri);
  });
});
