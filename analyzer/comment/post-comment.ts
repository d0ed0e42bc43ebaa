import { InputError } from "../errors";
import type { ExistingComment, Forge } from "./forge";
import { ask, type Answer } from "./http";

/** A request with more comments than so many pages of 100 has other troubles. */
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
  const marker = `<!-- drparity comment ${key.replace(/[^\w.-]/g, "_")} -->`;
  const body = `${marker}\n${markdown}`;
  const earlier = await ownComment(forge, marker);
  const answer = earlier
    ? await ask(forge, forge.updateMethod, earlier.url, { body })
    : await ask(forge, "POST", forge.comments, { body });
  check(forge, answer);
  return earlier ? "updated" : "added";
}

async function ownComment(forge: Forge, marker: string): Promise<ExistingComment | undefined> {
  const isOwn = await author(forge);
  let url: string | undefined = `${forge.comments}?per_page=100`;
  for (let page = 0; url !== undefined && page < MOST_PAGES; page++) {
    const answer: Answer = await ask(forge, "GET", url);
    check(forge, answer);
    const comments = Array.isArray(answer.body) ? answer.body : [];
    for (const element of comments) {
      const comment = forge.existing(element);
      if (comment && comment.body.startsWith(marker) && isOwn(comment)) return comment;
    }
    url = sameOrigin(answer.next, forge.comments);
  }
  return undefined;
}

/** An app's token, such as GitHub gives to its Actions, may not ask whose it is: apps' comments are taken for its own. */
async function author(forge: Forge): Promise<(comment: ExistingComment) => boolean> {
  const { status, body } = await ask(forge, "GET", forge.user);
  const owner = status === 200 ? forge.owner(body) : undefined;
  return (comment) => (owner === undefined ? comment.byApp : comment.author === owner);
}

/** The token goes nowhere else. */
function sameOrigin(next: string | undefined, comments: string): string | undefined {
  return next !== undefined && new URL(next, comments).origin === new URL(comments).origin ? next : undefined;
}

function check(forge: Forge, { status }: Answer): void {
  if (status >= 200 && status < 300) return;
  const denied = status === 401 || status === 403 || status === 404;
  throw new InputError({
    where: forge.name,
    what: `The comment was refused (HTTP ${status}).`,
    fix: denied
      ? "The token must be allowed to write comments; a fork's pull request gets one that may only read."
      : "Run the step again.",
  });
}
