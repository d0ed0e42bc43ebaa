import { azure } from "../act/comment/azure";
import { bitbucket } from "../act/comment/bitbucket";
import type { Forge } from "../act/comment/forge";
import { gitHub } from "../act/comment/github";
import { gitLab } from "../act/comment/gitlab";
import { postComment } from "../act/comment/post-comment";
import { ciRun } from "../base/ci-run";
import { InputError } from "../base/errors";
import { readSmallFile } from "../base/files/small-file";
import { assertStaysInCheckout } from "../base/process/checkout";
import { renderFailure } from "../render/markdown/comment";
import { fileError } from "../read/sources/file-error";

/** GitHub refuses a comment of more than 65,536 characters; a markdown report has at most 60,000 bytes. */
const MOST_BYTES = 65_000;

/**
 * Runs `comment`.
 * @param failed whether the file holds an error in the place of a report
 * @throws InputError when there is nothing to comment on or with, or the forge refuses
 */
export async function runComment(file: string, key: string, failed: boolean): Promise<void> {
  const text = await readReport(file);
  const markdown = failed ? renderFailure(text, ciRun(process.env)) : text;
  const forge = forgeOf(process.env);
  const done = await postComment(forge, key, markdown);
  process.stderr.write(`${forge.name}: comment ${done}\n`);
}

async function readReport(file: string): Promise<string> {
  assertStaysInCheckout(file);
  try {
    const text = await readSmallFile(file, MOST_BYTES);
    if (text !== undefined && text.trim() !== "") return text;
  } catch (error) {
    throw fileError(error, file);
  }
  throw new InputError({
    where: file,
    what: "is empty, or longer than a comment may be.",
    fix: "Give what drparity analyze --format markdown wrote.",
  });
}

function forgeOf(env: NodeJS.ProcessEnv): Forge {
  if (env.GITLAB_CI !== undefined) return gitLab(env);
  if (env.GITHUB_ACTIONS !== undefined) return gitHub(env);
  if (env.BITBUCKET_BUILD_NUMBER !== undefined) return bitbucket(env);
  if (env.TF_BUILD !== undefined) return azure(env);
  throw new InputError({
    where: "comment",
    what: "This is neither GitHub Actions, GitLab CI, Bitbucket Pipelines nor Azure Pipelines.",
    fix: "Elsewhere, post the markdown report by your forge's own means.",
  });
}
