import { columnsOf } from "../../../analyzer/base/columns";
import { renderText } from "../../../analyzer/render/text/text";
import { expectGolden } from "../../support/golden";
import {
  cleanReport,
  difference,
  divergedReport,
  finding,
  hostileReport,
  incompleteReport,
  missingInDr,
  reportOf,
  GOLDEN_REPORTS,
  resource,
  thousandReport,
} from "../../support/report-fixtures";
import { RUNNER_COMMAND, UNPRINTABLE } from "../../support/unprintable";

const plain = { color: false };
// eslint-disable-next-line no-control-regex -- control characters are what this looks for
const OWN_STYLES = /\u001b\[(?:1|2|22|31|32|33|36|39)m/g;

describe("the text report", () => {
  it.each(Object.entries(GOLDEN_REPORTS))("renders the %s report as its golden file", (name, build) => {
    expectGolden(`${name}.txt`, renderText(build(), plain));
  });

  it("renders the diverged report in colour as its golden file", () => {
    expectGolden("diverged-color.txt", renderText(divergedReport(), { color: true }));
  });

  it("says everything that matters in the first line", () => {
    expect(renderText(divergedReport(), plain).split("\n")[0]).toBe(
      "DIVERGENT  storefront 87/100: 2 critical, 13 warnings, 1 info in 198 pairs",
    );
  });

  it("says a clean report in four lines or fewer", () => {
    expect(renderText(cleanReport(), plain).trimEnd().split("\n").length).toBeLessThanOrEqual(4);
  });

  it("says what makes a report incomplete before any finding", () => {
    const text = renderText(incompleteReport(), plain);
    expect(text.indexOf("cannot prove parity")).toBeGreaterThan(0);
    expect(text.indexOf("cannot prove parity")).toBeLessThan(text.indexOf("CRITICAL"));
    expect(text).toMatch(/^INCOMPLETE/);
  });

  it("says the verdict again below a long report", () => {
    const lines = renderText(thousandReport(), plain).trimEnd().split("\n");
    expect(lines.at(-1)).toBe(lines[0]);
  });

  it("names a resource once when both sides call it the same, else both", () => {
    const same = renderText(
      reportOf([finding({ id: "1d77", address: "aws_lb.web", message: "It differs." })]),
      plain,
    );
    expect(same.match(/aws_lb\.web/g)).toHaveLength(1);
    const moved = finding({ primary: resource("aws_lb.web"), dr: resource("module.dr.aws_lb.web", "dr") });
    expect(renderText(reportOf([moved]), plain)).toContain("aws_lb.web -> module.dr.aws_lb.web");
  });

  it("puts alike findings into one entry and folds a long list", () => {
    const text = renderText(divergedReport(), plain);
    expect(text).toContain("12 x aws_subnet");
    expect(text).toContain("and 7 more resources");
  });

  it("keeps findings of different severity or with different values apart", () => {
    const apart = [
      missingInDr("aws_subnet.a"),
      missingInDr("aws_subnet.b", { severity: "critical" }),
      finding({ address: "aws_lb.a", differences: [difference("idle_timeout", 60, 30)] }),
      finding({ address: "aws_lb.b", differences: [difference("idle_timeout", 60, 20)] }),
    ];
    const text = renderText(reportOf(apart), plain);
    for (const address of ["aws_subnet.a", "aws_subnet.b", "aws_lb.a", "aws_lb.b"]) {
      expect(text).toContain(`\n  ${address}\n`);
    }
  });

  it("keeps in view what differs between two long values", () => {
    const [a, b] = ["x".repeat(500), "x".repeat(500)];
    const text = renderText(
      reportOf([finding({ differences: [difference("policy", `${a}one`, `${b}two`)] })]),
      plain,
    );
    expect(text).toMatch(/policy {2}…x+one" -> …x+two"/);
  });

  it("does not show two hidden values as though they were equal", () => {
    const text = renderText(divergedReport(), plain);
    expect(text).not.toContain("(sensitive) -> (sensitive)");
    expect(text).toMatch(/password +\(sensitive values differ\)/);
  });

  it("stays within 80 columns of a terminal in which wide characters take two", () => {
    const report = reportOf([
      finding({
        message: "データベース のバックアップ が DR では取られて いません 🦖 ".repeat(3),
        differences: [
          difference("tags.説明", "本番用".repeat(60), "本番用".repeat(59)),
          difference("tags.Name", "本番", "待機"),
        ],
      }),
    ]);
    const lines = renderText(report, { color: false, width: 80 }).split("\n");
    for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(80);
    expect(lines).toContain('      tags.Name  "本番" -> "待機"');
  });

  it.each([60, 100, 160])("stays within %i columns", (width) => {
    const lines = renderText(divergedReport(), { color: false, width }).split("\n");
    // An address is never broken: it is there to be copied.
    const long = lines.filter((line) => line.length > width && !/aws_[a-z_]+\.\S+$/.test(line));
    expect(long).toEqual([]);
  });

  it("writes no escape code unless colour is asked for, and then only its own", () => {
    expect(renderText(divergedReport(), plain)).not.toContain("\u001b");
    const colored = renderText(hostileReport(), { color: true });
    expect(colored).toContain("\u001b[31m");
    expect(colored.replace(OWN_STYLES, "")).not.toContain("\u001b");
  });

  it("shows hostile characters instead of sending them to the terminal", () => {
    expect(renderText(hostileReport(), plain)).not.toMatch(UNPRINTABLE);
  });

  it("gives a pipeline's runner no command", () => {
    const text = renderText(hostileReport(), plain);
    expect(text).not.toMatch(RUNNER_COMMAND);
  });

  it("stays short where a single string is long", () => {
    expect(renderText(hostileReport(), plain).length).toBeLessThan(60_000);
  });
});
