import { InputError } from "../../base/errors";
import { asObject, asText, type Json } from "../../base/json";
import type { Forge } from "./forge";

/**
 * GitHub, as its Actions set the environment. The pull request's number comes from `DRPARITY_PULL_REQUEST` or from the
 * ref of a `pull_request` event (`refs/pull/7/merge`).
 * @throws InputError when the run is of no pull request, or without a token
 */
export function gitHub(env: NodeJS.ProcessEnv): Forge {
  const api = env.GITHUB_API_URL ?? "https://api.github.com";
  const repository = env.GITHUB_REPOSITORY ?? "";
  const number = env.DRPARITY_PULL_REQUEST ?? /^refs\/pull\/(\d+)\//.exec(env.GITHUB_REF ?? "")?.[1] ?? "";
  if (!/^\d+$/.test(number) || !/^[\w.-]+\/[\w.-]+$/.test(repository)) {
    throw new InputError({
      where: "GitHub",
      what: "This run belongs to no pull request.",
      fix: "Run it on pull_request, or set DRPARITY_PULL_REQUEST to the number.",
    });
  }
  const token = env.GITHUB_TOKEN ?? env.GH_TOKEN;
  if (token === undefined || token === "") {
    throw new InputError({
      where: "GitHub",
      what: "There is no token to comment with.",
      fix: "Set GITHUB_TOKEN to one that may write pull requests' comments (pull-requests: write).",
    });
  }
  const issues = `${api}/repos/${repository}/issues`;
  return {
    name: "GitHub",
    user: `${api}/user`,
    comments: `${issues}/${number}/comments`,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "x-github-api-version": "2022-11-28",
    },
    updateMethod: "PATCH",
    owner: (answer) => asText(asObject(answer as Json).login),
    existing(element) {
      const { id, body, user } = asObject(element as Json);
      const { login, type } = asObject(user);
      const [text, author] = [asText(body), asText(login)];
      if (typeof id !== "number" || text === undefined || author === undefined) return undefined;
      return { url: `${issues}/comments/${id}`, body: text, author, byApp: type === "Bot" };
    },
  };
}
