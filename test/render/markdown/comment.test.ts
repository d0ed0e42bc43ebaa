import { renderFailure } from "../../../analyzer/render/markdown/comment";
import { UNPRINTABLE } from "../../support/unprintable";

describe("the comment in the place of a report", () => {
  it("says that nothing is known, why, and in which run", () => {
    const text = renderFailure("drparity: plan.json: It is no plan.\n", {
      id: "7",
      url: "https://github.com/a/b/actions/runs/7",
      commit: "0123456789abcdef",
    });
    expect(text).toMatch(/^<!-- drparity -->\n\n### ⚠️ drparity: parity could not be checked/);
    expect(text).toContain("drparity: plan.json: It is no plan.");
    expect(text).toContain("commit <code>0123456789ab</code>");
    expect(text).toContain('<a href="https://github.com/a/b/actions/runs/7">');
  });

  it("lets nothing of what was said become markup", () => {
    const text = renderFailure("</pre><img src=x> @team <!-- drparity --> ```\u001b[31m\u202e");
    expect(text).not.toMatch(UNPRINTABLE);
    expect(text).not.toContain("<img");
    expect(text.match(/<!--/g)).toHaveLength(1);
    expect(text.match(/<\/pre>/g)).toHaveLength(1);
  });
});
