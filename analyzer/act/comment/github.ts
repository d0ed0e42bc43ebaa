import { InputError } from "../../base/errors";
import { asObject, asText, type Json } from "../../base/json";
import type { ExistingComment, Forge } from "./forge";

/** A repository on GitHub, as its Actions set the environment. */
export interface GitHubRepository {
  readonly name: "GitHub";
  /** The address of its API's part for this repository. */
  readonly url: string;
  /** Of whom the token is: refused to an app's. */
  readonly user: string;
  readonly owner: (answer: unknown) => string | undefined;
  /** The pull request's number; undefined for a run of none. */
  readonly pull: string | undefined;
  /** What authenticates; never printed. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The repository that a run of GitHub's Actions is of. The pull request's number comes from `DRPARITY_PULL_REQUEST` or from
 * the ref of a `pull_request` event (`refs/pull/7/merge`).
 *
 * @param right what the token needs: `write comments (pull-requests: write)`
 * @throws InputError without a repository or a token
 */
export function gitHubRepository(env: NodeJS.ProcessEnv, right: string): GitHubRepository {
  const api = env.GITHUB_API_URL ?? "https://api.github.com";
  const repository = env.GITHUB_REPOSITORY ?? "";
  const number = env.DRPARITY_PULL_REQUEST ?? /^refs\/pull\/(\d+)\//.exec(env.GITHUB_REF ?? "")?.[1] ?? "";
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) throw noPullRequest();
  const token = env.GITHUB_TOKEN ?? env.GH_TOKEN;
  if (token === undefined || token === "") {
    throw new InputError({
      where: "GitHub",
      what: "There is no token to write with.",
      fix: `Set GITHUB_TOKEN to one that may ${right}.`,
    });
  }
  return {
    name: "GitHub",
    url: `${api}/repos/${repository}`,
    user: `${api}/user`,
    owner: (answer) => asText(asObject(answer as Json).login),
    pull: /^\d+$/.test(number) ? number : undefined,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "x-github-api-version": "2022-11-28",
    },
  };
}

/** The comments of GitHub's pull request that a run is of. @throws InputError when it is of none, or without a token */
export function gitHub(env: NodeJS.ProcessEnv): Forge {
  const { url, pull, ...own } = gitHubRepository(env, "write pull requests' comments (pull-requests: write)");
  if (pull === undefined) throw noPullRequest();
  const issues = `${url}/issues`;
  return {
    ...own,
    comments: `${issues}/${pull}/comments`,
    updateMethod: "PATCH",
    existing: (element) => existingAt(`${issues}/comments`, element),
  };
}

/** A comment as GitHub lists it, of an issue or of a review; undefined for what is none. */
export function existingAt(place: string, element: unknown): ExistingComment | undefined {
  const { id, body, user } = asObject(element as Json);
  const { login, type } = asObject(user);
  const [text, author] = [asText(body), asText(login)];
  if (typeof id !== "number" || text === undefined || author === undefined) return undefined;
  return { url: `${place}/${id}`, body: text, author, byApp: type === "Bot" };
}

/** @returns the error of a run that is of no pull request */
export function noPullRequest(): InputError {
  return new InputError({
    where: "GitHub",
    what: "This run belongs to no pull request.",
    fix: "Run it on pull_request, or set DRPARITY_PULL_REQUEST to the number.",
  });
}
