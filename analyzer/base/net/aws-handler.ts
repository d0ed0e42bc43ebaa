import type { Readable } from "node:stream";
import type { S3ClientConfig } from "@aws-sdk/client-s3";
import type { Dispatcher } from "undici";
import { refusedByProxy } from "./fetch-url";
import { dispatcherFor, isProxySet, loadUndici } from "./proxy";

/** How long AWS may be silent, in milliseconds. */
interface Timeouts {
  readonly connectionTimeout: number;
  readonly socketTimeout: number;
}

type Handler = NonNullable<S3ClientConfig["requestHandler"]>;

/** A request as the SDK has signed it. */
interface SdkRequest {
  readonly method: Dispatcher.HttpMethod;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readable;
}

/**
 * What sends the requests of the AWS SDK, which takes no notice of proxies: its own handler, or where the environment sets a
 * proxy one that leads through it.
 */
export function awsHandler(timeouts: Timeouts): Handler {
  return isProxySet() ? ({ metadata: HTTP_1, handle: handler(timeouts) } as unknown as Handler) : timeouts;
}

const HTTP_1 = { handlerProtocol: "http/1.1" };

function handler({ socketTimeout }: Timeouts) {
  return async (request: SdkRequest, { abortSignal }: { readonly abortSignal?: AbortSignal } = {}) => {
    const { origin, path } = targetOf(request);
    const dispatcher = (await dispatcherFor(new URL(origin))) ?? (await loadUndici()).getGlobalDispatcher();
    try {
      const { statusCode, headers, body } = await dispatcher.request({
        origin,
        path,
        method: request.method,
        headers: withoutExpect(request.headers),
        body: request.body ?? null,
        headersTimeout: socketTimeout,
        bodyTimeout: socketTimeout,
        ...(abortSignal === undefined ? {} : { signal: abortSignal }),
      });
      return { response: { statusCode, headers: joined(headers), body } };
    } catch (error) {
      throw inSdkWords(error);
    }
  };
}

/** The path as it was signed: as a URL it would lose its `.` and `..`, which a key of S3 may hold. */
function targetOf({ protocol, hostname, port, path, query = {} }: SdkRequest): {
  origin: string;
  path: string;
} {
  const parts = Object.entries(query).flatMap(([name, value]) =>
    value === null ? escaped(name) : [value].flat().map((one) => `${escaped(name)}=${escaped(one)}`),
  );
  return {
    origin: `${protocol}//${hostname}${port === undefined ? "" : `:${String(port)}`}`,
    path: parts.length > 0 ? `${path}?${parts.join("&")}` : path,
  };
}

/** Undici refuses to wait for leave to send a large body; the header is never signed. */
function withoutExpect(headers: SdkRequest["headers"]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== "expect"));
}

/** As AWS's signatures have it: RFC 3986, which is stricter than what a browser sends. */
function escaped(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function joined(headers: Dispatcher.ResponseData["headers"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value ?? ""].flat().join(",")]),
  );
}

/** Undici's failures by the names by which the SDK knows what is worth another try. */
function inSdkWords(error: unknown): Error {
  const { name, code = "" } = error as { readonly name?: string; readonly code?: string };
  const status = refusedByProxy(error);
  if (status !== undefined) return named("ProxyError", `HTTP ${status}`, error);
  if (/^UND_ERR_\w+_TIMEOUT$/.test(code)) return named("TimeoutError", code, error);
  if (code === "UND_ERR_SOCKET") return named("Error", "ECONNRESET", error);
  return error instanceof Error ? error : named(name ?? "Error", code, error);
}

function named(name: string, message: string, cause: unknown): Error {
  return Object.assign(new Error(message, { cause }), { name });
}
