type Environment = Readonly<Record<string, string | undefined>>;

/** The run of a pipeline in which this process is. */
export interface CiRun {
  /** The run's own page, or its number where the service gives no address. */
  readonly id: string;
  /** Where people see the run and its artifacts. */
  readonly url?: string;
  /** The commit that is judged: a pull request's own head where it is told, not its trial merge. */
  readonly commit?: string;
  /** Where the commit's files are shown: followed by a path and `#L7`. */
  readonly files?: string;
}

/** How a CI service names its runs and the commit that it checked out. */
interface CiService {
  readonly run: (env: Environment) => string | undefined;
  readonly commit: readonly string[];
  /** The pages of a repository's files, without the commit. */
  readonly files?: (env: Environment) => string | undefined;
}

/**
 * GitHub Actions, GitLab CI, AWS CodeBuild, and others by their usual variables. `DRPARITY_COMMIT` is a pull request's head,
 * which GitHub has in no variable. Sources: each vendor's page of predefined environment variables.
 */
const SERVICES: readonly CiService[] = [
  {
    run: ({ GITHUB_RUN_ID: id, GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository }) =>
      id && server && repository ? `${server}/${repository}/actions/runs/${id}` : id,
    commit: ["DRPARITY_COMMIT", "GITHUB_SHA"],
    files: ({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository }) =>
      server && repository ? `${server}/${repository}/blob` : undefined,
  },
  {
    run: ({ CI_PIPELINE_URL, CI_PIPELINE_ID }) => CI_PIPELINE_URL || CI_PIPELINE_ID,
    commit: ["CI_COMMIT_SHA"],
    files: ({ CI_PROJECT_URL }) => CI_PROJECT_URL && `${CI_PROJECT_URL}/-/blob`,
  },
  { run: ({ CODEBUILD_BUILD_ID }) => CODEBUILD_BUILD_ID, commit: ["CODEBUILD_RESOLVED_SOURCE_VERSION"] },
  { run: ({ BUILD_URL }) => BUILD_URL, commit: ["GIT_COMMIT"] },
  { run: ({ CIRCLE_WORKFLOW_ID }) => CIRCLE_WORKFLOW_ID, commit: ["CIRCLE_SHA1"] },
  { run: ({ BITBUCKET_BUILD_NUMBER }) => BITBUCKET_BUILD_NUMBER, commit: ["BITBUCKET_COMMIT"] },
  { run: ({ BUILD_BUILDID }) => BUILD_BUILDID, commit: ["BUILD_SOURCEVERSION"] },
];

const LONGEST_ID = 500;
/** Whether a text may be a link's target: an address that holds nothing which would end an attribute or begin markup. */
export function isAddress(text: string): boolean {
  return /^https?:\/\/[\w.:/~%-]{1,500}$/.test(text);
}

/** Whether a text is a commit's name, shortened or whole. */
export function isCommit(text: string | undefined): text is string {
  return /^[0-9a-f]{7,64}$/.test(text ?? "");
}

/** Which run this is by the CI service's variables; undefined where no service is known. */
export function ciRun(env: Environment): CiRun | undefined {
  const service = SERVICES.find(({ run }) => run(env));
  const id = service?.run(env)?.slice(0, LONGEST_ID);
  if (service === undefined || id === undefined) return undefined;
  const commit = service.commit.map((variable) => env[variable]).find(isCommit);
  const pages = service.files?.(env);
  const files = pages && commit && isAddress(pages) ? `${pages}/${commit}/` : undefined;
  return {
    id,
    ...(isAddress(id) ? { url: id } : {}),
    ...(commit === undefined ? {} : { commit }),
    ...(files === undefined ? {} : { files }),
  };
}
