import { parseObject } from "../../../analyzer/read/sources/json-text";
import { inputError, PLAN, planText } from "./helpers";

const parse = (text: string) => parseObject({ text, bytes: Buffer.byteLength(text), where: "x.json" });
const failure = (text: string) => inputError(() => parse(text));
const pretty = JSON.stringify(PLAN, null, 2);

describe("parseObject", () => {
  it.each([
    ["compact", planText],
    ["indented", pretty],
    ["with blank lines around it", `\n \n${planText}\n\n`],
    ["with Windows line ends", pretty.replaceAll("\n", "\r\n")],
    ["after setup-terraform's first line", `[command]/opt/bin/terraform show -json tfplan\n${planText}\n`],
    [
      "between the lines of setup-terraform's wrapper",
      `[command]/opt/bin/terraform show -json tfplan\n${planText}\n\n::debug::Terraform exited with code 0.\n` +
        `::debug::stdout: ${planText}%0A\n::set-output name=stdout::${planText}`,
    ],
    [
      "after log lines of another tool",
      `12:00:01 INFO  running terraform\n[INFO] done\n${pretty}\n[INFO] end`,
    ],
  ])("reads JSON %s", (_, text) => {
    expect(parse(text)).toEqual(PLAN);
  });

  it("keeps a key named __proto__ as data", () => {
    expect(Object.keys(parse('{"__proto__":{"a":1}}'))).toEqual(["__proto__"]);
  });

  it.each(["", " \n\t\r\n"])("says that %j is empty", async (text) => {
    expect((await failure(text)).what).toBe("This is empty.");
  });

  it("says at which byte JSON is cut off, wherever that is", async () => {
    for (const length of [1, 10, 50, planText.length - 1]) {
      const error = await failure(planText.slice(0, length));
      expect(error.what).toBe(`The JSON is cut off: it ends in the middle, after byte ${length}.`);
    }
    expect((await failure(pretty.slice(0, -2))).what).toMatch("cut off");
    expect((await failure('[{"a":1},')).what).toMatch("cut off");
  });

  it.each([
    ["noise on the line on which JSON starts", `show: ${planText}`],
    ["noise on the line on which JSON ends", `${planText} done`],
    ["the end of a document", pretty.slice(pretty.indexOf("\n") + 1)],
    ["a line in the middle", pretty.replace("\n", "\n::warning::something\n")],
    ["a bracket too many", `${pretty}\n}`],
    ["a missing comma", '{"password":"hunter2" "a":1}'],
    ["brackets that cross", '{"a":[}]'],
    ["text", "password=hunter2"],
    ["a bare value", "5"],
    ["an array with more after it", "[1]\n[2]"],
  ])("refuses %s", async (_, text) => {
    expect((await failure(text)).what).toMatch("This is not JSON");
  });

  it.each(["[]", ` ${JSON.stringify([PLAN])}\n`, JSON.stringify([PLAN], null, 2)])(
    "says of %j that it is an array",
    async (text) => {
      expect((await failure(text)).what).toMatch("JSON array");
    },
  );

  it("does not take an element of an array for the document", async () => {
    await failure(`[\n${planText}\n]`);
    await failure(`noise\n[\n${planText}\n]`);
    await failure(`[\n${planText},\n${planText}\n]`);
  });

  it("says of two documents that they are two", async () => {
    expect((await failure(`${planText}\n${planText}\n`)).what).toMatch("several JSON documents");
  });

  it("knows the log of `terraform plan -json`", async () => {
    const line = '{"@level":"info","@message":"hunter2","type":"version"}';
    expect((await failure(`${line}\n${line}\n`)).what).toMatch("log that `terraform plan -json` prints");
  });

  it("refuses nesting that would overflow the stack of what reads it", async () => {
    const nested = (levels: number) => `{"a":${"[".repeat(levels)}${"]".repeat(levels)}}`;
    expect(Object.keys(parse(nested(999)))).toEqual(["a"]);
    for (const levels of [1000, 10_000, 1_000_000]) {
      expect((await failure(nested(levels))).what).toMatch("deeper than 1,000 levels");
    }
    expect((await failure("[".repeat(10_000_000))).what).toMatch("deeper than 1,000 levels");
  });

  it("takes a time that grows with the text alone", async () => {
    const start = Date.now();
    await failure(`${" ".repeat(3_000_000)}x`);
    await failure("\n".repeat(3_000_000) + "x");
    await failure(`{}${"\n ".repeat(3_000_000)}}`);
    await failure(`{"a":"${"\\".repeat(3_000_001)}"}`);
    await failure(`{"a":"${'\\"'.repeat(3_000_000)}`);
    expect(Date.now() - start).toBeLessThan(5000);
  });
});
