import { InputError } from "../errors";
import { fetchUrl, refusedByProxy } from "./fetch-url";

/** A request that was not answered as it should be. The text holds no secret: neither a URL nor what was answered. */
export class RequestError extends Error {
  override readonly name = "RequestError";

  /**
   * @param retryAfterMs when trying again may help: how long to wait at least; undefined when it will not help
   * @param status of the answer; undefined when there was none
   */
  constructor(
    message: string,
    readonly retryAfterMs?: number,
    readonly status?: number,
  ) {
    super(message);
  }
}

/** How long an answer may take, in milliseconds. */
const TIMEOUT_MS = 15_000;

/** More of an answer than this is never read: 8 MiB, above a page of a hundred issues of the greatest length. */
const MAX_ANSWER = 8 * 1024 ** 2;

/** The URL, when nobody on the way can read what is sent there: https, or this machine. */
export function safeUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const local = ["127.0.0.1", "[::1]", "localhost"].includes(url?.hostname ?? "");
  return url?.protocol === "https:" || (url?.protocol === "http:" && local) ? url : undefined;
}

/** A request with a JSON body, or none. */
export interface JsonRequest {
  readonly method: "GET" | "POST" | "PATCH" | "PUT";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * Sends a request and returns the text of the answer. Redirects are not followed: they would take a token or a message
 * to wherever an answer says.
 *
 * @param who names the other side in messages, since its URL may be a secret
 * @throws RequestError when there is no answer, or one other than 2xx; InputError when the proxy that is set is none
 */
export async function send(who: string, request: JsonRequest): Promise<string> {
  const { method, url, headers = {}, body } = request;
  const json: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
  let response: Response;
  try {
    response = await fetchUrl(url, {
      method,
      headers: { "user-agent": "drparity", ...headers, ...json },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.ok) return await limitedText(response);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new RequestError(`${who} ${reason(error)}.`, 0);
  }
  await response.body?.cancel().catch(() => undefined);
  throw refused(who, response);
}

async function limitedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk as Uint8Array);
    size += (chunk as Uint8Array).length;
    if (size > MAX_ANSWER) throw new Error("too long");
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** fetch's own messages may quote the URL. */
function reason(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: { code?: string } };
  if (name === "TimeoutError") return "did not answer in time";
  const refusal = refusedByProxy(error);
  if (refusal !== undefined) return `cannot be reached: the proxy answered with HTTP ${refusal}`;
  return typeof cause?.code === "string" && /^[A-Z_]{3,40}$/.test(cause.code)
    ? `cannot be reached (${cause.code})`
    : "cannot be reached, or the answer was cut off";
}

function refused(who: string, { status, headers }: Response): RequestError {
  const wait = retryAfter(headers);
  // GitHub says 403 for its secondary limits, with a time to wait.
  const passing = status === 429 || status >= 500 || (status === 403 && wait !== undefined);
  const moved = status >= 300 && status < 400 ? ", a redirect: name the new place" : "";
  return new RequestError(
    `${who} answered with HTTP ${String(status)}${moved}.`,
    passing ? (wait ?? 0) : undefined,
    status,
  );
}

/** In milliseconds; undefined when the answer names no seconds. */
function retryAfter(headers: Headers): number | undefined {
  const text = headers.get("retry-after") ?? "";
  return /^\d{1,6}$/.test(text) ? Number(text) * 1000 : undefined;
}
