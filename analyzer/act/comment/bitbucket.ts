import { InputError } from "../../base/errors";
import { asObject, asText, own, type Json } from "../../base/json";
import type { Forge } from "./forge";
import { withoutHtml } from "./without-html";

const PAGE = 100;

/**
 * Bitbucket Cloud, as Pipelines sets the environment of a pull request's build.
 * https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pullrequests
 *
 * @throws InputError when the run is of no pull request, or without a token
 */
export function bitbucket(env: NodeJS.ProcessEnv): Forge {
  const { BITBUCKET_REPO_FULL_NAME: repository, BITBUCKET_PR_ID: number } = env;
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository ?? "") || !/^\d+$/.test(number ?? "")) {
    throw new InputError({
      where: "Bitbucket",
      what: "This build belongs to no pull request.",
      fix: "Run the step under pipelines: pull-requests.",
    });
  }
  const token = env.BITBUCKET_TOKEN;
  if (!token) {
    throw new InputError({
      where: "Bitbucket",
      what: "There is no token to comment with.",
      fix: "Set BITBUCKET_TOKEN to a repository access token that may write pull requests, as a secured variable.",
    });
  }
  const api = env.BITBUCKET_API_URL ?? "https://api.bitbucket.org/2.0";
  const comments = `${api}/repositories/${String(repository)}/pullrequests/${String(number)}/comments`;
  const body = (raw: string) => ({ content: { raw } });
  return {
    name: "Bitbucket",
    comments,
    page: (n) => `${comments}?pagelen=${String(PAGE)}&page=${String(n)}`,
    list: (answer) => own(asObject(answer as Json), "values"),
    // HTML is shown as text there, comments too; a link's definition that nothing refers to is not shown.
    marker: (key) => `[//]: # (drparity comment ${key})`,
    text: withoutHtml,
    add: { url: comments, body },
    update: body,
    user: `${api}/user`,
    headers: { authorization: `Bearer ${token}` },
    updateMethod: "PUT",
    owner: (answer) => asText(own(asObject(answer as Json), "uuid")),
    existing(element) {
      const { id, content, user, deleted } = asObject(element as Json);
      const [text, by] = [asText(own(asObject(content), "raw")), asText(own(asObject(user), "uuid"))];
      if (typeof id !== "number" || text === undefined || by === undefined || deleted === true)
        return undefined;
      // A repository's access token has a user of its own, which it may not ask about.
      const byApp = asText(own(asObject(user), "type")) === "app_user";
      return { url: `${comments}/${String(id)}`, body: text, author: by, byApp };
    },
  };
}
