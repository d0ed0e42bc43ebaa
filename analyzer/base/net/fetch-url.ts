import { dispatcherFor, loadUndici } from "./proxy";

/** The words in which undici says that a proxy does not let a request through. */
const REFUSED = /Proxy response \((\d{3})\)/;

/** As `fetch`, through the proxy that the environment sets. @throws InputError when that is no proxy's address */
export async function fetchUrl(url: string, init: RequestInit): Promise<Response> {
  const dispatcher = await dispatcherFor(new URL(url));
  if (dispatcher === undefined) return fetch(url, init);
  // Its own: Node's may be of another version than what leads through the proxy.
  const undici = await loadUndici();
  const options = { ...init, dispatcher } as unknown as Parameters<typeof undici.fetch>[1];
  return undici.fetch(url, options) as unknown as Promise<Response>;
}

/** The status with which the proxy refused a request; undefined for any other failure of {@link fetchUrl}. */
export function refusedByProxy(error: unknown): string | undefined {
  const { message, cause } = error as { readonly message?: unknown; readonly cause?: unknown };
  const [, status] = REFUSED.exec(String(message)) ?? [];
  return status ?? (typeof cause === "object" && cause !== null ? refusedByProxy(cause) : undefined);
}
