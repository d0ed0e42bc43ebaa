import { createHash } from "node:crypto";
import type { Report } from "../../../analyzer/model/report";
import { renderHtml } from "../../../analyzer/render/html/html";
import { expectGolden } from "../../support/golden";
import {
  at,
  cleanReport,
  difference,
  divergedReport,
  finding,
  GOLDEN_REPORTS,
  hostileReport,
  incompleteReport,
  missingInDr,
  reportOf,
  REPORTS,
  resource,
  thousandReport,
} from "../../support/report-fixtures";
import { RUNNER_COMMAND, UNPRINTABLE } from "../../support/unprintable";

const OWN_TAGS =
  "html head meta title link style body a header h1 h2 h3 span p strong meter section ul ol li br svg path circle dl div dt dd main form input " +
  "fieldset legend label select option button details summary table thead tbody tr th td code mark footer pre script";

/** Style and script cut out: they hold no markup. */
function markup(html: string): string {
  return html.replace(/<(style|script)>[\s\S]*?<\/\1>/g, "<$1></$1>");
}

/** The elements of a page, as an HTML parser begins them. */
function tags(html: string): string[] {
  const page = markup(html);
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

  it("shows a policy in its lines, with marks on the words that differ", () => {
    const policy = (action: string) =>
      JSON.stringify({ Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] });
    const html = page([finding({ differences: [difference("policy", policy("s3:Get"), policy("s3:Put"))] })]);
    expect(html).toContain("{\n  &quot;Statement&quot;: [\n");
    expect(html).toContain("s3:<mark>Put</mark>&quot;");
  });

  it("shows values as they are where lines would hide the difference", () => {
    const long = (n: string) => `{"description": "a long enough text for more than one line", "n": ${n}}`;
    const html = page([
      finding({
        differences: [difference("json", long("12345678901234567890"), long("12345678901234567891"))],
      }),
    ]);
    expect(html).toContain("<mark>12345678901234567891</mark>");
  });

  it("tells what the rules behind the findings check, once each, and leads there", () => {
    const html = page([
      finding({ rule: "twins-equal" }),
      finding({ rule: "twins-equal", address: "aws_lb.a" }),
    ]);
    expect(html.match(/<dt id="rule-twins-equal"/g)).toHaveLength(1);
    expect(html).toContain('<a href="#rule-twins-equal">');
    expect(html).toContain("<li>REL13-BP04: Manage configuration drift at the DR site or Region</li>");
    expect(html).toMatch(/<a href="https:\/\/docs\.aws\.amazon\.com\/[^"]+" rel="noreferrer noopener">/);
  });

  it("shows what to write where", () => {
    const fix = {
      side: "dr",
      address: "aws_lb.a",
      language: "hcl",
      text: 'resource {\n  a = "<b>"\n}\n',
    } as const;
    expect(page([finding({ fix })])).toContain(
      "<strong>What to write in DR:</strong> <code>aws_lb.a</code></p><pre><code>resource {\n  a = &quot;&lt;b&gt;&quot;\n}</code></pre>",
    );
  });

  it("says what is cut off a fix, and lets nothing be copied that is not whole", () => {
    const withFix = (text: string) =>
      page([finding({ fix: { side: "dr", address: "aws_lb.a", language: "hcl", text } })]);
    expect(withFix("a = 1\n")).toContain("</pre><button");
    for (const text of ["a = 1\n".repeat(70), `a = "${"x".repeat(500)}"\n`])
      expect(withFix(text)).not.toContain("</pre><button");
    expect(withFix("a = 1\n".repeat(70))).toContain("# and 10 more lines, in the JSON report</code>");
  });

  it("leads to the lines at the run's commit", () => {
    const report = reportOf([finding({ primary: at("live/main.tf", 7, resource("aws_lb.a")) })]);
    const run = { id: "7", commit: "0123456789abcdef", files: "https://github.com/a/b/blob/0123456/" };
    const html = renderHtml(report, { run });
    expect(html).toContain(
      '<a href="https://github.com/a/b/blob/0123456/live/main.tf#L7" rel="noreferrer noopener"><code>live/main.tf:7</code></a>',
    );
    expect(html).toContain("commit <code>0123456789ab</code>");
    expect(renderHtml(report)).toContain("<strong>Where:</strong> <code>live/main.tf:7</code>");
  });

  it("says how to ask for more in a terminal, of ids that are ours", () => {
    expect(page([finding({ id: "67ee3249bf9b35ce" })])).toContain(
      "<code>drparity explain 67ee3249bf9b35ce</code>",
    );
    expect(page([finding({ id: "$(reboot)" })])).not.toContain("drparity explain");
  });

  describe("lists to choose from", () => {
    const list = (name: string, findings: Report["findings"]) =>
      [
        ...(
          new RegExp(`<select name="${name}"[^>]*>(.*?)</select>`).exec(page(findings))?.[1] ?? ""
        ).matchAll(/<option value="([^"]*)">/g),
      ].map(([, value]) => value);
    const lb = finding({ address: "aws_lb.a", owner: "@acme/web" });
    const db = finding({ address: "aws_db_instance.a", owner: "@acme/data", rule: "twins-equal" });

    it.each([
      ["owner", ["", "@acme/data", "@acme/web"]],
      ["service", ["", "Elastic Load Balancing", "RDS"]],
      ["rule", ["", "attribute-equal", "twins-equal"]],
    ])("have each %s", (name, values) => {
      expect(list(name, [lb, db])).toEqual(values);
    });

    it("are not there where they would leave nothing out", () => {
      expect(page([lb])).not.toMatch(/<select name="(?!sort)/);
    });

    it("have an owner even where the others have none", () => {
      expect(list("owner", [lb, finding({ address: "aws_lb.b" })])).toEqual(["", "@acme/web"]);
    });

    it("do not grow beyond use", () => {
      const many = Array.from({ length: 300 }, (_, i) => finding({ owner: `team-${String(i)}` }));
      expect(list("owner", many)).toHaveLength(201);
    });

    it("find alike findings of two owners in an entry each, so that what is shown is exact", () => {
      const subnet = (name: string, owner: string) => missingInDr(`aws_subnet.${name}`, { owner });
      const html = page([subnet("a", "x"), subnet("b", "y"), subnet("c", "x")]);
      expect([...html.matchAll(/data-owner="(.)"[^>]*data-count="(\d)"/g)].map((m) => m.slice(1))).toEqual([
        ["x", "2"],
        ["y", "1"],
      ]);
    });
  });

  it("gives every finding an address on the page", () => {
    const html = renderHtml(divergedReport());
    for (const { id } of divergedReport().findings) expect(html.split(` id="finding-${id}"`)).toHaveLength(2);
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
      expect(
        markup(html).match(
          / (?:src|href|action|srcset)="(?!#|data:,"|https:\/\/docs\.aws\.amazon\.com\/)[^"]*"/g,
        ),
      ).toBeNull();
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
      const begun = markup(renderHtml(hostileReport())).match(/<[a-z!][^>]*>/gi) ?? [];
      expect(begun.filter((tag) => !/^<[a-z!]\w*(?: [a-z-]+(?:="[^"<>]*")?)*\/?>$/i.test(tag))).toEqual([]);
      expect(begun.filter((tag) => / on[a-z]+[= >]/i.test(tag.replace(/"[^"]*"/g, '""')))).toEqual([]);
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
