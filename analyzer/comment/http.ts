import { setTimeout as wait } from "node:timers/promises";
import { InputError } from "../errors";
import type { Forge } from "./forge";

const TIMEOUT_MS = 30_000;
const ATTEMPTS = 4;
/** A forge that asks for more patience than this has a limit that a pipeline cannot wait for. */
const LONGEST_WAIT_MS = 30_000;
/** More than this no list of comments takes. */
const MOST_BYTES = 32 << 20;

/** What a forge answered. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** The next page's address. */
  readonly next: string | undefined;
}

/**
 * Asks a forge, again when it is busy or away. What adds something is asked again only where it surely was not heard:
 * the answer may be what got lost.
 * @throws InputError when it cannot be reached or has no JSON to say
 */
export async function ask(forge: Forge, method: string, url: string, body?: unknown): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const last = attempt === ATTEMPTS;
    const response = await once(forge, method, url, body).catch((error: unknown) => {
      if (last || method === "POST") throw unreachable(forge, error);
      return undefined;
    });
    if (response && (last || !isBusy(response, method))) return answerOf(forge, response);
    await response?.body?.cancel();
    await wait(patience(response, attempt));
  }
}

function once(forge: Forge, method: string, url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method,
    headers: { ...forge.headers, "user-agent": "drparity", "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
    // The token would go along to wherever an answer sends us.
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}

function isBusy({ status, headers }: Response, method: string): boolean {
  const limited = status === 429 || (status === 403 && headers.get("retry-after") !== null);
  return limited || (status >= 500 && method !== "POST");
}

/** What the forge asks for, else 1, 2, 4 s. */
function patience(response: Response | undefined, attempt: number): number {
  const asked = Number(response?.headers.get("retry-after") ?? NaN) * 1000;
  return Number.isFinite(asked) ? Math.min(asked, LONGEST_WAIT_MS) : 1000 * 2 ** (attempt - 1);
}

async function answerOf(forge: Forge, response: Response): Promise<Answer> {
  const text = await read(forge, response);
  const next = /<([^>]+)>;[^,]*rel="next"/.exec(response.headers.get("link") ?? "")?.[1];
  try {
    return { status: response.status, body: text === "" ? null : JSON.parse(text), next };
  } catch (error) {
    if (!response.ok) return { status: response.status, body: null, next };
    throw unreachable(forge, error);
  }
}

async function read(forge: Forge, response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk as Uint8Array);
      if ((bytes += (chunk as Uint8Array).length) > MOST_BYTES) throw new Error("endless answer");
    }
  } catch (error) {
    throw unreachable(forge, error);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function unreachable(forge: Forge, cause: unknown): InputError {
  return new InputError(
    {
      where: forge.name,
      what: "The comment could not be written: the API cannot be reached or answers with something else.",
      fix: "Run the step again; behind a proxy, set HTTPS_PROXY as Node needs it.",
    },
    { cause },
  );
}
