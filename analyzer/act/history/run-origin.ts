import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import type { RunOrigin } from "./entry";

type Environment = Readonly<Record<string, string | undefined>>;

/** How a CI service names its runs and the commit that it checked out. */
interface CiService {
  readonly run: (env: Environment) => string | undefined;
  readonly commit: readonly string[];
}

/**
 * GitHub Actions, GitLab CI, AWS CodeBuild, and others by their usual variables. Sources: each vendor's page of
 * predefined environment variables.
 */
const SERVICES: readonly CiService[] = [
  {
    run: ({ GITHUB_RUN_ID: id, GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository }) =>
      id && server && repository ? `${server}/${repository}/actions/runs/${id}` : id,
    commit: ["GITHUB_SHA"],
  },
  {
    run: ({ CI_PIPELINE_URL, CI_PIPELINE_ID }) => CI_PIPELINE_URL || CI_PIPELINE_ID,
    commit: ["CI_COMMIT_SHA"],
  },
  { run: ({ CODEBUILD_BUILD_ID }) => CODEBUILD_BUILD_ID, commit: ["CODEBUILD_RESOLVED_SOURCE_VERSION"] },
  { run: ({ BUILD_URL }) => BUILD_URL, commit: ["GIT_COMMIT"] },
  { run: ({ CIRCLE_WORKFLOW_ID }) => CIRCLE_WORKFLOW_ID, commit: ["CIRCLE_SHA1"] },
  { run: ({ BITBUCKET_BUILD_NUMBER }) => BITBUCKET_BUILD_NUMBER, commit: ["BITBUCKET_COMMIT"] },
  { run: ({ BUILD_BUILDID }) => BUILD_BUILDID, commit: ["BUILD_SOURCEVERSION"] },
];

const COMMIT = /^[0-9a-f]{7,64}$/;
const LONGEST_ID = 500;

/**
 * Which run this is: from the CI service's variables, else a random id and the commit that is checked out in the current
 * directory. Never fails: a run is worth recording without either.
 */
export async function runOrigin(
  kind: RunOrigin["kind"],
  env: Environment = process.env,
  checkedOut: (env: Environment) => Promise<string | null> = headCommit,
): Promise<RunOrigin> {
  const service = SERVICES.find(({ run }) => run(env));
  const id = service?.run(env)?.slice(0, LONGEST_ID) ?? randomUUID();
  const named = service?.commit.map((variable) => env[variable]).find((commit) => COMMIT.test(commit ?? ""));
  return { kind, id, commit: named ?? (await checkedOut(env)) };
}

/** The commit of the current directory's repository, null without one. */
async function headCommit(env: Environment): Promise<string | null> {
  try {
    const options = { timeout: 5000, env: { ...env } };
    const { stdout } = await promisify(execFile)("git", ["rev-parse", "--verify", "HEAD"], options);
    return COMMIT.test(stdout.trim()) ? stdout.trim() : null;
  } catch {
    return null;
  }
}
