import { analyzedCommit } from "../act/check/analyzed-commit";
import { annotationsOf } from "../act/check/annotations";
import { postCheck, type Verdict } from "../act/check/check-run";
import { postSuggestions } from "../act/check/post-suggestions";
import { summaryOf, titleOf } from "../act/check/summary";
import { gitHubRepository, noPullRequest, type GitHubRepository } from "../act/comment/github";
import { ciRun } from "../base/ci-run";
import { InputError } from "../base/errors";
import { assertStaysInCheckout } from "../base/process/checkout";
import { tell } from "../base/stderr";
import type { Report } from "../model/report";
import { readFileBytes } from "../read/sources/file";
import { renderFailure } from "../render/markdown/comment";
import { counted, VERDICT_WORDS } from "../render/words";
import type { CheckArguments } from "./check-options";
import { exitStatus, type FailOn } from "./fail-on";
import { reportsIn } from "./report-file";
import { UsageError } from "./usage-error";

const RIGHT = "write checks (checks: write)";

/**
 * Runs `check`.
 * @throws UsageError for --failed with --suggest
 * @throws InputError when there is nothing to check or to write with, or GitHub refuses
 */
export async function runCheck(
  args: Pick<CheckArguments, "file" | "key" | "failed" | "failOn" | "suggest">,
): Promise<void> {
  const { file, key, failed, failOn, suggest } = args;
  if (failed && suggest !== undefined) throw new UsageError("--failed and --suggest exclude each other.");
  const repository = repositoryOf(process.env);
  const verdict = failed ? await failure(file) : verdictOf(await onlyReport(file), failOn);
  const patch = suggest === undefined ? undefined : await textOf(suggest);
  if (patch !== undefined && repository.pull === undefined) throw noPullRequest();
  const commit = await analyzedCommit(repository, RIGHT, process.env);
  const details = ciRun(process.env)?.url;
  tell(`GitHub: check ${await postCheck({ repository, commit, key, details }, verdict)}`);
  if (patch === undefined || repository.pull === undefined) return;
  const suggested = await postSuggestions(repository, repository.pull, { patch, key, commit });
  tell(
    suggested === undefined
      ? "GitHub: no suggestions, since the pull request has a newer commit"
      : `GitHub: ${counted(suggested.added, "suggestion")} added, ${String(suggested.withdrawn)} withdrawn`,
  );
}

function repositoryOf(env: NodeJS.ProcessEnv): GitHubRepository {
  if (env.GITHUB_ACTIONS !== undefined) return gitHubRepository(env, RIGHT);
  throw new InputError({
    where: "check",
    what: "This is not GitHub Actions, and only GitHub has check runs.",
    fix: "Elsewhere write a comment (drparity comment), or upload SARIF or JUnit.",
  });
}

function verdictOf(report: Report, failOn: FailOn): Verdict {
  const fails = exitStatus(report, failOn) !== 0;
  return {
    conclusion: fails ? "failure" : report.findings.length > 0 ? "neutral" : "success",
    title: titleOf(report),
    summary: summaryOf(report, ciRun(process.env)),
    annotations: annotationsOf(report),
  };
}

/** An earlier verdict must not stand on the commit as if it held. */
async function failure(file: string): Promise<Verdict> {
  const summary = renderFailure(await textOf(file), ciRun(process.env));
  return { conclusion: "failure", title: "Parity could not be checked", summary, annotations: [] };
}

async function onlyReport(file: string): Promise<Report> {
  assertStaysInCheckout(file);
  const [report, ...others] = await reportsIn(file);
  if (report === undefined || !isWhole(report)) throw notWhole(file);
  if (others.length === 0) return report;
  throw new InputError({
    where: file,
    what: "It holds the reports of several pairs.",
    fix: "Write one for each (--also json=report-{pair}.json) and give each a --key of its own.",
  });
}

/** What a verdict is made from, which a report that was written by hand may lack. */
function isWhole({ summary, coverage }: Partial<Report>): boolean {
  return Object.hasOwn(VERDICT_WORDS, summary?.verdict ?? "") && Array.isArray(coverage?.incomplete);
}

function notWhole(where: string): InputError {
  return new InputError({
    where,
    what: "This report has no verdict.",
    fix: "Give what drparity analyze --format json wrote.",
  });
}

async function textOf(file: string): Promise<string> {
  assertStaysInCheckout(file);
  return (await readFileBytes(file, file)).toString("utf8");
}
