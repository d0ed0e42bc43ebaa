import { needsPlans, synthesisOf, workspacesOf, type Answers } from "./answers";
import { archiveBeside } from "./tool-source";

/** What to do when everything is written, as lines to print. */
export function nextSteps(answers: Answers): string[] {
  const { style, pipeline, role, cloud, pairs } = answers;
  const variables = [
    ...(cloud ? ["  gh secret set TF_API_TOKEN                a token of HCP Terraform that may plan"] : []),
    ...(role === undefined && !cloud
      ? [
          "  gh variable set DRPARITY_ROLE --body ARN  the IAM role that GitHub's jobs assume and that may plan",
        ]
      : []),
  ];
  const first =
    style === "cdktf"
      ? [
          ...archive(answers),
          "  npm install && npm run synth              the Terraform of both regions, into cdktf.out",
          "  npm run deploy                            plans all, compares, asks, and applies DR first",
        ]
      : [
          ...planning(answers),
          `  drparity analyze${pairs.length > 1 ? "                          all pairs" : ""}`,
        ];
  const server = ["  allow the workflow in the Atlantis server's repos.yaml: see the head of atlantis.yaml"];
  const more = { github: variables, gitlab: [], atlantis: server, none: [] };
  return ["Next:", ...first, ...more[pipeline]];
}

function archive({ toolSource }: Answers): string[] {
  const file = archiveBeside(toolSource);
  return file === undefined
    ? []
    : [`  put ${file} of the release here, and commit it: the constructs, of which the one file has none`];
}

function planning(answers: Answers): string[] {
  if (needsPlans(answers)) return ["  sh .drparity/plan.sh"];
  const command = synthesisOf(answers);
  const all = answers.pairs.flatMap(workspacesOf);
  // The state of a workspace is read from its backend.
  const directories = all
    .filter(({ workspace }) => workspace === undefined)
    .map(({ directory }) => directory);
  const shown = directories.slice(0, 6);
  const more =
    directories.length > shown.length ? [`  ... and ${String(directories.length - shown.length)} more`] : [];
  return [
    ...(command === undefined ? [] : [`  ${command}`]),
    ...shown.map((directory) => `  ${answers.tool} -chdir=${quoted(directory)} plan -out=tfplan`),
    ...more,
  ];
}

function quoted(directory: string): string {
  return /^[\w./@+-]+$/.test(directory) ? directory : `'${directory}'`;
}
