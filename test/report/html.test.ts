import { createHash } from "node:crypto";
import type { Report } from "../../analyzer/report/report";
import { renderHtml } from "../../analyzer/report/html";
import { expectGolden } from "../support/golden";
import {
  cleanReport,
  difference,
  divergedReport,
  finding,
  GOLDEN_REPORTS,
  hostileReport,
  incompleteReport,
  reportOf,
  REPORTS,
  thousandReport,
} from "../support/report-fixtures";
import { RUNNER_COMMAND, UNPRINTABLE } from "../support/unprintable";

const OWN_TAGS =
  "html head meta title link style body a header h1 h2 span p strong meter section ul li dl div dt dd main form input " +
  "fieldset legend label select option button details summary table thead tbody tr th td code mark footer script";

/** The elements of a page, as an HTML parser begins them. Style and script are cut out: they hold no markup. */
function tags(html: string): string[] {
  const page = html.replace(/<(style|script)>[\s\S]*?<\/\1>/g, "<$1></$1>");
  return [...page.matchAll(/<([a-z!][a-z0-9]*)/gi)].map(([, name = ""]) => name.toLowerCase());
}

function page(findings: Report["findings"]): string {
  return renderHtml(reportOf(findings));
}

describe("the HTML report", () => {
  it.each(Object.entries(GOLDEN_REPORTS))("renders the %s report as its golden file", (name, build) => {
    expectGolden(`${name}.html`, renderHtml(build()));
  });

  it("says verdict, score and counts first", () => {
    const html = renderHtml(divergedReport());
    expect(html).toContain('<span class="verdict divergent">divergent</span> storefront');
    expect(html).toContain("<strong>87</strong> of 100");
    expect(html).toContain("<dt>Warnings</dt><dd>13</dd>");
  });

  it("says prominently what makes a report incomplete, and only then", () => {
    expect(renderHtml(incompleteReport())).toContain("<h2>This report cannot prove parity</h2>");
    expect(renderHtml(divergedReport())).not.toContain("<h2>This report cannot prove parity</h2>");
  });

  it("has no filter where there is nothing to filter", () => {
    expect(renderHtml(cleanReport())).not.toContain("<form");
  });

  it("unfolds a few findings and folds many", () => {
    expect(renderHtml(divergedReport())).toMatch(/<details class="finding critical"[^>]* open>/);
    expect(renderHtml(thousandReport())).not.toMatch(/<details class="finding [^>]* open>/);
  });

  it("marks what differs within two long values", () => {
    const policy = (action: string) => `arn:aws:iam::123456789012:role/${action}/orders`;
    const html = page([finding({ differences: [difference("role", policy("read"), policy("write"))] })]);
    expect(html).toContain("role/<mark>read</mark>/orders");
    expect(html).toContain("role/<mark>write</mark>/orders");
  });

  it("holds a thousand findings in less than a megabyte", () => {
    expect(renderHtml(thousandReport()).length).toBeLessThan(1_000_000);
  });

  describe("policy", () => {
    const html = renderHtml(hostileReport());
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";

    it("allows nothing but the page's own style and script, by their hashes", () => {
      for (const tag of ["style", "script"]) {
        const text = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(html)?.[1] ?? "";
        const hash = createHash("sha256").update(text).digest("base64");
        expect(policy).toContain(`${tag}-src 'sha256-${hash}'`);
      }
      expect(policy).toMatch(/^default-src 'none'; /);
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
    });

    it("stands before everything that it governs", () => {
      expect(html.indexOf("Content-Security-Policy")).toBeLessThan(html.indexOf("<style"));
    });

    it("requests nothing", () => {
      const markup = html.replace(/<(style|script)>[\s\S]*?<\/\1>/g, "");
      expect(markup.match(/ (?:src|href|action|srcset)="(?!#|data:,")[^"]*"/g)).toBeNull();
      expect(html).not.toMatch(/@import|url\(|fetch\(|XMLHttpRequest|innerHTML/);
    });
  });

  describe("hostile text", () => {
    it.each(Object.entries(REPORTS))("begins no element of its own: the %s report", (_name, build) => {
      const html = renderHtml(build());
      const known = new Set(OWN_TAGS.split(" "));
      expect(tags(html).filter((tag) => !known.has(tag) && tag !== "!doctype")).toEqual([]);
      expect(tags(html).filter((tag) => tag === "script")).toHaveLength(1);
      expect(html.match(/<details/g)?.length).toBe(html.match(/<\/details>/g)?.length);
    });

    it("stays in the attribute that holds it", () => {
      const html = renderHtml(hostileReport());
      expect(html).not.toMatch(/<[^>]* on[a-z]+=/i);
    });

    it("is shown, not hidden or reordered", () => {
      const html = renderHtml(hostileReport());
      expect(html).not.toMatch(UNPRINTABLE);
      expect(html).not.toMatch(RUNNER_COMMAND);
      expect(html).toContain("\\u202egnp.exe");
    });
  });

  describe("for everybody", () => {
    const html = renderHtml(divergedReport());

    it("names its language, its landmarks and its controls", () => {
      expect(html).toContain('<html lang="en">');
      expect(html).toContain('<form id="filter" role="search" aria-label="Filter the findings"');
      expect(html.match(/<(?:select|input type="search"|meter)(?![^>]*aria-label)/g)).toBeNull();
      expect(html).toContain('role="status"');
      expect(html).toContain('<a class="skip" href="#findings">');
    });

    it("has table heads with scopes", () => {
      expect(html.match(/<th(?![^>]*scope=)(?:\s[^>]*)?>/g)).toBeNull();
    });

    it("follows the system's colours and prints", () => {
      expect(html).toContain("@media (prefers-color-scheme: dark)");
      expect(html).toContain("@media print");
    });
  });
});
