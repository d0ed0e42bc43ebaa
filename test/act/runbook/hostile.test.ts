import { analyze, understand } from "../../../analyzer/analyze";
import { runbookHtml } from "../../../analyzer/act/runbook/render/html";
import { runbookMarkdown } from "../../../analyzer/act/runbook/render/markdown";
import { writeRunbook } from "../../../analyzer/act/runbook/write-runbook";
import { existing, pairInput } from "../../support/pair";

const GROUP = "aws_autoscaling_group.web";

function pagesOf(name: string) {
  const input = pairInput({
    primary: [existing(GROUP, { name: "web", min_size: 2 })],
    dr: [existing(GROUP, { name, min_size: 1 }), existing("aws_fsx_lustre_file_system.x", { id: "fs" })],
  });
  const runbook = writeRunbook(understand({ ...input, name }), analyze({ ...input, name }));
  return { markdown: runbookMarkdown(runbook, "now"), html: runbookHtml(runbook, "now") };
}

describe("a name that somebody has made up", () => {
  it.each(["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</code></pre><h1>"])(
    "is text in both formats: %s",
    (name) => {
      const { markdown, html } = pagesOf(name);
      expect(html).not.toContain(name);
      expect(html).toContain("default-src 'none'");
      const outside = markdown.split(/^`{3,}.*$/m).filter((_, index) => index % 2 === 0);
      expect(outside.join("\n")).not.toContain(name);
    },
  );

  it("ends no block of commands", () => {
    const { markdown } = pagesOf("a```b````");
    const fences = markdown.match(/^`{3,}/gm) ?? [];
    expect(fences.some((fence) => fence.length === 5)).toBe(true);
    expect(fences.length % 2).toBe(0);
  });

  it.each([
    ["a line of its own", "web\nrm -rf ~"],
    ["a character that cannot be seen", "web\u202ebew"],
    ["a command of a pipeline", "::set-output name=x::y"],
    ["an option", "--endpoint-url=https://example.com"],
    ["a file that AWS's command line would read", "file:///etc/passwd"],
    ["a page that it would read", "https://example.com/x"],
  ])("is to be filled in where it is %s", (_what, name) => {
    const { markdown, html } = pagesOf(name);
    expect(markdown).toContain("--auto-scaling-group-name 'FILL IN: the group");
    for (const page of [markdown, html]) expect(page).not.toContain(name);
  });
});

describe("a secret", () => {
  it("is not written, not even where a name repeats it", () => {
    const input = pairInput({
      primary: [existing("aws_db_instance.db", { identifier: "db-a", password: "hunter2hunter2" })],
      dr: [existing("aws_db_instance.db", { identifier: "hunter2hunter2", replicate_source_db: "db-a" })],
    });
    const runbook = writeRunbook(understand(input), analyze(input));
    for (const page of [runbookMarkdown(runbook, ""), runbookHtml(runbook, "")]) {
      expect(page).not.toContain("hunter2hunter2");
      expect(page).toContain("FILL IN: the replica");
    }
  });
});
