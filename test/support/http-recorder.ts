import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";

/** A request as it arrived. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** How a request is answered. */
export interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A web server in this process that remembers what it was sent. */
export class HttpRecorder {
  readonly requests: RecordedRequest[] = [];

  private constructor(
    private readonly server: Server,
    private readonly scheme: "http" | "https",
  ) {}

  /**
   * @param answer what the nth request (from 1) is answered with
   * @param tls with it, the server speaks https
   */
  static async start(
    answer: (request: RecordedRequest, n: number) => Answer | "hang up",
    tls?: { readonly key: string; readonly cert: string },
  ): Promise<HttpRecorder> {
    const server = tls === undefined ? createServer() : createSecureServer(tls);
    const recorder = new HttpRecorder(server, tls === undefined ? "http" : "https");
    server.on("request", (request: IncomingMessage, response) => {
      void recorder.record(request).then((recorded) => {
        const reply = answer(recorded, recorder.requests.length);
        if (reply === "hang up") request.socket.destroy();
        else response.writeHead(reply.status, reply.headers).end(reply.body);
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return recorder;
  }

  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error("the server is not listening");
    return `${this.scheme}://127.0.0.1:${String(address.port)}`;
  }

  /** The body of the last request, parsed. */
  get lastBody(): unknown {
    return JSON.parse(this.requests.at(-1)?.body ?? "null") as unknown;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }

  private async record(request: IncomingMessage): Promise<RecordedRequest> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = "", url: path = "", headers } = request;
    const recorded = { method, path, headers, body: Buffer.concat(chunks).toString("utf8") };
    this.requests.push(recorded);
    return recorded;
  }
}
