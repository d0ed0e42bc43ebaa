import type { Page } from "./chromium";
import { choose, describeInBrowser, visible } from "./html-page";

describeInBrowser("the HTML report's controls in a browser", ({ chromium, open }) => {
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

    it("filters by rule", async () => {
      await choose(page, `form.elements.rule.value = "sg-rules-equal"`);
      expect(await visible(page)).toBeGreaterThan(0);
      expect(
        await page.evaluate(
          `document.querySelectorAll('.finding:not([hidden]):not([data-rule="sg-rules-equal"])').length`,
        ),
      ).toBe(0);
      expect(await page.evaluate("document.getElementById('shown').textContent")).toBe(
        "750 of 1000 findings",
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

  it.each(["owner", "service", "rule"])(
    "filters by the %s, each of them to the number it has",
    async (name) => {
      const page = await open("hostile");
      const values = await page.evaluate<string[]>(
        `[...document.getElementById("filter").elements.${name}.options].map(({ value }) => value)`,
      );
      expect(values.length).toBeGreaterThan(2);
      for (const value of values.filter(Boolean)) {
        await choose(page, `form.elements.${name}.value = ${JSON.stringify(value)}`);
        const shown = await page.evaluate<string[]>(
          `[...document.querySelectorAll(".finding:not([hidden])")].map(({ dataset }) => dataset.${name})`,
        );
        expect(shown.length).toBeGreaterThan(0);
        expect(new Set(shown)).toEqual(new Set([value]));
      }
      expect(page.seen).toEqual({ requests: [], complaints: [], dialogs: [] });
      await page.close();
    },
  );

  describe("copies", () => {
    let page: Page;
    beforeEach(async () => {
      page = await open("diverged");
      const permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"];
      await chromium().send("Browser.grantPermissions", { permissions });
    });
    afterEach(() => page.close());

    it.each([
      ["id", "1d77c0e3b8aa"],
      ["command", "drparity explain 1d77c0e3b8aa"],
      ["fix", 'resource "aws_autoscaling_group" "web" {\n  max_size = 24\n}'],
    ])("the %s, and says so", async (what, text) => {
      const button = `document.querySelector('#finding-1d77c0e3b8aa [aria-label="Copy the ${what}"]')`;
      await page.evaluate(`${button}.focus()`);
      await page.press("Enter");
      await soon(page, `${button}.textContent === "Copied"`);
      expect(await page.evaluate("navigator.clipboard.readText()")).toBe(text);
      expect(await page.evaluate("document.getElementById('shown').textContent")).toBe("Copied");
      await soon(page, `${button}.textContent === "Copy"`);
      expect(await page.evaluate("document.getElementById('shown').textContent")).toBe("16 findings");
    });

    it("a link to the finding", async () => {
      await page.evaluate("document.querySelector('#finding-1d77c0e3b8aa .link').click()");
      await soon(page, `document.getElementById("shown").textContent === "Copied"`);
      expect(await page.evaluate("navigator.clipboard.readText()")).toMatch(/\.html#finding-1d77c0e3b8aa$/);
    });

    it("by selecting it, where a page has no clipboard: one from plain http", async () => {
      await page.evaluate(`Object.defineProperty(navigator, "clipboard", { value: undefined })`);
      const button = `document.querySelector('#finding-1d77c0e3b8aa [aria-label="Copy the fix"]')`;
      await page.evaluate(`${button}.click()`);
      await soon(page, `${button}.textContent !== "Copy"`);
      expect(await page.evaluate("String(getSelection()).trim()")).toMatch(/^resource [^]*max_size = 24\n}$/);
      expect(page.seen.complaints).toEqual([]);
    });
  });

  it("leads to the lines in the forge", async () => {
    const page = await open("diverged");
    expect(await page.evaluate("document.querySelector('#finding-1d77c0e3b8aa a[href*=forge]').href")).toBe(
      "https://forge.drparity.invalid/shop/blob/0123456789abcdef/live/primary/web.tf#L12",
    );
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

/** Waits until an expression in the page is true. @throws after five seconds */
async function soon(page: Page, condition: string): Promise<void> {
  await page.evaluate(`new Promise((resolve, reject) => {
    const until = Date.now() + 5000;
    (function look() {
      if (${condition}) resolve();
      else if (Date.now() > until) reject(new Error(${JSON.stringify(condition)}));
      else setTimeout(look, 20);
    })();
  })`);
}
