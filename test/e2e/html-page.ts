import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Report } from "../../analyzer/model/report";
import { renderHtml } from "../../analyzer/render/html/html";
import { REPORTS } from "../support/report-fixtures";
import { Chromium, chromiumProgram, type Page } from "./chromium";

const program = chromiumProgram();
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const TREND = [97, 92, null, 88].map((score, i) => ({
  at: `2026-11-0${String(i + 1)}T06:00:00.000Z`,
  verdict: score === null ? ("failed" as const) : ("divergent" as const),
  score,
  commit: "0123456789abcdef",
}));
const RUN = {
  id: "7",
  url: "https://ci.drparity.invalid/runs/7",
  commit: "0123456789abcdef",
  files: "https://forge.drparity.invalid/shop/blob/0123456789abcdef/",
};

export const COLOURS = ["light", "dark"] as const;

/** How a test wants its page. */
interface Opening {
  readonly colours?: (typeof COLOURS)[number];
  readonly fragment?: string;
  /** @default - the page's own script runs */
  readonly withoutScript?: boolean;
}

/** What tests do with reports in a browser. */
export interface Browser {
  readonly chromium: () => Chromium;
  /** Opens a report from its file, as a reader of a build's artifact does. */
  readonly open: (name: keyof typeof REPORTS, opening?: Opening) => Promise<Page>;
  /** Opens a page of the test's own. */
  readonly openHtml: (html: string, opening?: Opening) => Promise<Page>;
}

/** Tests in a browser; without one they are skipped, and say why. */
export function describeInBrowser(title: string, tests: (browser: Browser) => void): void {
  if (program === undefined)
    process.stderr.write(
      `SKIPPED ${title}: there is no chromium on PATH, and CHROMIUM names none (Debian: apt-get install chromium)\n`,
    );
  (program === undefined ? describe.skip : describe)(title, () => {
    const work = mkdtempSync(join(tmpdir(), "drparity-html-"));
    let browser: Chromium;
    beforeAll(() => {
      browser = new Chromium(program ?? "");
    });
    afterAll(async () => {
      await browser.close();
      rmSync(work, { recursive: true, force: true });
    });
    let pages = 0;
    const openHtml = async (
      html: string,
      { colours = "light", fragment = "", withoutScript }: Opening = {},
    ) => {
      const file = join(work, `${String(pages++)}.html`);
      writeFileSync(file, html);
      const features = [{ name: "prefers-color-scheme", value: colours }];
      return browser.open(`${pathToFileURL(file).href}${fragment}`, { features }, withoutScript);
    };
    tests({
      chromium: () => browser,
      openHtml,
      open: (name, opening) =>
        openHtml(renderHtml(REPORTS[name]() as Report, { trend: TREND, run: RUN }), opening),
    });
  });
}

/** What axe finds, one line each. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(`axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html, failureSummary }) => id + ": " + html.slice(0, 200) + failureSummary)))`);
}

/** Changes the filter's form as a reader would, and waits until the page has followed. */
export async function choose(page: Page, change: string): Promise<void> {
  await page.evaluate(`new Promise((resolve) => {
    const form = document.getElementById("filter");
    ${change};
    form.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(resolve, 200);
  })`);
}

/** How many entries of findings are in view. */
export function visible(page: Page): Promise<number> {
  return page.evaluate("document.querySelectorAll('.finding:not([hidden])').length");
}
