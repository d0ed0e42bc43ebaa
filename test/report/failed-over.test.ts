import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { analyze } from "../../analyzer/analyze";
import schema from "../../analyzer/model/report.schema.json";
import { renderHtml } from "../../analyzer/render/html/html";
import { renderJson } from "../../analyzer/render/json/json";
import { renderMarkdown } from "../../analyzer/render/markdown/markdown";
import { renderText } from "../../analyzer/render/text/text";
import { existing, pairInput } from "../support/pair";

const report = (primary: number, dr: number, writer?: "dr") => {
  const group = (size: number) =>
    existing("aws_autoscaling_group.web", { name: "web", min_size: size, max_size: 9 });
  return analyze(pairInput({ primary: [group(primary)], dr: [group(dr)], writer }));
};
const rules = ({ findings }: ReturnType<typeof report>) => findings.map(({ rule }) => rule);

describe("the report of a pair that is failed over", () => {
  const failedOver = report(1, 4, "dr");

  it("allows primary what the strategy allows the standby, and not DR", () => {
    expect(rules(failedOver)).toEqual(["pair-failed-over"]);
    expect(failedOver.expected).toEqual([
      expect.objectContaining({
        reason: "warm-standby: failed over: primary may run less until it is failed back",
      }),
    ]);
    expect(rules(report(4, 1, "dr"))).toContain("twins-equal");
    expect(rules(report(4, 1))).toEqual([]);
  });

  it("says so in its head", () => {
    const plain = renderText(failedOver, { color: false, width: 200 });
    const head = (text: string) => text.slice(0, text.indexOf("pair-failed-over"));
    for (const text of [plain, renderMarkdown(failedOver)])
      expect(head(text)).toContain("Failed over: the DR region takes the writes");
    expect(renderHtml(failedOver)).toContain("<p><strong>Failed over: the DR region takes the writes");
    const json = JSON.parse(renderJson(failedOver)) as typeof failedOver;
    expect(json.pair.writer).toBe("dr");
    const ajv = new Ajv2020({ strictTypes: false });
    addFormats(ajv);
    expect(ajv.compile(schema)(json)).toBe(true);
  });

  it("says nothing of it otherwise", () => {
    expect(renderText(report(4, 1), { color: false })).not.toContain("Failed over");
    expect(report(4, 1).pair).not.toHaveProperty("writer");
  });
});
