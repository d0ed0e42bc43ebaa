import { renderJunit } from "../../../analyzer/render/junit/junit";
import { expectGolden } from "../../support/golden";
import {
  cleanReport,
  divergedReport,
  finding,
  GOLDEN_REPORTS,
  HOSTILE_STRINGS,
  hostileReport,
  incompleteReport,
  reportOf,
  REPORTS,
} from "../../support/report-fixtures";
import { parseXml } from "../../support/xml";
import { RUNNER_COMMAND, UNPRINTABLE } from "../../support/unprintable";

describe("the JUnit report", () => {
  it.each(Object.entries(GOLDEN_REPORTS))("renders the %s report as its golden file", (name, build) => {
    expectGolden(`${name}.junit.xml`, renderJunit(build()));
  });

  it.each(Object.entries(REPORTS))(
    "is well-formed XML with totals that agree: the %s report",
    (_name, build) => {
      const root = parseXml(renderJunit(build()));
      expect(root.name).toBe("testsuites");
      for (const level of [root, ...root.all("testsuite")]) {
        expect(level.attributes["tests"]).toBe(String(level.all("testcase").length));
        expect(level.attributes["failures"]).toBe(String(level.all("failure").length));
        expect(level.attributes["errors"]).toBe(String(level.all("error").length));
        expect(level.attributes["skipped"]).toBe(String(level.all("skipped").length));
      }
    },
  );

  it("fails for critical findings and warnings, and passes for information", () => {
    const severities = ["critical", "warning", "info"] as const;
    const root = parseXml(renderJunit(reportOf(severities.map((severity) => finding({ severity })))));
    expect(root.all("failure").map(({ attributes }) => attributes["type"])).toEqual(["critical", "warning"]);
    expect(root.all("system-out")).toHaveLength(1);
  });

  it("has a suite per kind", () => {
    const names = parseXml(renderJunit(divergedReport()))
      .all("testsuite")
      .map(({ attributes }) => attributes["name"]);
    expect(names).toEqual(["coverage", "missing-in-dr", "attribute", "drift", "readiness"]);
  });

  it("skips what is suppressed and says why and until when", () => {
    const [skipped] = parseXml(renderJunit(divergedReport())).all("skipped");
    expect(skipped?.attributes["message"]).toBe("OPS-412: DR keeps no access logs. (until 2027-01-31)");
  });

  it("is an error, not a pass, when the sources cannot prove parity", () => {
    expect(parseXml(renderJunit(incompleteReport())).all("error")).toHaveLength(2);
  });

  it("holds a passing test when there is no finding: an empty file looks like a broken run", () => {
    const root = parseXml(renderJunit(cleanReport()));
    expect(root.attributes).toMatchObject({ tests: "1", failures: "0", errors: "0" });
  });

  it("carries what was compared as properties", () => {
    const properties = parseXml(renderJunit(cleanReport())).all("property");
    const values = Object.fromEntries(properties.map(({ attributes: a }) => [a["name"], a["value"]]));
    expect(values).toMatchObject({
      pair: "storefront",
      verdict: "parity",
      score: "100",
      "region.dr": "us-west-2",
    });
  });

  it("keeps hostile text as text", () => {
    const xml = renderJunit(hostileReport());
    const messages = parseXml(xml)
      .all("failure")
      .map(({ attributes }) => attributes["message"] ?? "");
    expect(messages).toContain(`${HOSTILE_STRINGS[0]} differs.`);
    expect(xml).not.toMatch(UNPRINTABLE);
    expect(xml).not.toMatch(RUNNER_COMMAND);
    expect(xml).not.toMatch(/<!|[\ufffe\uffff]/);
  });
});
