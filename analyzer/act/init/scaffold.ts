import type { Answers, ScaffoldFile } from "./answers";
import { cdktfProject } from "./cdktf-project";
import { githubDrift, githubPullRequest, githubPullRequestCdktf } from "./github";
import { gitlabMergeRequest, gitlabMergeRequestCdktf } from "./gitlab";
import { policyFile } from "./policy-file";

/** Every file that a team needs to begin. */
export function scaffold(answers: Answers): ScaffoldFile[] {
  const project = answers.style === "cdktf" ? cdktfProject(answers) : [];
  return [...project, policyFile(answers), ...pipelines(answers)];
}

function pipelines(answers: Answers): ScaffoldFile[] {
  const cdktf = answers.style === "cdktf";
  if (answers.pipeline === "github")
    return [cdktf ? githubPullRequestCdktf(answers) : githubPullRequest(answers), githubDrift(answers)];
  if (answers.pipeline === "gitlab")
    return [cdktf ? gitlabMergeRequestCdktf(answers) : gitlabMergeRequest(answers)];
  return [];
}
