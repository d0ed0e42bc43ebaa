import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { analyze } from "../../../analyzer/analyze";
import { inlineDecisions } from "../../../analyzer/mend/decisions/inline-decisions";
import { parseDecision } from "../../../analyzer/mend/decisions/parse-decision";
import { readLocator } from "../../../analyzer/mend/locate/locator";
import { plan } from "../../support/plan-builder";

const AT = new Date("2026-11-29T12:00:00Z");
const TAKE = 'drparity:accept twins-equal until=2027-03-31 owner=@acme/web reason="Slower on purpose."';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "drparity-decisions-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Two queues that differ, one of them within a module, with DR's code as given. */
async function analyzed(files: Readonly<Record<string, string>>, at = AT) {
  mkdirSync(path.join(folder, ".git"));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  const side = (region: string, delay: number, label: string) =>
    plan(region)
      .resource("aws_sqs_queue.orders", { name: "orders", delay_seconds: delay })
      .resource("module.jobs[0].aws_sqs_queue.work", { name: "work", delay_seconds: delay })
      .workspace(label);
  const [primary, dr] = [side("us-east-1", 0, "primary"), side("us-west-2", 60, "dr")];
  const locator = await readLocator(new Map([["dr", [path.join(folder, "dr")]]]), folder);
  const accepted = inlineDecisions([dr], locator, (file) => path.relative(folder, file));
  const report = analyze({
    primary: [primary],
    dr: [dr],
    shared: [],
    combined: [],
    regions: { primary: "us-east-1", dr: "us-west-2" },
    name: "shop",
    strategy: "warm-standby",
    declared: [],
    byDesign: [],
    generatedAt: at,
    locator,
    accepted,
  });
  const about = (list: readonly { readonly dr: { readonly address: string } | null }[]) =>
    list.flatMap((one) => one.dr?.address ?? []).sort();
  return {
    suppressed: about(report.suppressed),
    found: about(report.findings),
    rot: report.findings.filter(({ rule }) => rule.startsWith("policy-")).map(({ message }) => message),
  };
}

const QUEUE = 'resource "aws_sqs_queue" "orders" {\n  delay_seconds = 60\n}\n';
const CALL = 'module "jobs" {\n  source = "../jobs"\n  count  = 1\n}\n';
const WORK = 'resource "aws_sqs_queue" "work" {\n}\n';
const ORDERS = "aws_sqs_queue.orders";
const JOBS = "module.jobs[0].aws_sqs_queue.work";

describe("a comment beside the code accepts", () => {
  it.each<[string, Readonly<Record<string, string>>, string[]]>([
    [
      "what the block below it shows",
      { "dr/main.tf": `# ${TAKE}\n# and why\n${QUEUE}${CALL}`, "jobs/m.tf": WORK },
      [ORDERS],
    ],
    [
      "what the block that it is in shows",
      { "dr/main.tf": QUEUE.replace("{\n", `{\n  // ${TAKE}\n`) + CALL, "jobs/m.tf": WORK },
      [ORDERS],
    ],
    [
      "what a module shows, by its call",
      { "dr/main.tf": `${QUEUE}# ${TAKE}\n${CALL}`, "jobs/m.tf": WORK },
      [JOBS],
    ],
    [
      "what a module's block shows, in every call",
      { "dr/main.tf": QUEUE + CALL, "jobs/m.tf": `# ${TAKE}\n${WORK}` },
      [JOBS],
    ],
    [
      "in JSON, by Terraform's own place for comments",
      {
        "dr/main.tf.json": JSON.stringify({
          resource: { aws_sqs_queue: { orders: { "//": TAKE, delay_seconds: 60 } } },
        }),
        "dr/more.tf": CALL,
        "jobs/m.tf": WORK,
      },
      [ORDERS],
    ],
    [
      "some attributes alone",
      { "dr/main.tf": `# ${TAKE} attributes=delay_seconds\n${QUEUE}${CALL}`, "jobs/m.tf": WORK },
      [ORDERS],
    ],
  ])("%s", async (_name, files, accepted) => {
    const { suppressed, found, rot } = await analyzed(files);
    expect(suppressed).toEqual(accepted);
    expect(found).toEqual([ORDERS, JOBS].filter((one) => !accepted.includes(one)));
    expect(rot).toEqual([]);
  });

  it.each<[string, string]>([
    ["in a heredoc", QUEUE.replace("60", `60\n  policy = <<EOT\n# ${TAKE}\nEOT`)],
    ["far above the block", `# ${TAKE}\n\nlocals {\n}\n${QUEUE}`],
    ["of other attributes", `# ${TAKE} attributes=name\n${QUEUE}`],
  ])("nothing where it stands %s", async (_name, text) => {
    expect((await analyzed({ "dr/main.tf": text + CALL, "jobs/m.tf": WORK })).suppressed).toEqual([]);
  });

  it("no longer than it says, and is told then, and where it fits nothing", async () => {
    const files = { "dr/main.tf": `# ${TAKE}\n${QUEUE}${CALL}`, "jobs/m.tf": WORK };
    const late = await analyzed(files, new Date("2027-04-01T00:00:00Z"));
    expect(late.suppressed).toEqual([]);
    expect(late.rot).toEqual([
      "dr/main.tf:1: it held until 2027-03-31 and no longer does; @acme/web owns it",
    ]);
    rmSync(path.join(folder, ".git"), { recursive: true });
    const other = {
      "dr/main.tf": `# ${TAKE.replace("twins-equal", "no-drift")}\n${QUEUE}${CALL}`,
      "jobs/m.tf": WORK,
    };
    expect((await analyzed(other)).rot).toEqual(["dr/main.tf:1: it fits nothing that was found"]);
  });
});

describe("a decision is refused, with its place", () => {
  it.each([
    ["", "A decision names no rule."],
    ["* until=2027-01-01 owner=a reason=b", "A decision accepts every rule."],
    ["twins-equall until=2027-01-01 owner=a reason=b", 'Did you mean "twins-equal"?'],
    ["policy-twin-unused until=2027-01-01 owner=a reason=b", "cannot be accepted"],
    ["twins-equal owner=a reason=b", 'lacks "until"'],
    ["twins-equal until=2027-01-01 reason=b", 'lacks "owner"'],
    ["twins-equal until=2027-01-01 owner=a", 'lacks "reason"'],
    ["twins-equal until=2027-02-30 owner=a reason=b", '"until" of a decision is not a date.'],
    ['twins-equal until=2027-01-01 owner=a reason=" "', "is empty"],
    ["twins-equal until=2027-01-01 until=2028-01-01 owner=a reason=b", 'sets "until" twice'],
    ["twins-equal until=2027-01-01 owner=a reason=b wherever=c", 'sets "wherever" twice, or it is not known'],
    ["twins-equal until=2027-01-01 owner=a reason=b and more", "not of the form"],
    ["twins-equal until=2027-01-01 owner=a reason=b attributes=[", "is not an attribute's path"],
  ])("%s", (comment, message) => {
    expect(() => parseDecision(comment, "infra/main.tf:7")).toThrow(message);
    expect(() => parseDecision(comment, "infra/main.tf:7")).toThrow(/^infra\/main\.tf:7: /);
  });
});
