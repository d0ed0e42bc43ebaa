import { drillsHtml } from "../../../analyzer/act/drills/html";
import { drillsJson } from "../../../analyzer/act/drills/json";
import { drillsText } from "../../../analyzer/act/drills/text";
import { type DrillReport, seriesOf } from "../../../analyzer/model/drill";
import { drillReport, FAILED } from "../../support/drills";
import { RUNNER_COMMAND, UNPRINTABLE } from "../../support/unprintable";

const NOW = new Date("2026-11-30T12:00:00Z");
const text = (...reports: readonly DrillReport[]) =>
  drillsText(seriesOf(reports), NOW, { color: false, width: 100 });
const html = (...reports: readonly DrillReport[]) => drillsHtml(seriesOf(reports), NOW);

const EVIL = "<script>alert('x')</script> \u001b[31m \u202e ##vso[task.setvariable a]b\n::error::x";
const hostile: DrillReport = drillReport("20", {
  pair: EVIL,
  drill: EVIL,
  execution: EVIL,
  reason: EVIL,
  outcome: "failed",
  rtoSeconds: null,
  steps: [{ wave: EVIL, name: EVIL, seconds: 1 }],
  losses: [{ name: EVIL, seconds: null }],
  failure: { wave: EVIL, error: EVIL, cause: EVIL },
});

describe("the drills", () => {
  it("stand against their targets in text, the newest first", () => {
    expect(text(drillReport("01", FAILED), drillReport("20"))).toBe(
      [
        "shop, shop-drill  good  2 drills, one is due every 30 days",
        "",
        "                        outcome   recovery (15 min)     loss (15 min)",
        "  2026-11-20 03:00 UTC  passed    10 min 30 s           3 s",
        "  2026-11-01 03:00 UTC  failed    unknown               3 s",
        "",
        "  The last one",
        "  restore               orders                          8 min 30 s",
        "  would lose            orders                          3 s",
        "",
      ].join("\n"),
    );
  });

  it("say what is wrong", () => {
    expect(text(drillReport("20", FAILED))).toContain("not good");
    expect(text(drillReport("20", FAILED))).toContain("it failed on 2026-11-20 at restore: TooLate");
    expect(html(drillReport("20", FAILED))).toContain('<p class="problem">it failed on 2026-11-20');
    expect(html(drillReport("20"))).toContain("within its targets");
  });

  it("are shown as far as a screen goes, and all in JSON", () => {
    const many = Array.from({ length: 14 }, (_, index) => drillReport(String(index + 1).padStart(2, "0")));
    expect(text(...many)).toContain("and 2 more: --format json");
    const { drills } = JSON.parse(drillsJson(seriesOf(many), NOW)) as {
      drills: [{ reports: unknown[]; overdue: boolean; problems: unknown[] }];
    };
    expect(drills[0].reports).toHaveLength(14);
    expect(drills[0]).toMatchObject({ overdue: false, problems: [] });
  });

  it("steer no terminal, no runner and no browser", () => {
    const outputs = [text(hostile), html(hostile), drillsJson(seriesOf([hostile]), NOW)];
    for (const output of outputs) {
      expect(output).not.toMatch(UNPRINTABLE);
      expect(output.replaceAll('"', "\n")).not.toMatch(/##(?:vso)?\[/i);
    }
    expect(text(hostile)).not.toMatch(RUNNER_COMMAND);
    expect(html(hostile)).not.toMatch(RUNNER_COMMAND);
    expect(html(hostile)).not.toContain("<script");
    expect(html(hostile)).toContain("&lt;script&gt;");
  });
});
