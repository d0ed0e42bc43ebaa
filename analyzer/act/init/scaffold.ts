import { needsPlans, type Answers, type ScaffoldFile } from "./answers";
import { atlantis } from "./atlantis";
import { cdktfProject } from "./cdktf-project";
import { githubDrift, githubPullRequest, githubPullRequestCdktf } from "./github";
import { gitlabMergeRequest, gitlabMergeRequestCdktf } from "./gitlab";
import { LOCAL_PLANS, planScript } from "./plans";
import { policyFile } from "./policy-file";

/** Every file that a team needs to begin. */
export function scaffold(answers: Answers): ScaffoldFile[] {
  const project = answers.style === "cdktf" ? cdktfProject(answers) : [];
  const plans = answers.style === "terraform" && needsPlans(answers) ? localPlans(answers) : [];
  return [...project, policyFile(answers), ...plans, ...pipelines(answers)];
}

/** The script that makes the plans which the policy file names, in a directory whose content Git ignores. */
function localPlans(answers: Answers): ScaffoldFile[] {
  const lines = [
    "#!/bin/sh",
    "# Plans every workspace of the policy file's pairs into .drparity/plans. Plans hold secrets in the clear: Git ignores them.",
    "set -eu",
    'cd "$(dirname "$0")/.."',
    `out="$PWD/${LOCAL_PLANS}"`,
    'mkdir -p "$out"',
    ...planScript(answers, "$out"),
  ];
  return [
    { path: ".drparity/.gitignore", content: "*\n!.gitignore\n!plan.sh\n" },
    { path: ".drparity/plan.sh", content: `${lines.join("\n")}\n` },
  ];
}

function pipelines(answers: Answers): ScaffoldFile[] {
  const cdktf = answers.style === "cdktf";
  if (answers.pipeline === "github")
    return [cdktf ? githubPullRequestCdktf(answers) : githubPullRequest(answers), githubDrift(answers)];
  if (answers.pipeline === "gitlab")
    return [cdktf ? gitlabMergeRequestCdktf(answers) : gitlabMergeRequest(answers)];
  if (answers.pipeline === "atlantis") return atlantis(answers);
  return [];
}
