import type { SNSClient, SNSClientConfig } from "@aws-sdk/client-sns";
import { InputError } from "../../base/errors";
import { renderDriftText } from "../drift/render/text";
import type { DriftReport } from "../drift/drift-report";
import { awsHandler } from "../../base/net/aws-handler";
import { RequestError } from "../../base/net/request";
import type { Channel } from "./channel";
import { subjectOf } from "./subject";

/** SNS takes 262,144 bytes, attributes included. */
const MOST_BYTES = 240_000;

/** SNS takes a subject of fewer than 100 ASCII characters. */
const MOST_SUBJECT = 99;

const ARN = /^arn:aws[a-z-]*:sns:([a-z0-9-]+):\d{12}:[\w-]{1,256}(?:\.fifo)?$/;

const TIMEOUT_MS = 15_000;

/**
 * A topic of SNS. The SDK is loaded only when there is something to publish; credentials are found as for `s3://`, the
 * region is the topic's.
 *
 * @throws InputError when the ARN names no topic
 */
export function snsChannel(topicArn: string, overrides: SNSClientConfig = {}): Channel {
  const region = ARN.exec(topicArn)?.[1];
  if (region === undefined) {
    throw new InputError({
      where: topicArn === "" ? "SNS topic" : topicArn,
      what: "This is not the ARN of an SNS topic.",
      fix: "Write it as arn:aws:sns:REGION:ACCOUNT:NAME.",
    });
  }
  const config = { region, ...overrides };
  return { id: `sns:${topicArn}`, deliver: (news) => publish(topicArn, news, config) };
}

async function publish(topicArn: string, news: DriftReport, config: SNSClientConfig): Promise<void> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const { PublishCommand, SNSClient } = await import("@aws-sdk/client-sns");
  const client: SNSClient = new SNSClient({
    requestHandler: awsHandler({ connectionTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS }),
    ...config,
  });
  try {
    await client.send(new PublishCommand(message(topicArn, news)));
  } catch (error) {
    throw failure(error);
  } finally {
    client.destroy();
  }
}

function message(TopicArn: string, news: DriftReport) {
  const fifo = TopicArn.endsWith(".fifo")
    ? {
        MessageGroupId: "drparity",
        MessageDeduplicationId: `${news.pair}-${news.at}`.replace(/[^\w-]/g, "-").slice(-128),
      }
    : {};
  return {
    TopicArn,
    Subject: subjectOf(news)
      .replace(/[^\x20-\x7e]/g, "?")
      .slice(0, MOST_SUBJECT),
    Message: fitting(renderDriftText(news, { color: false, width: 80 })),
    // What a subscription's filter policy can ask for.
    MessageAttributes: {
      verdict: { DataType: "String", StringValue: news.verdict },
      pair: { DataType: "String", StringValue: news.pair || "pair" },
    },
    ...fifo,
  };
}

function fitting(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= MOST_BYTES) return text;
  // A character that the cut splits becomes one that says so; it goes with the line it stands in.
  const cut = bytes.subarray(0, MOST_BYTES).toString("utf8");
  return `${cut.slice(0, cut.lastIndexOf("\n"))}\n\n... and more, in the run's own report.\n`;
}

/** The SDK has tried again by itself. Its message is left out: it may quote the request. */
function failure(error: unknown): RequestError {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  const code = typeof name === "string" && /^\w{3,60}$/.test(name) ? name : "unknown error";
  const status = $metadata?.httpStatusCode;
  return new RequestError(`SNS refused the message (${code}${status ? `, HTTP ${String(status)}` : ""}).`);
}
