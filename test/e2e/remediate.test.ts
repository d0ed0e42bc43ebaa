import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HistoryEntry } from "../../analyzer/act/history/entry";
import { Cli } from "../support/cli";
import { Emulator } from "./emulator";
import { RegionProxy } from "./region-proxy";
import { run, type Outcome } from "./run";
import { Terraform } from "./terraform";
import { describeWithTools } from "./toolchain";

const SIDES = { primary: "us-east-1", dr: "us-west-2" } as const;

const configuration = (region: string) => `
provider "aws" {
  region                      = "${region}"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
}
resource "aws_sqs_queue" "orders" {
  name                       = "orders"
  visibility_timeout_seconds = 30
}
resource "aws_sns_topic" "events" {
  name         = "events"
  display_name = "events"
}
`;

const policy = (window: string) => `
pair "shop" {
  primary {
    sources = ["primary"]
  }
  dr {
    sources = ["dr"]
  }
  history = "history.jsonl"
  remediate {
    rule = "no-drift"
    window {
      days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
      ${window}
    }
  }
}
`;
const OPEN = 'start = "00:00"\n      end = "23:59"';

/** A window that opened and closed hours ago. */
function closed(): string {
  const hour = (from: number) => String((new Date().getUTCHours() + from) % 24).padStart(2, "0");
  return `start = "${hour(6)}:00"\n      end = "${hour(7)}:00"`;
}

class Pair {
  readonly work = mkdtempSync(join(tmpdir(), "drparity-remediate-"));
  private readonly cli = Cli.compile();

  private constructor(
    private readonly emulator: Emulator,
    readonly proxy: RegionProxy,
  ) {}

  static async start(): Promise<Pair> {
    const emulator = await Emulator.start();
    const pair = new Pair(emulator, await RegionProxy.start(emulator.port));
    for (const [side, region] of Object.entries(SIDES)) {
      mkdirSync(join(pair.work, side));
      writeFileSync(join(pair.work, side, "main.tf"), configuration(region));
      const terraform = new Terraform(join(pair.work, side), pair.proxy.url);
      await terraform.init();
      const { status, output } = await terraform.apply();
      if (status !== 0) throw new Error(output);
    }
    return pair;
  }

  remediate(window = OPEN): Promise<Outcome> {
    writeFileSync(join(this.work, ".drparity.hcl"), policy(window));
    return run(process.execPath, [this.cli.main, "remediate", "--apply"], this.work, {
      ...process.env,
      AWS_ENDPOINT_URL: this.proxy.url,
      AWS_ACCESS_KEY_ID: "emulator",
      AWS_SECRET_ACCESS_KEY: "emulator",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_MAX_ATTEMPTS: "2",
    });
  }

  /** What an operator with a console does to the DR queue. */
  async changeByHand(attribute: string, value: string): Promise<void> {
    const scope = `operator/20260101/${SIDES.dr}/sqs/aws4_request`;
    const answer = await fetch(this.proxy.url, {
      method: "POST",
      headers: { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none` },
      body: new URLSearchParams({
        Action: "SetQueueAttributes",
        Version: "2012-11-05",
        QueueUrl: `${this.proxy.url}/123456789012/orders`,
        "Attribute.1.Name": attribute,
        "Attribute.1.Value": value,
      }),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }

  /** A change of DR's code that nobody has applied yet. */
  changeCode(from: string, to: string): void {
    const file = join(this.work, "dr", "main.tf");
    writeFileSync(file, readFileSync(file, "utf8").replace(from, to));
  }

  /** The outcomes that are recorded, in their order. */
  get outcomes(): readonly string[] {
    const lines = readFileSync(join(this.work, "history.jsonl"), "utf8").trimEnd().split("\n");
    const entries = lines.map((line) => JSON.parse(line) as HistoryEntry);
    return entries.flatMap(({ remediations }) => remediations.map(({ outcome }) => outcome));
  }

  async stop(): Promise<void> {
    await this.proxy.stop();
    await this.emulator.stop();
    rmSync(this.work, { recursive: true, force: true });
  }
}

describeWithTools("end-to-end test of automatic remediation")("remediate --apply", () => {
  let pair: Pair;
  beforeAll(async () => {
    pair = await Pair.start();
  });
  afterAll(() => pair.stop());

  it("does nothing outside the change window", async () => {
    await pair.changeByHand("VisibilityTimeout", "99");
    const { status, output } = await pair.remediate(closed());
    expect([status, output]).toEqual([2, "refused: aws_sqs_queue.orders: The change window is closed.\n"]);
    expect(pair.outcomes).toEqual(["refused"]);
  });

  it("mends a change by hand, and sees that it is mended", async () => {
    const { status, output } = await pair.remediate();
    expect([status, output]).toEqual([
      0,
      "verified: aws_sqs_queue.orders: A fresh plan no longer shows it.\n",
    ]);
    expect(pair.outcomes.slice(1)).toEqual(["planned", "applied", "verified"]);
    expect((await pair.remediate()).output).toMatch(/^Nothing that the policy file allows/);
  });

  it("refuses to replace, and to apply what waits in the code", async () => {
    await pair.changeByHand("VisibilityTimeout", "98");
    pair.changeCode('name                       = "orders"', 'name                       = "renamed"');
    expect((await pair.remediate()).output).toBe(
      "refused: aws_sqs_queue.orders: The plan is not applied: it would delete and create aws_sqs_queue.orders.\n",
    );
    pair.changeCode('"renamed"', '"orders"\n  delay_seconds = 7');
    expect((await pair.remediate()).output).toBe(
      "refused: aws_sqs_queue.orders: The plan is not applied: it would also change delay_seconds.\n",
    );
    pair.changeCode("\n  delay_seconds = 7", "");
  });

  it("mends it once more, and stops at the second recurrence", async () => {
    expect((await pair.remediate()).output).toMatch(/^verified/);
    await pair.changeByHand("VisibilityTimeout", "97");
    const { status, output } = await pair.remediate();
    expect(status).toBe(2);
    expect(output).toMatch(/^recurred: aws_sqs_queue\.orders: It came back after 2 remediations/);
    expect(pair.outcomes.at(-1)).toBe("recurred");
  });
});
