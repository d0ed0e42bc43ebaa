import { InputError } from "../../base/errors";
import { asObject, asText, type Json } from "../../base/json";
import type { Forge } from "./forge";

/**
 * GitLab, as its CI sets the environment of a merge request's pipeline.
 * @throws InputError when the run is of no merge request, or without a token
 */
export function gitLab(env: NodeJS.ProcessEnv): Forge {
  const { CI_API_V4_URL: api, CI_PROJECT_ID: project, CI_MERGE_REQUEST_IID: number } = env;
  if (api === undefined || project === undefined || !/^\d+$/.test(number ?? "")) {
    throw new InputError({
      where: "GitLab",
      what: "This pipeline belongs to no merge request.",
      fix: 'Run the job with rules: if: $CI_PIPELINE_SOURCE == "merge_request_event".',
    });
  }
  const token = env.GITLAB_TOKEN;
  if (token === undefined || token === "") {
    throw new InputError({
      where: "GitLab",
      what: "There is no token to comment with: a job's own may not write notes.",
      fix: "Set GITLAB_TOKEN to a project access token with the scope api, as a masked variable.",
    });
  }
  const comments = `${api}/projects/${encodeURIComponent(project)}/merge_requests/${String(number)}/notes`;
  return {
    name: "GitLab",
    comments,
    user: `${api}/user`,
    headers: { "private-token": token },
    updateMethod: "PUT",
    owner: (answer) => idOf(answer),
    existing(element) {
      const { id, body, author, system } = asObject(element as Json);
      const [text, by] = [asText(body), idOf(author)];
      if (typeof id !== "number" || text === undefined || by === undefined || system === true)
        return undefined;
      return { url: `${comments}/${String(id)}`, body: text, author: by, byApp: false };
    },
  };
}

function idOf(user: unknown): string | undefined {
  const { id } = asObject(user as Json);
  return typeof id === "number" ? String(id) : undefined;
}
