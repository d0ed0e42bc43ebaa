import { renderDriftJson } from "../../../analyzer/act/drift/render/json";
import { renderDriftMarkdown, renderStateMarkdown } from "../../../analyzer/act/drift/render/markdown";
import { renderDriftText } from "../../../analyzer/act/drift/render/text";
import type { DriftReport } from "../../../analyzer/act/drift/drift-report";
import { DriftStory, firstRun, found } from "../../support/drift-story";
import { RUNNER_COMMAND, UNPRINTABLE } from "../../support/unprintable";

const text = (drift: DriftReport) => renderDriftText(drift, { color: false, width: 100 });

/** A run with one of everything, three hours after the first. */
function eventful(): DriftReport {
  const story = new DriftStory();
  const opened = found("opened", "critical", { message: "Port 22 is open to the world in DR." });
  story.ran([found("stays"), found("fixed", "critical"), found("worse", "info"), found("accepted")]);
  story.ran([found("stays"), found("fixed", "critical"), found("worse", "info"), found("accepted")]);
  story.ran([found("stays"), found("fixed", "critical"), found("worse", "info"), found("accepted")]);
  const suppressed = [{ ...found("accepted"), reason: "known", expires: null }];
  return story.ran([opened, found("stays"), found("worse", "critical")], [], { suppressed }).drift;
}

describe("the text", () => {
  it("is one line when nothing changed", () => {
    const story = new DriftStory();
    story.ran([found("a")]);
    expect(text(story.ran([found("a")]).drift)).toBe(
      "storefront 99/100: nothing changed since 2026-11-20 00:00 UTC: 1 finding persists.\n",
    );
  });

  it("is one line for a first run at parity", () => {
    expect(text(firstRun([]))).toBe("storefront 100/100: no divergence.\n");
  });

  it("tells what is new and worse in full, and the rest in brief", () => {
    expect(text(eventful())).toMatchInlineSnapshot(`
     "DIVERGENT  storefront 97/100: 1 new, 1 worse, 1 persisting, 1 resolved, 1 accepted
     us-east-1 (214 resources) -> us-west-2 (201 resources), warm-standby

     NEW CRITICAL (1)

       aws_sqs_queue.opened
         twins differ, existing, rule attribute-equal, id opened
         Port 22 is open to the world in DR.
         At failover: The DR region behaves differently from the primary.
         What to do:  Make both sides equal.

     WORSE, NOW CRITICAL (1)

       aws_sqs_queue.worse
         twins differ, existing, rule attribute-equal, id worse
         aws_sqs_queue.worse differs between the regions.
         At failover: The DR region behaves differently from the primary.
         What to do:  Make both sides equal.
         Was info, since 2026-11-20 00:00 UTC (3 h), first seen at c0ffee1

     PERSISTING (1)
       warning   aws_sqs_queue.stays
                 aws_sqs_queue.stays differs between the regions.
                 since 2026-11-20 00:00 UTC (3 h), first seen at c0ffee1

     RESOLVED (1)
       critical  aws_sqs_queue.fixed
                 aws_sqs_queue.fixed differs between the regions.
                 after 3 h

     ACCEPTED (1)
       warning   aws_sqs_queue.accepted
                 aws_sqs_queue.accepted differs between the regions.
                 since 2026-11-20 00:00 UTC (3 h), first seen at c0ffee1
     "
    `);
  });

  it("says of a failed run that nothing was compared, why, and nothing else", () => {
    const { drift } = new DriftStory().failed(["infra/dr: `terraform plan` failed: no credentials."]);
    expect(text(drift)).toBe(
      [
        "FAILED  storefront: nothing was compared",
        "The scheduled run began to fail.",
        "",
        "  - infra/dr: `terraform plan` failed: no credentials.",
        "",
      ].join("\n"),
    );
  });

  it("says what could not be delivered", () => {
    const drift = {
      ...firstRun([found("a")]),
      notifications: [{ channel: "webhook:CHAT", delivered: false, problem: "HTTP 500." }],
    };
    expect(text(drift)).toContain("Not delivered to webhook:CHAT: HTTP 500. The next run tries again.");
  });

  it("stays readable with a thousand findings that persist", () => {
    const story = new DriftStory();
    const many = Array.from({ length: 1000 }, (_, i) => found(`q${String(i)}`));
    story.ran(many);
    const shown = text(story.ran([...many, found("fresh")]).drift);
    expect(shown).toContain("and 980 more findings");
    expect(shown.split("\n").length).toBeLessThan(100);
  });
});

describe("JSON", () => {
  it("is always full, with the analyzer's report in it", () => {
    const story = new DriftStory();
    story.ran([found("a")]);
    const json = JSON.parse(renderDriftJson(story.ran([found("a")]).drift)) as Record<string, unknown>;
    expect(json).toMatchObject({
      schemaVersion: "1.0",
      changed: false,
      verdict: "divergent",
      run: { kind: "drift", id: "run-2", commit: "c0ffee2" },
      persisting: [
        {
          id: "a",
          primary: "aws_sqs_queue.a",
          since: { at: "2026-11-20T00:00:00.000Z", commit: "c0ffee1" },
          secondsOpen: 3600,
        },
      ],
      report: { schemaVersion: "1.0", findings: [{ id: "a" }] },
    });
  });

  it("has no report when the run failed", () => {
    const { drift } = new DriftStory().failed(["it failed."]);
    expect(JSON.parse(renderDriftJson(drift))).toMatchObject({
      verdict: "failed",
      score: null,
      changed: true,
      problems: ["it failed."],
      report: null,
    });
  });
});

describe("Markdown", () => {
  it("folds what is new and lists the rest", () => {
    const shown = renderDriftMarkdown(eventful());
    expect(shown).toMatch(/^### ❌ drparity: divergent, \d+\/100\n/);
    for (const part of [
      "#### New (1)",
      "#### Worse (1)",
      "#### Persisting (1)",
      "#### Resolved (1)",
      "after 3 h",
    ])
      expect(shown).toContain(part);
  });

  it("stays below GitHub's limit, worst first", () => {
    const long = "é".repeat(300);
    const many = Array.from({ length: 2000 }, (_, i) =>
      found(`q${String(i)}`, i === 1999 ? "critical" : "warning", { message: `${String(i)} ${long}` }),
    );
    for (const render of [renderDriftMarkdown, renderStateMarkdown]) {
      const shown = render(firstRun(many));
      expect(Buffer.byteLength(shown)).toBeLessThan(65_000);
      expect(shown).toContain("q1999");
      expect(shown).toMatch(/\d+ entries left out here/);
    }
  });
});

describe("hostile names", () => {
  const hostile =
    "##[error] \u001b[31m<script>alert(1)</script> @team ::warning:: `code` [a](https://x.example) \u202e";
  const story = new DriftStory();
  story.ran([found("gone", "critical", { message: hostile })]);
  const { drift } = story.ran([
    found("new", "critical", { message: hostile, impact: hostile, remediation: hostile }),
  ]);
  const failed = new DriftStory().failed([hostile]).drift;

  it.each([
    ["text", text(drift)],
    ["text of a failed run", text(failed)],
    ["Markdown", renderDriftMarkdown(drift)],
    ["Markdown of a failed run", renderDriftMarkdown(failed)],
    ["JSON", renderDriftJson(drift)],
  ])("steer nothing in %s", (_, shown) => {
    expect(shown).not.toMatch(UNPRINTABLE);
    expect(shown).not.toMatch(RUNNER_COMMAND);
  });

  it("are no markup and no mention in Markdown", () => {
    const shown = renderDriftMarkdown(drift);
    expect(shown).not.toMatch(/<script|@team|\[a\]/);
  });
});
