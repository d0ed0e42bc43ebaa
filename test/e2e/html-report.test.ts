import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { renderHtml } from "../../analyzer/render/html/html";
import type { Report } from "../../analyzer/model/report";
import { REPORTS } from "../support/report-fixtures";
import { Chromium, chromiumProgram, type Page } from "./chromium";

const program = chromiumProgram();
const work = mkdtempSync(join(tmpdir(), "drparity-html-"));
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const TREND = [97, 92, null, 88].map((score, i) => ({
  at: `2026-11-0${String(i + 1)}T06:00:00.000Z`,
  verdict: score === null ? ("failed" as const) : ("divergent" as const),
  score,
  commit: "0123456789abcdef",
}));
const COLOURS = ["light", "dark"] as const;
const SIZES = [
  [1280, 900],
  [768, 1024],
  [390, 844],
] as const;

if (program === undefined)
  process.stderr.write(
    "SKIPPED the HTML report in a browser: there is no chromium on PATH, and CHROMIUM names none\n",
  );

(program === undefined ? describe.skip : describe)("the HTML report in a browser", () => {
  let browser: Chromium;
  beforeAll(() => {
    browser = new Chromium(program ?? "");
  });
  afterAll(async () => {
    await browser.close();
    rmSync(work, { recursive: true, force: true });
  });

  /** Opens a report from its file, as a reader of a build's artifact does. */
  async function open(name: keyof typeof REPORTS, { colours = "light", fragment = "" } = {}): Promise<Page> {
    const file = join(work, `${name}.html`);
    const report: Report = REPORTS[name]();
    writeFileSync(file, renderHtml(report, { trend: TREND }));
    const features = [{ name: "prefers-color-scheme", value: colours }];
    return browser.open(`${pathToFileURL(file).href}${fragment}`, { features });
  }

  describe.each(Object.keys(REPORTS) as (keyof typeof REPORTS)[])("the %s report", (name) => {
    it("asks for nothing, complains of nothing, and runs nobody's script", async () => {
      const page = await open(name);
      expect(await page.evaluate("document.scripts.length")).toBe(1);
      expect(
        await page.evaluate(
          "document.querySelectorAll('img, iframe, object, embed, base, [onerror]').length",
        ),
      ).toBe(0);
      expect(page.seen).toEqual({ requests: [], complaints: [], dialogs: [] });
      await page.close();
    });

    it.each(SIZES)("fits into a window %i pixels wide", async (width, height) => {
      const page = await open(name);
      await page.resize(width, height);
      expect(
        await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"),
      ).toBe(0);
      await page.close();
    });

    it.each(COLOURS)("has no accessibility violation that axe finds, %s", async (colours) => {
      const page = await open(name, { colours });
      await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
      await page.evaluate(AXE);
      expect(await violations(page)).toEqual([]);
      await page.close();
    });
  });

  it("is light or dark as the reader's system is", async () => {
    const background = "getComputedStyle(document.body).backgroundColor";
    const [light, dark] = await Promise.all(COLOURS.map((colours) => open("clean", { colours })));
    expect(await light?.evaluate(background)).not.toBe(await dark?.evaluate(background));
  });

  it("sees what a page does that is not inert: otherwise the tests above prove nothing", async () => {
    const file = join(work, "live.html");
    writeFileSync(
      file,
      `<script>alert(1); console.error("x")</script><img src="https://drparity.invalid/x.png">`,
    );
    const page = await browser.open(pathToFileURL(file).href);
    expect(page.seen.requests).toEqual(["https://drparity.invalid/x.png"]);
    expect(page.seen.complaints).not.toEqual([]);
    expect(page.seen.dialogs).toEqual(["1"]);
    await page.evaluate(AXE);
    expect(await violations(page)).toContainEqual(expect.stringMatching(/^image-alt: /));
    await page.close();
  });

  describe("with a thousand findings", () => {
    let page: Page;
    beforeEach(async () => (page = await open("thousand")));
    afterEach(() => page.close());

    it("finds by words, and says how many", async () => {
      await choose(page, `form.elements.search.value = "svc-7 8042"`);
      expect(await shown(page)).toEqual({
        said: expect.stringMatching(/^\d+ of 1000 findings$/) as string,
        all: true,
      });
      expect(await visible(page)).toBeGreaterThan(0);
      await choose(page, `form.elements.search.value = "no such thing"`);
      expect(await visible(page)).toBe(0);
    });

    it("filters by severity, kind and origin", async () => {
      await choose(page, `for (const box of form.elements.severity) box.checked = box.value === "critical"`);
      expect(
        await page.evaluate("document.querySelectorAll('.finding:not([hidden]):not(.critical)').length"),
      ).toBe(0);
      await choose(page, `form.elements.kind.value = "missing-in-dr"`);
      expect(await page.evaluate("document.getElementById('shown').textContent")).toBe(
        "125 of 1000 findings",
      );
    });

    it("keeps what was chosen in the address, and takes it from there", async () => {
      await choose(page, `form.elements.search.value = "8042"; form.elements.sort.value = "where"`);
      const fragment = await page.evaluate<string>("location.hash");
      expect(fragment).toBe("#search=8042&sort=where");
      const again = await open("thousand", { fragment });
      expect(await visible(again)).toBe(await visible(page));
      expect(await again.evaluate("document.querySelector('[name=sort]').value")).toBe("where");
      await again.close();
    });

    it("answers a keystroke without making the reader wait", async () => {
      // The work itself, not the time that a busy machine takes for it: one pass over the entries, and no layout within.
      const before = await metric(page, "LayoutCount");
      await choose(page, `form.elements.search.value = "8042"`);
      expect((await metric(page, "LayoutCount")) - before).toBeLessThan(20);
    });
  });

  it("leads to a finding by its link, even when it is filtered away and folded", async () => {
    const page = await open("diverged", { fragment: "#search=nothing-like-it" });
    expect(await visible(page)).toBe(0);
    await page.evaluate("void (location.hash = '#finding-5ab000000003')");
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 50))");
    expect(await page.evaluate("document.getElementById('finding-5ab000000003').checkVisibility()")).toBe(
      true,
    );
    expect(await page.evaluate("document.activeElement.closest('.finding').open")).toBe(true);
    await page.close();
  });

  describe("by keyboard", () => {
    it("skips to the findings first", async () => {
      const page = await open("diverged");
      await page.press("Tab");
      expect(await page.evaluate("document.activeElement.className")).toBe("skip");
      expect(await page.evaluate("document.activeElement.getBoundingClientRect().left >= 0")).toBe(true);
      await page.press("Enter");
      await page.press("Tab");
      expect(await page.evaluate("document.activeElement.name")).toBe("search");
      await page.close();
    });

    it("reaches every control in the order of the page, and leaves the page again", async () => {
      const page = await open("diverged");
      const order: number[] = [];
      for (let i = 0; i < 200; i++) {
        await page.press("Tab");
        const at = await page.evaluate<number>(
          "Array.from(document.querySelectorAll('*')).indexOf(document.activeElement)",
        );
        if (order.includes(at) || (await page.evaluate("document.activeElement === document.body"))) break;
        order.push(at);
      }
      expect(order).toEqual([...order].sort((a, b) => a - b));
      expect(order.length).toBeGreaterThan(20);
      expect(order.length).toBeLessThan(200);
      await page.close();
    });

    it.each(["Enter", " "])("folds and unfolds a finding with %j", async (key) => {
      const page = await open("diverged");
      await page.evaluate("document.querySelector('.finding summary').focus()");
      await page.press(key);
      expect(await page.evaluate("document.querySelector('.finding').open")).toBe(false);
      await page.press(key);
      expect(await page.evaluate("document.querySelector('.finding').open")).toBe(true);
      await page.close();
    });
  });
});

/** What axe finds, one line each. */
async function violations(page: Page): Promise<string[]> {
  return page.evaluate(`axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html, failureSummary }) => id + ": " + html.slice(0, 200) + failureSummary)))`);
}

/** Changes the filter's form as a reader would, and waits until the page has followed. */
async function choose(page: Page, change: string): Promise<void> {
  await page.evaluate(`new Promise((resolve) => {
    const form = document.getElementById("filter");
    ${change};
    form.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(resolve, 200);
  })`);
}

function visible(page: Page): Promise<number> {
  return page.evaluate("document.querySelectorAll('.finding:not([hidden])').length");
}

/** What the page says is shown, and whether every entry that is in view holds all words that were sought. */
function shown(page: Page): Promise<{ said: string; all: boolean }> {
  return page.evaluate(`({
    said: document.getElementById("shown").textContent,
    all: Array.from(document.querySelectorAll(".finding:not([hidden])")).every(({ textContent }) =>
      document.querySelector("[name=search]").value.split(" ").every((word) => textContent.includes(word))),
  })`);
}

async function metric(page: Page, name: string): Promise<number> {
  await page.send("Performance.enable");
  const { metrics } = await page.send("Performance.getMetrics");
  return (metrics as { name: string; value: number }[]).find((entry) => entry.name === name)?.value ?? 0;
}
