import { RequestError } from "../../base/net/request";
import { ask, numbered, pages, refused, request, type Asked } from "./ask";
import type { ExistingComment, Forge } from "./forge";

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
  const asked = { name: forge.name, headers: forge.headers, what: "comment", right: "write comments" };
  const earlier = await ownComment(forge, asked, marker);
  if (earlier) await ask(asked, forge.updateMethod, earlier.url, update(body));
  else await ask(asked, "POST", add?.url ?? forge.comments, (add?.body ?? inBody)(body));
  return earlier ? "updated" : "added";
}

function htmlMarker(key: string): string {
  return `<!-- drparity comment ${key} -->`;
}

function inBody(body: string): unknown {
  return { body };
}

async function ownComment(forge: Forge, asked: Asked, marker: string): Promise<ExistingComment | undefined> {
  const isOwn = await author(forge, asked);
  for await (const element of pages(asked, forge.page ?? numbered(forge.comments), forge.list)) {
    const comment = forge.existing(element);
    if (comment && comment.body.startsWith(marker) && isOwn(comment)) return comment;
  }
  return undefined;
}

/** An app's token, such as GitHub gives to its Actions, may not ask whose it is: apps' comments are taken for its own. */
export async function author(
  { user, owner: ownerIn }: Pick<Forge, "user" | "owner">,
  asked: Asked,
): Promise<(comment: Pick<ExistingComment, "author" | "byApp">) => boolean> {
  const owner = await request(asked, { method: "GET", url: user }).then(ownerIn, (error: unknown) => {
    if (error instanceof RequestError && error.status !== undefined) return undefined;
    throw refused(asked, error);
  });
  return (comment) => (owner === undefined ? comment.byApp : comment.author === owner);
}
