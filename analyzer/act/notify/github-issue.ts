import { createHash } from "node:crypto";
import { countAsSecret } from "../../base/secrets/environment";
import { InputError } from "../../base/errors";
import { hasNews, healthOf, openFindings, type DriftReport } from "../drift/drift-report";
import { renderDriftMarkdown, renderStateMarkdown } from "../drift/render/markdown";
import { asObject, asText, objectsIn, type Json, type JsonObject } from "../../base/json";
import { oneLine } from "../../render/value";
import type { Channel } from "./channel";
import { RequestError, safeUrl, send, type JsonRequest } from "../../base/net/request";

const DEFAULT_API = "https://api.github.com";

/** Issues are listed most recently updated first, and ours is updated with every change. */
const PAGE = 100;
const MOST_PAGES = 10;

/** Who may have written an issue that we take for ours: anybody else could hide what it says. */
const TRUSTED = new Set(["OWNER", "MEMBER", "COLLABORATOR"]);

/** Where issues are kept, and by whose right. */
interface Repository {
  readonly api: string;
  readonly name: string;
  readonly token: string;
}

/**
 * An issue of GitHub's for each pair: opened when the pair diverges, its text kept as the state is, a comment for each
 * change, closed when nothing is left. It is found by a mark in its text that nobody sees.
 *
 * @param repository `owner/name`
 * @param variable the environment variable that holds a token which may write issues
 * @throws InputError when either is not there
 */
export function githubIssueChannel(repository: string, variable: string, env: NodeJS.ProcessEnv): Channel {
  countAsSecret(variable);
  const token = env[variable] ?? "";
  if (!/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(repository)) {
    throw new InputError({
      where: repository,
      what: "This does not name a repository of GitHub's.",
      fix: "Write it as OWNER/NAME.",
    });
  }
  if (token === "" || /[^\x21-\x7e]/.test(token)) {
    throw new InputError({
      where: `environment variable ${variable}`,
      what: "It holds no token for GitHub.",
      fix: `Set ${variable} to a token that may write issues, such as \${{ github.token }} with \`issues: write\`.`,
    });
  }
  const api = safeUrl(env.GITHUB_API_URL || DEFAULT_API)?.href.replace(/\/+$/, "");
  if (api === undefined) {
    throw new InputError({
      where: "environment variable GITHUB_API_URL",
      what: "It holds no https:// URL.",
      fix: "Unset it for github.com, or set it to your server's, such as https://github.example.com/api/v3.",
    });
  }
  return {
    id: `github-issue:${repository}`,
    deliver: (news) => tell({ api, name: repository, token }, news),
  };
}

async function tell(repository: Repository, news: DriftReport): Promise<void> {
  const mark = markOf(news.pair);
  const number = await findIssue(repository, mark);
  const isOver = healthOf(news.verdict) === "complete" && openFindings(news).length === 0;
  if (number === undefined) {
    if (!isOver) await call(repository, "POST", "", { title: titleOf(news), body: bodyOf(news, mark) });
    return;
  }
  // The comment first: were the issue closed before it fails, the next run would find none to comment.
  if (hasNews(news))
    await call(repository, "POST", `/${String(number)}/comments`, { body: renderDriftMarkdown(news) });
  // A failed run says nothing about what is open: that stays as it stands.
  if (news.verdict === "failed") return;
  const closed = isOver ? { state: "closed", state_reason: "completed" } : {};
  await call(repository, "PATCH", `/${String(number)}`, {
    title: titleOf(news),
    body: bodyOf(news, mark),
    ...closed,
  });
}

/** A hash, since a pair's name may hold what ends a comment. */
function markOf(pair: string): string {
  return `<!-- drparity-drift ${createHash("sha256").update(pair).digest("hex").slice(0, 32)} -->`;
}

/** Without the score, so that the title stays while an issue is open. */
function titleOf({ pair }: DriftReport): string {
  return `DR parity of ${oneLine(pair, 80).replaceAll("@", "@\u200b")}`;
}

function bodyOf(news: DriftReport, mark: string): string {
  const note = "<sub>Kept up to date by `drparity drift`; each change is a comment.</sub>";
  return `${mark}\n${renderStateMarkdown(news)}\n${note}\n`;
}

async function findIssue(repository: Repository, mark: string): Promise<number | undefined> {
  for (let page = 1; page <= MOST_PAGES; page++) {
    const query = `?state=open&sort=updated&direction=desc&per_page=${String(PAGE)}&page=${String(page)}`;
    const issues = objectsIn(await call(repository, "GET", query));
    const ours = issues.find((issue) => isOurs(issue, mark));
    if (ours !== undefined) return ours.number as number;
    if (issues.length < PAGE) return undefined;
  }
  return undefined;
}

function isOurs(issue: JsonObject, mark: string): boolean {
  const trusted =
    asText(asObject(issue.user).type) === "Bot" || TRUSTED.has(asText(issue.author_association) ?? "");
  const marked = asText(issue.body)?.includes(mark) === true;
  return trusted && marked && Number.isSafeInteger(issue.number) && !("pull_request" in issue);
}

async function call(
  { api, name, token }: Repository,
  method: JsonRequest["method"],
  path: string,
  body?: unknown,
): Promise<Json> {
  const headers = {
    accept: "application/vnd.github+json",
    authorization: `Bearer ${token}`,
    "x-github-api-version": "2022-11-28",
  };
  const url = `${api}/repos/${name}/issues${path}`;
  const text = await send("GitHub", { method, url, headers, ...(body === undefined ? {} : { body }) });
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new RequestError("GitHub's answer is not JSON.");
  }
}
