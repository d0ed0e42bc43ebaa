import {
  createServer,
  type IncomingMessage,
  request as send,
  type Server,
  type ServerResponse,
} from "node:http";
import { once } from "node:events";
import { type Correction, corrections, type Exchange } from "./corrections";

/**
 * Services with one control plane for the whole world, which is in us-east-1: requests are signed for there whoever calls.
 * Source: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html
 */
const GLOBAL_SERVICES = new Set(["iam", "route53", "cloudfront", "organizations"]);

/** For a deployment before the region is away: what is of no region answers, wherever it lives. */
export function exceptGlobal({ service }: Exchange): boolean {
  return !GLOBAL_SERVICES.has(service);
}

/**
 * Stands between Terraform and the emulator. Knows from each request's signature which region it is for, and can refuse a
 * region, as if that were away.
 */
export class RegionProxy {
  /** Every region that was called since `refuse`, with how often. */
  readonly refusedCalls: string[] = [];
  private refused: { readonly region: string; readonly only: (exchange: Exchange) => boolean } | undefined;
  private readonly corrections: readonly Correction[] = corrections();

  private constructor(
    private readonly server: Server,
    private readonly emulatorPort: number,
  ) {}

  static async start(emulatorPort: number): Promise<RegionProxy> {
    const server = createServer();
    const proxy = new RegionProxy(server, emulatorPort);
    server.on("request", (request: IncomingMessage, response: ServerResponse) => {
      proxy.handle(request, response).catch((error: unknown) => {
        response.writeHead(502).end(String(error));
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return proxy;
  }

  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error("the proxy is not listening");
    return `http://127.0.0.1:${address.port}`;
  }

  /**
   * From now on, as if the region were away: us-east-1 with the control planes of the global services, and the endpoint
   * of STS that is signed for there.
   * @param only the requests that it does not answer; all by default
   */
  refuse(region: string, only: (exchange: Exchange) => boolean = () => true): void {
    this.refused = { region, only };
    this.refusedCalls.length = 0;
  }

  allowAll(): void {
    this.refused = undefined;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await collect(request);
    const exchange = describeRequest(request, bytes);
    if (this.isRefused(exchange)) {
      this.refusedCalls.push(`${exchange.service} ${exchange.method} ${exchange.url}`);
      // An answer that no SDK retries, so that a test of the outage takes seconds.
      response
        .writeHead(403)
        .end(`<Error><Code>RegionRefused</Code><Message>${exchange.region} is away</Message></Error>`);
      return;
    }
    await this.forward(request, exchange, bytes, response);
  }

  private isRefused(exchange: Exchange): boolean {
    return exchange.region === this.refused?.region && this.refused.only(exchange);
  }

  private async forward(
    request: IncomingMessage,
    exchange: Exchange,
    body: Buffer,
    response: ServerResponse,
  ): Promise<void> {
    const path = this.corrections.reduce(
      (url, correction) => correction.url?.({ ...exchange, url }) ?? url,
      exchange.url,
    );
    const headers = { ...request.headers, "accept-encoding": "identity" };
    const upstream = send({
      host: "127.0.0.1",
      port: this.emulatorPort,
      method: exchange.method,
      path,
      headers,
    });
    upstream.end(body);
    const [answer] = (await once(upstream, "response")) as [IncomingMessage];
    const original = await collect(answer);
    const text = original.toString("utf8");
    const corrected = this.corrections.reduce(
      (so, correction) => correction.answer?.(exchange, so) ?? so,
      text,
    );
    if (corrected === text) {
      response.writeHead(answer.statusCode ?? 502, answer.headers).end(original);
      return;
    }
    const bytes = Buffer.from(corrected);
    // A remembered answer replaces the emulator's, its status included.
    const outcome = { ...answer.headers, "content-length": String(bytes.length) };
    delete outcome["transfer-encoding"];
    response.writeHead(200, outcome).end(bytes);
  }
}

/** The credential scope of the signature: `Credential=KEY/DATE/REGION/SERVICE/aws4_request`. */
function describeRequest(request: IncomingMessage, bytes: Buffer): Exchange {
  const scope = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(request.headers.authorization ?? "");
  return {
    method: request.method ?? "GET",
    url: request.url ?? "/",
    region: scope?.[1] ?? "unsigned",
    service: scope?.[2] ?? "unknown",
    target: String(request.headers["x-amz-target"] ?? ""),
    body: bytes.toString("utf8"),
  };
}

async function collect(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
