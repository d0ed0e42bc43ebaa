import { deliver } from "../../../analyzer/act/notify/deliver";
import { snsChannel } from "../../../analyzer/act/notify/sns";
import type { DriftReport } from "../../../analyzer/act/drift/drift-report";
import { firstRun, found } from "../../support/drift-story";
import { type Answer, HttpRecorder } from "../../support/http-recorder";
import { inputError } from "../../read/sources/helpers";

const TOPIC = "arn:aws:sns:us-west-2:123456789012:parity";
const PUBLISHED = `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult>
  <MessageId>1</MessageId></PublishResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></PublishResponse>`;
const DENIED = `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type>
  <Code>AuthorizationError</Code><Message>secret not authorized</Message></Error></ErrorResponse>`;

let server: HttpRecorder;
afterEach(() => server.stop());

async function published(
  news: DriftReport,
  answer: Answer = { status: 200, body: PUBLISHED },
  topic = TOPIC,
) {
  server = await HttpRecorder.start(() => answer);
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
  const channel = snsChannel(topic, { endpoint: server.url, credentials, maxAttempts: 1 });
  const outcome = await deliver(channel, news, { backoffMs: [] });
  return { outcome, form: new URLSearchParams(server.requests[0]?.body) };
}

describe("SNS", () => {
  it("gets the report as text, with a subject and what a filter can ask for, in the topic's region", async () => {
    const { outcome, form } = await published(firstRun([found("orders", "critical")]));
    expect(outcome).toEqual({ channel: `sns:${TOPIC}`, delivered: true });
    expect(form.get("TopicArn")).toBe(TOPIC);
    expect(form.get("Subject")).toBe("drparity storefront: divergent, 99/100 (1 new)");
    expect(form.get("Message")).toMatch(/NEW CRITICAL \(1\)\n\n {2}aws_sqs_queue\.orders\n/);
    expect([...form.values()]).toEqual(
      expect.arrayContaining(["verdict", "divergent", "pair", "storefront"]),
    );
    expect(server.requests[0]?.headers.authorization).toContain("/us-west-2/sns/aws4_request");
  });

  it("gets no more than it takes", async () => {
    const huge = Array.from({ length: 3000 }, (_, i) =>
      found(`q${String(i)}`, "critical", { message: `${String(i)} ${"é".repeat(500)}` }),
    );
    const { form } = await published(firstRun(huge));
    const message = form.get("Message") ?? "";
    expect(Buffer.byteLength(message)).toBeLessThan(256 * 1024 - 1000);
    expect(message).toMatch(/\n\n\.\.\. and more, in the run's own report\.\n$/);
    expect(message).not.toContain("\ufffd");
  });

  it("gets a subject that SNS takes, whatever the pair is called", async () => {
    const news = { ...firstRun([found("q")]), pair: "Ünïcode\n".repeat(40) };
    const { form } = await published(news);
    expect(form.get("Subject")).toMatch(/^[\x20-\x7e]{1,99}$/);
  });

  it("gets a group and a deduplication id where the topic keeps an order", async () => {
    const { form } = await published(firstRun([found("q")]), undefined, `${TOPIC}.fifo`);
    expect(form.get("MessageGroupId")).toBe("drparity");
    expect(form.get("MessageDeduplicationId")).toBe("storefront-2026-11-20T00-00-00-000Z");
  });

  it("tells why it refused, without its message", async () => {
    const { outcome } = await published(firstRun([found("q")]), { status: 403, body: DENIED });
    expect(outcome).toMatchObject({
      delivered: false,
      problem: expect.stringMatching(/^SNS refused.*HTTP 403/) as string,
    });
    expect(outcome.problem).not.toContain("secret");
  });

  it.each(["parity", "arn:aws:sqs:us-west-2:123456789012:parity", "arn:aws:sns:us-west-2:12:parity"])(
    "is refused at once when %s names no topic",
    async (arn) => {
      server = await HttpRecorder.start(() => ({ status: 500 }));
      expect((await inputError(() => snsChannel(arn))).what).toMatch(/not the ARN of an SNS topic/);
    },
  );
});
