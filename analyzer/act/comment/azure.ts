import { InputError } from "../../base/errors";
import { asObject, asText, own, type Json } from "../../base/json";
import type { Forge } from "./forge";

const VERSION = "api-version=7.1";

/**
 * Azure DevOps, as Azure Pipelines sets the environment of a pull request's build. A comment is a thread of its own there.
 * https://learn.microsoft.com/rest/api/azure/devops/git/pull-request-threads
 *
 * @throws InputError when the run is of no pull request, or without a token
 */
export function azure(env: NodeJS.ProcessEnv): Forge {
  const collection = env.SYSTEM_TEAMFOUNDATIONCOLLECTIONURI ?? env.SYSTEM_COLLECTIONURI;
  const {
    SYSTEM_TEAMPROJECTID: project,
    BUILD_REPOSITORY_ID: repository,
    SYSTEM_PULLREQUEST_PULLREQUESTID: number,
  } = env;
  if (!collection || !project || !repository || !/^\d+$/.test(number ?? "")) {
    throw new InputError({
      where: "Azure DevOps",
      what: "This build belongs to no pull request.",
      fix: "Run it as a build validation of the branch's policy.",
    });
  }
  const token = env.SYSTEM_ACCESSTOKEN;
  if (!token) {
    throw new InputError({
      where: "Azure DevOps",
      what: "There is no token to comment with.",
      fix: "Give the step env: SYSTEM_ACCESSTOKEN: $(System.AccessToken), and the build service the right to contribute to pull requests.",
    });
  }
  const base = collection.replace(/\/*$/, "");
  const part = encodeURIComponent;
  const threads = `${base}/${part(project)}/_apis/git/repositories/${part(repository)}/pullRequests/${String(number)}/threads`;
  return {
    name: "Azure DevOps",
    comments: threads,
    page: (n) => (n === 1 ? `${threads}?${VERSION}` : undefined),
    list: (answer) => own(asObject(answer as Json), "value"),
    add: {
      url: `${threads}?${VERSION}`,
      body: (content) => ({ comments: [{ parentCommentId: 0, content, commentType: 1 }], status: 1 }),
    },
    update: (content) => ({ content }),
    user: `${base}/_apis/connectionData`,
    headers: { authorization: `Bearer ${token}` },
    updateMethod: "PATCH",
    owner: (answer) => asText(own(asObject(own(asObject(answer as Json), "authenticatedUser")), "id")),
    existing(element) {
      const { id, comments, isDeleted } = asObject(element as Json);
      const [first] = Array.isArray(comments) ? comments : [];
      const { id: comment, content, author } = asObject(first);
      const [body, by] = [asText(content), asText(own(asObject(author), "id"))];
      if (
        typeof id !== "number" ||
        typeof comment !== "number" ||
        body === undefined ||
        by === undefined ||
        isDeleted === true
      )
        return undefined;
      return {
        url: `${threads}/${String(id)}/comments/${String(comment)}?${VERSION}`,
        body,
        author: by,
        byApp: false,
      };
    },
  };
}
