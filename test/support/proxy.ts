import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, request, type IncomingMessage, type Server } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/** A real proxy in this process: whatever host is asked for, it leads to a place on this machine. */
export class Proxy {
  /** What it was asked for: `CONNECT host:port`, or `GET http://host/path`. */
  readonly asked: string[] = [];
  /** The last password that it was given. */
  authorization: string | undefined;
  /** What it answers instead of leading on. */
  refusal: number | undefined;

  private constructor(
    private readonly server: Server,
    private readonly port: number,
  ) {}

  /** @param target the URL of the server that stands for every host */
  static async start(target: string): Promise<Proxy> {
    const server = createServer();
    const proxy = new Proxy(server, Number(new URL(target).port));
    server.on("connect", (incoming: IncomingMessage, socket: Socket) => proxy.tunnel(incoming, socket));
    server.on("request", (incoming: IncomingMessage, response) => {
      proxy.note(incoming);
      const { method, url = "", headers } = incoming;
      const onward = { host: "127.0.0.1", port: proxy.port, method, path: new URL(url).pathname, headers };
      incoming.pipe(
        request(onward, (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        }),
      );
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private tunnel(incoming: IncomingMessage, socket: Socket): void {
    this.note(incoming);
    if (this.refusal !== undefined) {
      socket.end(`HTTP/1.1 ${String(this.refusal)} No\r\n\r\n`);
      return;
    }
    const onward = connect(this.port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [socket, onward]) end.on("error", () => end.destroy());
    socket.on("close", () => onward.destroy());
  }

  private note({ method = "", url = "", headers }: IncomingMessage): void {
    this.asked.push(`${method} ${url}`);
    this.authorization = headers["proxy-authorization"];
  }
}

/** A key and a certificate for some hosts and this machine, made anew. */
export function certificate(hosts: readonly string[]): { readonly key: string; readonly cert: string } {
  const directory = mkdtempSync(path.join(tmpdir(), "drparity-tls-"));
  try {
    const [key, cert] = ["key.pem", "cert.pem"].map((name) => path.join(directory, name)) as [string, string];
    const names = ["IP:127.0.0.1", ...hosts.map((host) => `DNS:${host}`)].join(",");
    const subject = ["-subj", "/CN=drparity test", "-addext", `subjectAltName=${names}`, "-days", "2"];
    const options = ["-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, ...subject];
    execFileSync("openssl", ["req", ...options], { stdio: "ignore" });
    return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
