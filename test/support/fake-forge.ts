import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A comment as the fake keeps it. */
export interface Kept {
  readonly id: number;
  body: string;
  readonly login: string;
  readonly app: boolean;
}

/** A request as the fake saw it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly token: string;
}

/**
 * The part of GitHub's and GitLab's API that comments need: pages, an author for each comment, and troubles on demand.
 */
export class FakeForge {
  readonly comments: Kept[] = [];
  readonly seen: Seen[] = [];
  /** Statuses that the next answers have instead. */
  readonly troubles: { status: number; headers?: Record<string, string> }[] = [];
  private readonly server: Server;

  /** @param whose the token's owner; an app may not ask */
  constructor(private readonly whose: { readonly login: string; readonly app: boolean }) {
    this.server = createServer((request, response) => {
      void this.answer(request).then(({ status, headers = {}, body }) => {
        response.writeHead(status, { "content-type": "application/json", ...headers });
        response.end(body === undefined ? "" : JSON.stringify(body));
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async answer(
    request: IncomingMessage,
  ): Promise<{ status: number; headers?: Record<string, string>; body?: unknown }> {
    const url = new URL(request.url ?? "", `http://${request.headers.host ?? ""}`);
    const method = request.method ?? "";
    const token = String(request.headers.authorization ?? request.headers["private-token"] ?? "");
    this.seen.push({ method, path: url.pathname, token });
    const text = await bodyOf(request);
    const trouble = this.troubles.shift();
    if (trouble) return trouble;
    if (url.pathname.endsWith("/user")) return this.user();
    if (method === "GET") return this.page(url);
    const body = String((JSON.parse(text) as { body: unknown }).body);
    if (method === "POST") {
      const kept = { id: this.comments.length + 1, body, ...this.whose };
      this.comments.push(kept);
      return { status: 201, body: shown(kept) };
    }
    const updated = this.comments.find(({ id }) => url.pathname.endsWith(`/${id}`));
    if (!updated) return { status: 404, body: {} };
    updated.body = body;
    return { status: 200, body: shown(updated) };
  }

  private user() {
    return this.whose.app
      ? { status: 403, body: { message: "Resource not accessible by integration" } }
      : { status: 200, body: { login: this.whose.login, id: idOf(this.whose.login) } };
  }

  private page(url: URL) {
    const [page, size] = ["page", "per_page"].map((name) => Number(url.searchParams.get(name))) as [
      number,
      number,
    ];
    return { status: 200, body: this.comments.slice((page - 1) * size, page * size).map(shown) };
  }
}

function shown({ id, body, login, app }: Kept) {
  return {
    id,
    body,
    user: { login, type: app ? "Bot" : "User" },
    author: { id: idOf(login), username: login },
    system: false,
  };
}

function idOf(login: string): number {
  return [...login].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
