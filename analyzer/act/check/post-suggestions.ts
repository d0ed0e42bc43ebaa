import { asObject, asText, own, type Json, type JsonObject } from "../../base/json";
import { ask, numbered, pages, type Asked } from "../comment/ask";
import { existingAt, type GitHubRepository } from "../comment/github";
import { author } from "../comment/post-comment";
import { headNow } from "./analyzed-commit";
import { suggestionsOf, type ChangedFile, type Suggestion } from "./suggestions";

/** More than this in one review nobody reads. */
const MOST = 30;

/** A review's comment of an earlier run. */
interface Earlier {
  readonly url: string;
  readonly body: string;
  /** Where it stands: null once its lines have changed. */
  readonly path: string;
  readonly from: Json;
  readonly to: Json;
}

/** How many suggestions were added, and how many earlier ones were withdrawn. */
export interface Suggested {
  readonly added: number;
  readonly withdrawn: number;
}

/**
 * Suggests a patch's changes in one review of the pull request, where it shows their lines. What was suggested before and still
 * holds is not said again; what holds no longer is withdrawn in its own text, for somebody may have answered it.
 *
 * @param pull the pull request's number
 * @param key which of several pairs it is
 * @param commit the commit that was analyzed
 * @returns undefined when the pull request has another head by now, whose own run suggests
 * @throws InputError when GitHub refuses or cannot be reached
 */
export async function postSuggestions(
  repository: GitHubRepository,
  pull: string,
  { patch, key, commit }: { readonly patch: string; readonly key: string; readonly commit: string },
): Promise<Suggested | undefined> {
  const asked: Asked = {
    ...repository,
    what: "suggestions",
    right: "review pull requests (pull-requests: write)",
  };
  const request = `${repository.url}/pulls/${pull}`;
  if (!(await headNow(asked, request))?.startsWith(commit)) return undefined;
  const marker = `<!-- drparity suggestion ${key.replace(/[^\w.-]/g, "_")} -->`;
  const wanted = suggestionsOf(patch, await changedFiles(asked, request));
  const earlier = await ownComments(asked, repository, `${request}/comments`, marker);
  const isSaid = (one: Suggestion) => earlier.some((comment) => says(comment, one, marker));
  const fresh = wanted.filter((one) => !isSaid(one)).slice(0, MOST);
  if (fresh.length > 0) {
    const comments = fresh.map((one) => inReview(one, marker));
    await ask(asked, "POST", `${request}/reviews`, { commit_id: commit, event: "COMMENT", comments });
  }
  const withdrawal = `${marker}\n_Withdrawn: this holds no longer._`;
  const stale = earlier.filter(
    (comment) => comment.body !== withdrawal && !wanted.some((one) => says(comment, one, marker)),
  );
  for (const { url } of stale) await ask(asked, "PATCH", url, { body: withdrawal });
  return { added: fresh.length, withdrawn: stale.length };
}

async function changedFiles(asked: Asked, request: string): Promise<ChangedFile[]> {
  const files: ChangedFile[] = [];
  for await (const element of pages(asked, numbered(`${request}/files`))) {
    const [path, patch] = ["filename", "patch"].map((name) => asText(own(asObject(element as Json), name)));
    if (path !== undefined && patch !== undefined) files.push({ path, patch });
  }
  return files;
}

async function ownComments(
  asked: Asked,
  repository: GitHubRepository,
  list: string,
  marker: string,
): Promise<Earlier[]> {
  const isOwn = await author(repository, asked);
  const found: Earlier[] = [];
  for await (const element of pages(asked, numbered(list))) {
    const comment = existingAt(`${repository.url}/pulls/comments`, element);
    if (comment?.body.startsWith(marker) && isOwn(comment))
      found.push(earlierOf(comment, asObject(element as Json)));
  }
  return found;
}

function earlierOf(
  { url, body }: { readonly url: string; readonly body: string },
  element: JsonObject,
): Earlier {
  const to = own(element, "line") ?? null;
  const path = asText(own(element, "path")) ?? "";
  return { url, body: inLf(body), path, from: own(element, "start_line") ?? to, to };
}

function says({ body, path, from, to }: Earlier, suggestion: Suggestion, marker: string): boolean {
  const isThere = path === suggestion.path && from === suggestion.from && to === suggestion.to;
  return isThere && body === inLf(bodyOf(suggestion, marker));
}

/** GitHub keeps line ends as it likes; a file's own may be CRLF. */
function inLf(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

function inReview(suggestion: Suggestion, marker: string) {
  const { path, from, to } = suggestion;
  const several = from < to ? { start_line: from, start_side: "RIGHT" } : {};
  return { path, line: to, side: "RIGHT", ...several, body: bodyOf(suggestion, marker) };
}

/** No line can end the fence: it is longer than any run of backticks in them. */
function bodyOf({ lines }: Suggestion, marker: string): string {
  const ticks = lines.flatMap((line) => line.match(/`+/g) ?? []).map(({ length }) => length);
  const fence = "`".repeat(Math.max(3, ...ticks.map((length) => length + 1)));
  return [marker, "So that both regions are alike here:", `${fence}suggestion`, ...lines, fence].join("\n");
}
