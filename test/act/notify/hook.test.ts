import { hookChannel } from "../../../analyzer/act/notify/hook";
import { pagerDutyEvent } from "../../../analyzer/act/notify/formats/pagerduty";
import { slackBlocks } from "../../../analyzer/act/notify/formats/slack-blocks";
import { teamsCard } from "../../../analyzer/act/notify/formats/teams";
import type { DriftReport } from "../../../analyzer/act/drift/drift-report";
import { firstRun, found } from "../../support/drift-story";
import { HttpRecorder } from "../../support/http-recorder";
import { UNPRINTABLE } from "../../support/unprintable";

const RUN = "https://github.com/acme/shop/actions/runs/7";
const withRun = (news: DriftReport): DriftReport => ({ ...news, run: { ...news.run, id: RUN } });
const NEWS = withRun(firstRun([found("orders", "critical", { owner: "@acme/payments" })]));
const MANY = withRun(firstRun(Array.from({ length: 400 }, (_, i) => found(`queue${String(i)}`, "warning"))));

let server: HttpRecorder | undefined;
afterEach(() => server?.stop());

async function delivered(format: string, env: Readonly<Record<string, string>> = {}): Promise<unknown> {
  server = await HttpRecorder.start(() => ({ status: 202 }));
  const channel = hookChannel(`${format}:HOOK`, { HOOK: `${server.url}/hook`, ...env });
  await channel.deliver(NEWS);
  expect(channel.id).toBe(`${format}:HOOK`);
  return server.lastBody;
}

describe("a webhook of a format", () => {
  it("slack: blocks, with a text for what shows none and a button to the run", async () => {
    const body = (await delivered("slack")) as { text: string; blocks: { type: string }[] };
    expect(body.text).toBe("drparity storefront: divergent, 99/100 (1 new)");
    expect(body.blocks.map(({ type }) => type)).toEqual(["header", "section", "actions"]);
    const [, item] = body.blocks as unknown as { text: { text: string } }[];
    expect(item?.text.text).toContain(":red_circle: *New:* `aws_sqs_queue.orders`");
    expect(item?.text.text).toContain("_Owner:_ @\u200bacme/payments");
    expect(JSON.stringify(body)).toContain(RUN);
  });

  it("teams: a card in the message that a workflow takes", async () => {
    const { type, attachments } = (await delivered("teams")) as {
      type: string;
      attachments: { contentType: string; content: { type: string; body: object[]; actions: object[] } }[];
    };
    expect(type).toBe("message");
    const [card] = attachments;
    expect(card?.contentType).toBe("application/vnd.microsoft.card.adaptive");
    expect(card?.content.actions).toEqual([
      { type: "Action.OpenUrl", title: "The run and its report", url: RUN },
    ]);
    expect(JSON.stringify(card?.content.body)).toContain("New: aws\\\\_sqs\\\\_queue.orders");
  });

  it("pagerduty: one incident for each pair, resolved when nothing is open", async () => {
    server = await HttpRecorder.start(() => ({ status: 202 }));
    const key = "R0123456789abcdefABCDEF012345678";
    const env = { HOOK: key, PAGERDUTY_EVENTS_URL: `${server.url}/v2/enqueue` };
    await hookChannel("pagerduty:HOOK", env).deliver(NEWS);
    expect(server.lastBody).toMatchObject({
      routing_key: key,
      event_action: "trigger",
      dedup_key: "drparity/storefront",
      client_url: RUN,
      payload: { severity: "critical", source: "storefront" },
    });
    expect(pagerDutyEvent(firstRun([]), "k")).toEqual({
      routing_key: "k",
      dedup_key: "drparity/storefront",
      event_action: "resolve",
    });
    expect(pagerDutyEvent({ ...firstRun([]), verdict: "failed" }, "k")).toMatchObject({
      event_action: "trigger",
      payload: { severity: "error" },
    });
  });

  it("json: what drift prints with --format json", async () => {
    expect(await delivered("json")).toMatchObject({
      schemaVersion: "1.0",
      pair: "storefront",
      verdict: "divergent",
    });
  });

  it("never holds more than the other side takes", () => {
    const blocks = (slackBlocks(MANY) as { blocks: object[] }).blocks;
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(JSON.stringify(blocks)).toContain("more changes");
    expect(Buffer.byteLength(JSON.stringify(teamsCard(MANY)))).toBeLessThan(28_000);
    expect(Buffer.byteLength(JSON.stringify(pagerDutyEvent(MANY, "k")))).toBeLessThan(512_000);
  });

  it("never cuts a letter, an entity or a reason short, however long a report is", () => {
    const long = `${"<&".repeat(2000)}${"\u{1f6a8}".repeat(2000)}`;
    const rest = { message: long, impact: long, remediation: long, owner: long };
    const differences = Array.from({ length: 9 }, (_, i) => ({
      path: `${String(i)}${long}`,
      primary: long,
      dr: long,
    }));
    const many = Array.from({ length: 99 }, (_, i) =>
      found(`${long}${String(i)}`, "critical", { ...rest, differences }),
    );
    const largest: DriftReport = {
      ...withRun(firstRun(many)),
      problems: Array.from({ length: 99 }, () => long.repeat(99)),
    };

    const { blocks } = slackBlocks(largest) as { blocks: { type: string; text?: { text: string } }[] };
    expect(blocks.length).toBeLessThanOrEqual(50);
    const texts = blocks.flatMap(({ text }) => (text ? [text.text] : []));
    expect(Math.max(...texts.map(({ length }) => length))).toBeLessThanOrEqual(3000);
    expect(texts.filter((text) => /&(?!amp;|lt;|gt;)/.test(text))).toEqual([]);
    expect(texts.at(1)).not.toBe("");

    const payloads = [slackBlocks(largest), teamsCard(largest), pagerDutyEvent(largest, "k")].map((body) =>
      JSON.stringify(body),
    );
    // JSON.stringify escapes half a letter, which Slack and PagerDuty refuse.
    expect(payloads.filter((body) => /\\ud[89a-f]/.test(body))).toEqual([]);
    expect(Buffer.byteLength(payloads[1] ?? "")).toBeLessThan(28_000);
    expect(Buffer.byteLength(payloads[2] ?? "")).toBeLessThan(512_000);
  });

  it("pagerduty: an attribute named as a part of the event does not stand in its place", () => {
    const differences = [{ path: "severity", primary: "high", dr: "low" }];
    const news = firstRun([found("orders", "critical", { differences })]);
    const { payload } = pagerDutyEvent(news, "k") as { payload: { custom_details: { changes: object[] } } };
    expect(payload.custom_details.changes).toMatchObject([
      { severity: "critical", facts: { severity: expect.stringContaining("high") as string } },
    ]);
  });

  it("shows what is hostile, and does not obey it", () => {
    const hostile = `<!channel> *x* [click](https://evil.example) \u202e\u0007`;
    const news = firstRun([
      found("orders", "critical", { message: hostile, impact: hostile, owner: hostile }),
    ]);
    const failed = { ...news, problems: [hostile] };
    expect(JSON.stringify(teamsCard(failed)).replaceAll("\u200b", "")).not.toMatch(UNPRINTABLE);
    const slack = JSON.stringify(slackBlocks(news));
    expect(slack).not.toContain("<!channel>");
    const teams = JSON.stringify(teamsCard(news));
    expect(teams).not.toContain("[click](");
    expect(teams).not.toContain("https://evil");
    // But for what parts a mention, which is ours.
    expect((slack + teams).replaceAll("\u200b", "")).not.toMatch(UNPRINTABLE);
  });

  it.each([
    ["pigeon:HOOK", "https://x.example", "This format is not known."],
    ["teams:HOOK", "", "It is not set"],
    ["teams:HOOK", "http://x.example", "It does not hold the https:// URL of a webhook."],
    ["pagerduty:HOOK", "", "integration key"],
    ["pagerduty:HOOK", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "does not hold the integration key"],
  ])("%s is refused before there is anything to tell", (named, value, message) => {
    expect(() => hookChannel(named, { HOOK: value })).toThrow(message);
  });
});
