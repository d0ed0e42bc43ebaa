import { deliver } from "../../../analyzer/act/notify/deliver";
import { slackMessage, webhookChannel } from "../../../analyzer/act/notify/webhook";
import { DriftStory, firstRun, found } from "../../support/drift-story";
import { type Answer, HttpRecorder } from "../../support/http-recorder";
import { UNPRINTABLE } from "../../support/unprintable";
import { inputError } from "../../read/sources/helpers";

const NEWS = firstRun([found("orders", "critical", { owner: "@acme/payments" })]);
const FAST = { backoffMs: [1, 1, 1] };

let server: HttpRecorder | undefined;
afterEach(() => server?.stop());

async function delivered(...answers: (Answer | "hang up")[]) {
  server = await HttpRecorder.start((_, n) => answers[Math.min(n, answers.length) - 1] ?? { status: 200 });
  return deliver(webhookChannel("CHAT_URL", { CHAT_URL: `${server.url}/services/T0/B0/secret` }), NEWS, FAST);
}

describe("the webhook", () => {
  it("gets one message that says what changed, why it matters and what to do", async () => {
    expect(await delivered({ status: 200 })).toEqual({ channel: "webhook:CHAT_URL", delivered: true });
    expect(server?.requests).toHaveLength(1);
    expect(server?.requests[0]).toMatchObject({ method: "POST", path: "/services/T0/B0/secret" });
    const { text } = server?.lastBody as { text: string };
    expect(text).toBe(
      [
        "*drparity storefront: divergent, 99/100 (1 new)*",
        "",
        ":red_circle: *New:* `aws_sqs_queue.orders` in us-east-1 -&gt; us-west-2",
        "aws_sqs_queue.orders differs between the regions.",
        "_At failover:_ The DR region behaves differently from the primary.",
        "_What to do:_ Make both sides equal.",
        // The name is shown, and nobody is called by it.
        "_Owner:_ @\u200bacme/payments",
        "_Finding:_ orders, rule attribute-equal",
      ].join("\n"),
    );
  });

  it("says of drift what was there and what is there now, where, and by which run it was seen", () => {
    const rule = (port: number) => ({
      from_port: port,
      to_port: port,
      cidr_blocks: ["0.0.0.0/0"],
      protocol: "tcp",
    });
    const others = [443, 444, 445].map(rule);
    const news = firstRun([
      found("orders", "critical", {
        kind: "drift",
        driftedSide: "primary",
        differences: [{ path: "ingress", primary: [...others, rule(22)], dr: others }],
      }),
    ]);
    const text = slackMessage({ ...news, run: { ...news.run, id: "https://github.com/a/b/actions/runs/7" } });
    expect(text).toContain("<https://github.com/a/b/actions/runs/7|The run and its report>");
    expect(text).toContain("`aws_sqs_queue.orders` in us-east-1\n");
    expect(text).toContain(
      '• `ingress`: before `["3 alike"]`, now `["3 alike", {"from_port": 22, "to_port": 22, "cidr_blocks": ["0.0.0.0/0"]',
    );
  });

  it.each<[string, Answer | "hang up"]>([
    ["a failure of the server", { status: 503 }],
    ["too many messages", { status: 429, headers: { "retry-after": "0" } }],
    ["a connection that is lost", "hang up"],
  ])("is tried again after %s", async (_, first) => {
    expect(await delivered(first, { status: 200 })).toMatchObject({ delivered: true });
    expect(server?.requests).toHaveLength(2);
  });

  it("is not tried again when it is refused, and the problem keeps the URL and the answer to itself", async () => {
    const outcome = await delivered({ status: 404, body: "no_service: secret" });
    expect(outcome).toEqual({
      channel: "webhook:CHAT_URL",
      delivered: false,
      problem: "The webhook answered with HTTP 404.",
    });
    expect(server?.requests).toHaveLength(1);
  });

  it("is given up after four tries, or when it asks to wait for long", async () => {
    expect(await delivered({ status: 500 })).toMatchObject({
      delivered: false,
      problem: "The webhook answered with HTTP 500.",
    });
    expect(server?.requests).toHaveLength(4);
    await server?.stop();
    expect(await delivered({ status: 429, headers: { "retry-after": "3600" } })).toMatchObject({
      delivered: false,
    });
    expect(server?.requests).toHaveLength(1);
  });

  it("does not follow a redirect, which would take the message elsewhere", async () => {
    const outcome = await delivered({ status: 302, headers: { location: "/elsewhere" } });
    expect(outcome).toMatchObject({
      delivered: false,
      problem: expect.stringContaining("a redirect") as string,
    });
    expect(server?.requests).toHaveLength(1);
  });

  it("does not say where it is when nobody listens there", async () => {
    const channel = webhookChannel("CHAT_URL", { CHAT_URL: "http://127.0.0.1:9/secret" });
    const { problem } = await deliver(channel, NEWS, FAST);
    expect(problem).toMatch(/^The webhook cannot be reached/);
    expect(problem).not.toContain("secret");
  });

  it.each([
    ["", /not set/],
    ["hooks.example.com/hunter2", /no https/],
    ["http://hooks.example.com/hunter2", /no https/],
    ["file:///etc/hunter2", /no https/],
  ])("is refused at once when the variable holds %j, without showing it", async (value, what) => {
    const error = await inputError(() => webhookChannel("CHAT_URL", { CHAT_URL: value }));
    expect(error.what).toMatch(what);
    expect(error.message).not.toContain("hunter2");
  });
});

describe("a message for Slack", () => {
  it("tells what was resolved, and how long that took", () => {
    const story = new DriftStory();
    story.ran([found("orders", "critical")]);
    expect(slackMessage(story.ran([]).drift)).toContain(
      ":white_check_mark: *Resolved* after 1 h: `aws_sqs_queue.orders`",
    );
  });

  it("tells why a run failed, and that it recovered", () => {
    const story = new DriftStory();
    expect(slackMessage(story.failed(["infra/dr: no credentials."]).drift)).toMatch(
      /failed \(nothing was compared\)\*\nThe scheduled run began to fail\.\n• infra\/dr: no credentials\./,
    );
    expect(slackMessage(story.ran([]).drift)).toContain("The scheduled run compares everything again.");
  });

  it("is never longer than Slack shows, and says how much it leaves out", () => {
    const many = Array.from({ length: 1000 }, (_, i) =>
      found(`q${String(i)}`, i < 999 ? "warning" : "critical"),
    );
    const text = slackMessage(firstRun(many));
    expect(text.length).toBeLessThanOrEqual(4000);
    expect(text).toContain("`aws_sqs_queue.q999`");
    expect(text).toMatch(/and 9\d\d more changes, in the run's own report$/);
  });

  it("mentions, links and formats nothing that a name says", () => {
    const hostile = "<!channel> <@U0> <https://x.example|click> @here `code` *bold* :tada: \u001b[31m";
    const text = slackMessage(firstRun([found("q", "critical", { message: hostile, remediation: hostile })]));
    expect(text).not.toMatch(/<|@here|@U0|:\/\/|\*bold|:tada:/);
    expect(text.replaceAll("\n", "").replaceAll("\u200b", "")).not.toMatch(UNPRINTABLE);
  });
});
