import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a request becomes instead of an answer, or with it: an error's status and code, or an answer that is lost, that
 * breaks off in its middle, or of which a byte comes now and then for ever. */
export type Fault =
  { readonly status: number; readonly code: string } | "answer-lost" | "silent" | "cut" | "dripping";

/** An S3 of one bucket that answers what a history asks for: conditional PUT, GET, and pages of the list. */
export interface FakeS3 {
  readonly endpoint: string;
  readonly objects: Map<string, string>;
  /** Method and path of every request. */
  readonly requests: {
    readonly method: string;
    readonly url: string;
    readonly headers: IncomingMessage["headers"];
  }[];
  /** Whether it has conditional writes. */
  heedsConditions: boolean;
  /** Decides what goes wrong, for each request. */
  fault: (method: string, key: string) => Fault | undefined;
  close(): Promise<void>;
}

/** @param pageSize keys on one page of the list; S3's own are of 1,000 */
export async function fakeS3(pageSize = 1000): Promise<FakeS3> {
  const objects = new Map<string, string>();
  const requests: FakeS3["requests"] = [];
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const fake: FakeS3 = {
    endpoint: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    objects,
    requests,
    heedsConditions: true,
    fault: () => undefined,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url = "", headers } = request;
    const { pathname, searchParams } = new URL(url, "http://s3");
    const key = decodeURIComponent(pathname.split("/").slice(2).join("/"));
    const body = await read(request);
    requests.push({ method, url, headers });
    const fault = fake.fault(method, key);
    if (fault === "silent") return;
    if (typeof fault === "object") return fail(response, fault.status, fault.code);
    if (method === "PUT") {
      if (fake.heedsConditions && headers["if-none-match"] === "*" && objects.has(key))
        return fail(response, 412, "PreconditionFailed");
      objects.set(key, body);
    }
    if (fault === "answer-lost") return void response.destroy();
    if (method === "PUT") return void response.end();
    if (searchParams.has("list-type")) return list(response, searchParams);
    const text = objects.get(key);
    if (text === undefined) return fail(response, 404, "NoSuchKey");
    if (fault === "cut") return cut(response, text);
    if (fault === "dripping") return drip(response);
    response.end(text);
  }

  function list(response: ServerResponse, query: URLSearchParams): void {
    const after = query.get("continuation-token") ?? query.get("start-after") ?? "";
    const keys = [...objects.keys()]
      .sort()
      .filter((key) => key.startsWith(query.get("prefix") ?? "") && key > after);
    const page = keys.slice(0, pageSize);
    const more = keys.length > page.length;
    const token = more ? `<NextContinuationToken>${page.at(-1) ?? ""}</NextContinuationToken>` : "";
    const contents = page.map((key) => `<Contents><Key>${key}</Key></Contents>`).join("");
    response.setHeader("content-type", "application/xml");
    response.end(
      `<?xml version="1.0"?><ListBucketResult><IsTruncated>${String(more)}</IsTruncated>${token}${contents}</ListBucketResult>`,
    );
  }
}

function cut(response: ServerResponse, text: string): void {
  response.writeHead(200, { "content-length": String(Buffer.byteLength(text)) });
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}

function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write("{"), 10);
  response.on("close", () => clearInterval(timer));
}

function fail(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "content-type": "application/xml" });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>hunter2</Message></Error>`);
}

/** The body, without the frames in which the SDK sends it with a checksum behind. */
async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString("utf8");
  if (!/aws-chunked/.test(request.headers["content-encoding"] ?? "")) return body;
  let text = "";
  for (let rest = Buffer.from(body); ;) {
    const line = rest.indexOf("\r\n");
    const size = parseInt(rest.subarray(0, line).toString(), 16);
    if (!(size > 0)) return text;
    text += rest.subarray(line + 2, line + 2 + size).toString("utf8");
    rest = rest.subarray(line + 2 + size + 2);
  }
}
