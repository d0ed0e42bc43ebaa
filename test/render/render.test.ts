import fc from "fast-check";
import { FORMATS, type Format } from "../../analyzer/render/formats";
import { render } from "../../analyzer/render/render";
import type { Report } from "../../analyzer/model/report";
import {
  difference,
  divergedReport,
  finding,
  hostileReport,
  reportOf,
  REPORTS,
} from "../support/report-fixtures";
import { parseXml } from "../support/xml";
import { RUNNER_COMMAND, UNPRINTABLE } from "../support/unprintable";

const options = { color: false };

/** Any UTF-16, with what some medium takes for markup far more often than chance would have it. */
const anyText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom(
        ..."<>&\"'`|*_[](){}#@:/\\~$!-+=.\n\r\t\u001b\u202e",
        "www.",
        "https://",
        "##vso[",
        "::",
        "]]>",
        "-->",
      ),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(""));

function reportWith(text: string): Report {
  const resource = { address: text, type: text, region: text };
  const report = reportOf([
    finding({
      rule: `r${text}`,
      id: `i${text}`,
      message: `m${text}`,
      impact: text,
      remediation: text,
      primary: resource,
      dr: null,
      differences: [difference(text, text, [text])],
    }),
  ]);
  return { ...report, pair: { ...report.pair, name: text } };
}

/** Fails with the reason when a rendering is not safe for its medium. */
const SAFE: Readonly<Partial<Record<Format, (rendering: string) => void>>> = {
  text: inertOnATerminal,
  json: (rendering) => {
    inertOnATerminal(rendering);
    JSON.parse(rendering);
  },
  sarif: (rendering) => {
    inertOnATerminal(rendering);
    JSON.parse(rendering);
  },
  junit: (rendering) => {
    inertOnATerminal(rendering);
    parseXml(rendering);
  },
  markdown: (rendering) => {
    inertOnATerminal(rendering);
    const foreign = rendering
      .replace("<!-- drparity -->", "")
      .replace(/<\/?(?:details|summary|code|sub)>/g, "");
    expect(foreign).not.toMatch(/[<`[~\\$]|@\w/);
  },
  annotations: (rendering) => {
    expect(rendering.replaceAll("\n", "")).not.toMatch(UNPRINTABLE);
    const lines = rendering.trimEnd().split("\n");
    for (const line of lines)
      expect(
        line.replace(/^::(?:error|warning|notice) title=[^:,]*(?:,file=[^:,]*,line=\d+)?::/, ""),
      ).not.toMatch(RUNNER_COMMAND);
    // The verdict and the one finding: no text from outside began a line of its own.
    expect(lines).toHaveLength(2);
  },
  html: (rendering) => {
    inertOnATerminal(rendering);
    expect(rendering.match(/<script/g)).toHaveLength(1);
    expect(rendering.match(/<details/g)).toHaveLength(3);
  },
};

function inertOnATerminal(rendering: string): void {
  expect(rendering).not.toMatch(UNPRINTABLE);
  expect(rendering).not.toMatch(RUNNER_COMMAND);
}

describe("every rendering", () => {
  const cases = FORMATS.flatMap((format) =>
    Object.entries(REPORTS).map(([name, build]) => [format, name, build] as const),
  );

  it.each(cases)("ends with one newline and is the same every time: %s, %s", (format, _name, build) => {
    const rendering = render(build(), format, options);
    expect(rendering).toMatch(/[^\n]\n$/);
    expect(render(build(), format, options)).toBe(rendering);
  });

  it.each(FORMATS)("leaves the report as it was: %s", (format) => {
    const report = frozen(hostileReport());
    expect(() => render(report, format, options)).not.toThrow();
  });

  it.each(FORMATS)("names the application: %s", (format) => {
    expect(render(divergedReport(), format, options)).toContain("storefront");
  });

  it.each(FORMATS)("is safe for its medium whatever the strings are: %s", (format) => {
    fc.assert(
      fc.property(anyText, (text) =>
        (SAFE[format] ?? inertOnATerminal)(render(reportWith(text), format, options)),
      ),
      { numRuns: 200 },
    );
  });

  it.each(FORMATS)(
    "does not grow with the square of the findings, which would run into the test's time limit: %s",
    (format) => {
      const findings = Array.from({ length: 10_000 }, (_, i) =>
        finding({
          id: String(i),
          address: `aws_lb.a[${String(i)}]`,
          differences: [difference("port", i % 5000, 443)],
        }),
      );
      expect(render(reportOf(findings), format, options)).not.toBe("");
    },
  );

  function frozen<T>(value: T): T {
    if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
    return value;
  }
});
