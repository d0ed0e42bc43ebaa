import { InputError } from "../../base/errors";
import { RequestError, send, type JsonRequest } from "../../base/net/request";
import { retrying } from "../../base/net/retry";

/** Whose API is asked, and for what. */
export interface Asked {
  /** As messages call it. */
  readonly name: string;
  /** What authenticates; never printed. */
  readonly headers: Readonly<Record<string, string>>;
  /** What is to be written, and what the token needs for it: `comment`, `write comments`. */
  readonly what: string;
  readonly right: string;
}

/**
 * Asks a forge and reads its answer; again where that may help. What adds something is asked again only where it surely was
 * not heard: the answer may be what got lost.
 *
 * @throws RequestError
 */
export async function request(
  { name, headers }: Asked,
  { method, url, body }: JsonRequest,
): Promise<unknown> {
  const worthwhile = ({ status = 500 }: RequestError) => method !== "POST" || status < 500;
  const text = await retrying(() => send(name, { method, url, headers, body }), { worthwhile });
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestError(`${name}'s answer is not JSON.`);
  }
}

/** The same, for people. @throws InputError when the forge refuses or cannot be reached */
export async function ask(
  asked: Asked,
  method: JsonRequest["method"],
  url: string,
  body?: unknown,
): Promise<unknown> {
  try {
    return await request(asked, { method, url, body });
  } catch (error) {
    throw refused(asked, error);
  }
}

/** A refusal in words that tell what the token lacks; any other error as it is. */
export function refused({ name, what, right }: Asked, error: unknown): unknown {
  if (!(error instanceof RequestError)) return error;
  const denied = [401, 403, 404].includes(error.status ?? 0);
  return new InputError(
    {
      where: what,
      what: `It could not be written: ${error.message}`,
      fix: denied
        ? `${name}'s token must be allowed to ${right}; a fork's pull request gets one that may only read.`
        : "Run the step again.",
    },
    { cause: error },
  );
}

const PAGE = 100;
/** A request with more than so many pages has other troubles. */
const MOST_PAGES = 100;

/** The elements of a list, page by page. */
export async function* pages(
  asked: Asked,
  pageOf: (n: number) => string | undefined,
  listIn: (answer: unknown) => unknown = (answer) => answer,
): AsyncGenerator<unknown> {
  for (let page = 1; page <= MOST_PAGES; page++) {
    const url = pageOf(page);
    if (url === undefined) return;
    const listed = listIn(await ask(asked, "GET", url));
    const elements: unknown[] = Array.isArray(listed) ? listed : [];
    yield* elements;
    if (elements.length < PAGE) return;
  }
}

/** The address of the nth page, from 1, as GitHub and GitLab count them. */
export function numbered(list: string): (n: number) => string {
  return (n) => `${list}${list.includes("?") ? "&" : "?"}per_page=${String(PAGE)}&page=${String(n)}`;
}
