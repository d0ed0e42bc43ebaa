import { REPORTS } from "../support/report-fixtures";
import { COLOURS, describeInBrowser, violations } from "./html-page";

/** A desk's window, a tablet, and the narrowest telephone. */
const WIDTHS = [1280, 768, 360] as const;
const HEIGHT = 900;
const UNFOLD = "for (const details of document.querySelectorAll('details')) details.open = true";
const TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

describeInBrowser("the HTML report in a browser", ({ open, openHtml }) => {
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

    it.each(WIDTHS)("fits into a window %i pixels wide, folded and unfolded", async (width) => {
      const page = await open(name);
      await page.resize(width, HEIGHT);
      expect(await page.evaluate(TOO_WIDE)).toBe(0);
      await page.evaluate(UNFOLD);
      expect(await page.evaluate(TOO_WIDE)).toBe(0);
      await page.close();
    });

    // A thousand entries are the same elements again, and axe takes its time for each.
    const widths = name === "thousand" ? [1280] : [1280, 360];
    describe.each(COLOURS)("in %s colours", (colours) => {
      it.each(widths)("has no accessibility violation that axe finds at %i pixels", async (width) => {
        const page = await open(name, { colours });
        await page.resize(width, HEIGHT);
        await page.evaluate(UNFOLD);
        expect(await violations(page)).toEqual([]);
        await page.close();
      });
    });

    it("shows all of it without a script, and nothing that needs one", async () => {
      const page = await open(name, { withoutScript: true });
      await page.evaluate(UNFOLD);
      expect(
        await page.evaluate(
          `[...document.querySelectorAll(".finding, .body, .path")].every((e) => e.checkVisibility())`,
        ),
      ).toBe(true);
      expect(
        await page.evaluate(
          `[...document.querySelectorAll("button, input, select")].some((e) => e.checkVisibility())`,
        ),
      ).toBe(false);
      await page.close();
    });
  });

  it("is light or dark as the reader's system is", async () => {
    const background = "getComputedStyle(document.body).backgroundColor";
    const [light, dark] = await Promise.all(COLOURS.map((colours) => open("clean", { colours })));
    expect(await light?.evaluate(background)).not.toBe(await dark?.evaluate(background));
  });

  it("sees what a page does that is not inert: otherwise the tests above prove nothing", async () => {
    const page = await openHtml(
      `<script>alert(1); console.error("x")</script><img src="https://drparity.invalid/x.png">`,
    );
    expect(page.seen.requests).toEqual(["https://drparity.invalid/x.png"]);
    expect(page.seen.complaints).not.toEqual([]);
    expect(page.seen.dialogs).toEqual(["1"]);
    expect(await violations(page)).toContainEqual(expect.stringMatching(/^image-alt: /));
    await page.close();
  });
});
