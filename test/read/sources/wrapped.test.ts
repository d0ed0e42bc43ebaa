import { readContent } from "../../../analyzer/read/sources/content";
import { plan } from "../../support/plan-builder";

const PLAN = plan("us-east-1").resource("aws_sqs_queue.orders", { name: "orders" }).json();
const TEXT = JSON.stringify(PLAN);
const read = (text: string) => readContent(Buffer.from(text), "plan.json");

describe("a plan is read as a tool hands it on", () => {
  it.each([
    ["Terragrunt's log", `09:12:44.103 STDOUT [live/us-east-1/app] tofu: ${TEXT}\n`],
    ["Terragrunt's log of one unit", `09:12:44.103 STDOUT terraform: ${TEXT}\n`],
    [
      "an older Terragrunt",
      `[live/us-east-1/app] Initializing...\n[live/us-east-1/app] ${TEXT}\n[live/us-east-1/app] \n`,
    ],
    ["a pipeline's log", `2026-11-29T12:00:00.1234567Z ${TEXT}\n2026-11-29T12:00:01.1234567Z \n`],
    [
      "setup-terraform's wrapper",
      `[command]/opt/terraform-bin show -json tfplan\n${TEXT}\n::debug::Terraform exited with code 0.\n`,
    ],
    ["a policy's input in Spacelift", JSON.stringify({ spacelift: { run: { id: "1" } }, terraform: PLAN })],
    ["a policy's input in HCP Terraform", JSON.stringify({ plan: PLAN, run: { id: "run-1" } })],
    ["a policy's input in Scalr", JSON.stringify({ tfplan: PLAN, tfrun: {} })],
  ])("%s", async (_name, text) => {
    expect(await read(text)).toEqual({ kind: "plan", document: PLAN });
  });

  it.each([
    ["two plans in one", JSON.stringify({ plan: PLAN, tfplan: PLAN })],
    ["a wrapper without a plan", JSON.stringify({ terraform: { version: "1.11" }, spacelift: {} })],
    ["a prefix before something else", `09:12:44.103 STDOUT terraform: {"hello": 1}\n`],
    ["a log that says more in the line", `09:12:44.103 ERROR it failed ${TEXT}\n`],
  ])("but not %s", async (_name, text) => {
    await expect(read(text)).rejects.toThrow(/^plan\.json: This /);
  });

  it("in a time that grows with the text's length alone", async () => {
    const start = Date.now();
    await expect(read(`[${"[".repeat(2_000_000)}`)).rejects.toThrow();
    await expect(read("09:12:44.1 ".repeat(400_000))).rejects.toThrow();
    expect(Date.now() - start).toBeLessThan(5000);
  });
});
