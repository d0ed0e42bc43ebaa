import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HistoryEntry } from "../../analyzer/act/history/entry";
import { Cli } from "../support/cli";
import { HttpRecorder } from "../support/http-recorder";
import { Emulator } from "./emulator";
import { RegionProxy } from "./region-proxy";
import { run, type Outcome } from "./run";
import { Terraform } from "./terraform";
import { describeWithTools } from "./toolchain";

const SIDES = { primary: "us-east-1", dr: "us-west-2" } as const;

/** The same application on both sides, in its region. */
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
  name = "events"
}
`;

/** A pair in an emulator, and the job that looks at it. */
class Pair {
  readonly work = mkdtempSync(join(tmpdir(), "drparity-drift-"));
  private readonly cli = Cli.compile();

  private constructor(
    private readonly emulator: Emulator,
    readonly proxy: RegionProxy,
    readonly chat: HttpRecorder,
  ) {}

  static async start(): Promise<Pair> {
    const emulator = await Emulator.start();
    const proxy = await RegionProxy.start(emulator.port);
    const pair = new Pair(emulator, proxy, await HttpRecorder.start(() => ({ status: 200 })));
    for (const [side, region] of Object.entries(SIDES)) {
      mkdirSync(join(pair.work, side));
      writeFileSync(join(pair.work, side, "main.tf"), configuration(region));
    }
    return pair;
  }

  async apply(side: keyof typeof SIDES): Promise<void> {
    const terraform = new Terraform(join(this.work, side), this.proxy.url);
    await terraform.init();
    const { status, output } = await terraform.apply();
    if (status !== 0) throw new Error(output);
  }

  drift(...more: string[]): Promise<Outcome> {
    const args = ["drift", "--primary", "primary", "--dr", "dr", "--notify-webhook-env", "CHAT_URL", ...more];
    return run(process.execPath, [this.cli.main, ...args], this.work, {
      ...process.env,
      AWS_ENDPOINT_URL: this.proxy.url,
      AWS_ACCESS_KEY_ID: "emulator",
      AWS_SECRET_ACCESS_KEY: "emulator",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_MAX_ATTEMPTS: "2",
      CHAT_URL: `${this.chat.url}/hook`,
    });
  }

  /** What an operator with a console does to the DR queue. */
  async changeByHand(seconds: number): Promise<void> {
    const scope = `operator/20260101/${SIDES.dr}/sqs/aws4_request`;
    const answer = await fetch(this.proxy.url, {
      method: "POST",
      headers: { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none` },
      body: new URLSearchParams({
        Action: "SetQueueAttributes",
        Version: "2012-11-05",
        QueueUrl: `${this.proxy.url}/123456789012/orders`,
        "Attribute.1.Name": "VisibilityTimeout",
        "Attribute.1.Value": String(seconds),
      }),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }

  /** The messages in the chat so far. */
  get messages(): readonly string[] {
    return this.chat.requests.map(({ body }) => (JSON.parse(body) as { text: string }).text);
  }

  get history(): readonly HistoryEntry[] {
    const lines = readFileSync(join(this.work, ".drparity/history.jsonl"), "utf8").trimEnd().split("\n");
    return lines.map((line) => JSON.parse(line) as HistoryEntry);
  }

  async stop(): Promise<void> {
    await this.chat.stop();
    await this.proxy.stop();
    await this.emulator.stop();
    rmSync(this.work, { recursive: true, force: true });
  }
}

describeWithTools("end-to-end test of the scheduled job")("the scheduled job", () => {
  let pair: Pair;
  beforeAll(async () => {
    pair = await Pair.start();
    await pair.apply("primary");
    await pair.apply("dr");
  });
  afterAll(() => pair.stop());

  it("is silent while nothing is wrong", async () => {
    expect(await pair.drift()).toMatchObject({ status: 0, output: "pair 100/100: no divergence.\n" });
    const { status, output } = await pair.drift();
    expect(output).toMatch(/^pair 100\/100: nothing changed since .* UTC: no divergence\.\n$/);
    expect(status).toBe(0);
    expect(pair.messages).toEqual([]);
  });

  it("tells once what was changed by hand, and is silent while it stays", async () => {
    await pair.changeByHand(5);
    const { status, stdout } = await pair.drift();
    expect(status).toBe(2);
    expect(stdout).toMatch(/NEW WARNING \(1\)\n\n {2}aws_sqs_queue\.orders\n {4}changed outside Terraform/);
    expect(pair.messages).toHaveLength(1);
    expect(pair.messages[0]).toMatch(/\*New:\* `aws_sqs_queue\.orders`[^]*_What to do:_/);
    const again = await pair.drift();
    expect(again.status).toBe(2);
    expect(again.stdout).toMatch(/^pair \d+\/100: nothing changed since .* UTC: 1 finding persists\.\n$/);
    expect(pair.messages).toHaveLength(1);
  });

  it("never takes a side that cannot be planned for parity, and tells that once", async () => {
    pair.proxy.refuse(SIDES.dr);
    for (let time = 0; time < 2; time++) {
      const { status, output } = await pair.drift();
      expect(status).toBe(1);
      expect(output).toMatch(/drparity: dr: `terraform plan` failed: /);
    }
    pair.proxy.allowAll();
    expect(pair.messages).toHaveLength(2);
    expect(pair.messages[1]).toMatch(/The scheduled run began to fail/);
  });

  it("tells what was resolved, and how long it took, since the run that saw it first", async () => {
    await pair.apply("dr");
    const { status, stdout } = await pair.drift("--format", "json");
    expect(status).toBe(0);
    const first = pair.history.find(({ findings }) => findings.length > 0);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: "parity",
      resolved: [{ dr: "aws_sqs_queue.orders", since: { at: first?.at } }],
    });
    expect(pair.messages).toHaveLength(3);
    expect(pair.messages[2]).toMatch(/\*Resolved\* after \d+ (?:s|min)[^:]*: `aws_sqs_queue\.orders`/);
  });

  it("has remembered every run", () => {
    expect(pair.history.map(({ verdict }) => verdict)).toEqual([
      "parity",
      "parity",
      "divergent",
      "divergent",
      "failed",
      "failed",
      "parity",
    ]);
  });
});
