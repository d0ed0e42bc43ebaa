import { isCommit } from "../../base/ci-run";
import { InputError } from "../../base/errors";
import { readSmallFile } from "../../base/files/small-file";
import { asObject, asText, own, type Json } from "../../base/json";
import { parseJson } from "../../base/parse-json";
import { ask, type Asked } from "../comment/ask";
import type { GitHubRepository } from "../comment/github";

/** GitHub's greatest event, in bytes: https://docs.github.com/en/webhooks/webhook-events-and-payloads */
const MOST_EVENT_BYTES = 25 * 1024 ** 2;

/**
 * The commit that was analyzed and that people see: of a pull request the head that this run began with, not the trial merge
 * that is checked out. `DRPARITY_COMMIT` says it, else the event that started the run. Only where neither does is GitHub asked
 * for the head of now, which may have been pushed since.
 *
 * @throws InputError where nothing says it, or GitHub refuses
 */
export async function analyzedCommit(
  repository: GitHubRepository,
  right: string,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const said = [env.DRPARITY_COMMIT, await eventHead(env.GITHUB_EVENT_PATH)].find(isCommit);
  const { url, pull } = repository;
  const asked = { ...repository, what: "check", right };
  const sha = said ?? (pull ? await headNow(asked, `${url}/pulls/${pull}`) : ownCommit(env));
  if (isCommit(sha)) return sha;
  throw new InputError({
    where: "GitHub",
    what: "This run belongs to no commit.",
    fix: "Run it on push or pull_request, or set DRPARITY_COMMIT.",
  });
}

/**
 * The head of a pull request at this moment; undefined when GitHub names none.
 * @param request the pull request's address in the API
 */
export async function headNow(asked: Asked, request: string): Promise<string | undefined> {
  return headIn(await ask(asked, "GET", request));
}

/** Of `pull_request_target` it is the base's, on which the pull request's verdict would be a lie. */
function ownCommit({ GITHUB_EVENT_NAME, GITHUB_SHA }: NodeJS.ProcessEnv): string | undefined {
  return GITHUB_EVENT_NAME === "pull_request_target" ? undefined : GITHUB_SHA;
}

async function eventHead(file: string | undefined): Promise<string | undefined> {
  if (!file) return undefined;
  try {
    const text = await readSmallFile(file, MOST_EVENT_BYTES);
    return text && headIn(own(asObject(parseJson(text)), "pull_request"));
  } catch {
    // The runner's own file: where it is none, GitHub is asked.
    return undefined;
  }
}

function headIn(pullRequest: unknown): string | undefined {
  return asText(own(asObject(own(asObject(pullRequest as Json), "head")), "sha"));
}
