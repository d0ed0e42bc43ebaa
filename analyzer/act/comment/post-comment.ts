import { InputError } from "../../base/errors";
import { RequestError, send, type JsonRequest } from "../../base/net/request";
import { retrying } from "../../base/net/retry";
import type { ExistingComment, Forge } from "./forge";

const PAGE = 100;
/** A request with more comments than so many pages has other troubles. */
const MOST_PAGES = 100;

/**
 * Writes a report as the one comment that a pull or merge request has of this key: updates it where there is one, so
 * that a second run never adds another.
 *
 * Only a comment of the token's own is taken for it: anybody can write the marker, and could edit the text afterwards.
 *
 * @param key which of several pairs' reports it is
 * @returns whether a comment was added or updated
 * @throws InputError when the forge refuses or cannot be reached
 */
export async function postComment(forge: Forge, key: string, markdown: string): Promise<"added" | "updated"> {
  const { text = (same: string) => same, marker: mark = htmlMarker, add, update = inBody } = forge;
  const marker = mark(key.replace(/[^\w.-]/g, "_"));
  const body = `${marker}\n${text(markdown)}`;
  const earlier = await ownComment(forge, marker);
  if (earlier) await ask(forge, forge.updateMethod, earlier.url, update(body));
  else await ask(forge, "POST", add?.url ?? forge.comments, (add?.body ?? inBody)(body));
  return earlier ? "updated" : "added";
}

function htmlMarker(key: string): string {
  return `<!-- drparity comment ${key} -->`;
}

function inBody(body: string): unknown {
  return { body };
}

async function ownComment(forge: Forge, marker: string): Promise<ExistingComment | undefined> {
  const isOwn = await author(forge);
  const pageOf =
    forge.page ?? ((n: number) => `${forge.comments}?per_page=${String(PAGE)}&page=${String(n)}`);
  for (let page = 1; page <= MOST_PAGES; page++) {
    const url = pageOf(page);
    if (url === undefined) return undefined;
    const answer = await ask(forge, "GET", url);
    const listed = forge.list === undefined ? answer : forge.list(answer);
    const comments: unknown[] = Array.isArray(listed) ? listed : [];
    for (const element of comments) {
      const comment = forge.existing(element);
      if (comment && comment.body.startsWith(marker) && isOwn(comment)) return comment;
    }
    if (comments.length < PAGE) return undefined;
  }
  return undefined;
}

/** An app's token, such as GitHub gives to its Actions, may not ask whose it is: apps' comments are taken for its own. */
async function author(forge: Forge): Promise<(comment: ExistingComment) => boolean> {
  const owner = await request(forge, { method: "GET", url: forge.user }).then(
    forge.owner,
    (error: unknown) => {
      if (error instanceof RequestError && error.status !== undefined) return undefined;
      throw refused(forge, error);
    },
  );
  return (comment) => (owner === undefined ? comment.byApp : comment.author === owner);
}

async function ask(
  forge: Forge,
  method: JsonRequest["method"],
  url: string,
  body?: unknown,
): Promise<unknown> {
  try {
    return await request(forge, { method, url, body });
  } catch (error) {
    throw refused(forge, error);
  }
}

/** What adds something is asked again only where it surely was not heard: the answer may be what got lost. */
async function request(forge: Forge, { method, url, body }: JsonRequest): Promise<unknown> {
  const worthwhile = ({ status = 500 }: RequestError) => method !== "POST" || status < 500;
  const text = await retrying(() => send(forge.name, { method, url, headers: forge.headers, body }), {
    worthwhile,
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestError(`${forge.name}'s answer is not JSON.`);
  }
}

function refused({ name }: Forge, error: unknown): unknown {
  if (!(error instanceof RequestError)) return error;
  const denied = [401, 403, 404].includes(error.status ?? 0);
  return new InputError(
    {
      where: "comment",
      what: `It could not be written: ${error.message}`,
      fix: denied
        ? `${name}'s token must be allowed to write comments; a fork's pull request gets one that may only read.`
        : "Run the step again.",
    },
    { cause: error },
  );
}
