import { TOOL_VERSION } from "../../base/version";
import type { Answers, ScaffoldFile } from "./answers";

/** The Action's place; the owner is whoever keeps the copy of drparity that a team trusts. */
const ACTION = `OWNER/drparity/.github/actions/analyze@v${TOOL_VERSION}`;

/** The workflow that compares both regions on every pull request. */
export function githubPullRequest({ primary, dr }: Answers): ScaffoldFile {
  const plans = `      # A plan holds secrets in the clear: it stays in the runner's temporary directory and is no artifact.
      - run: |
          plan() {
            terraform -chdir="$1" init -input=false
            terraform -chdir="$1" plan -input=false -lock=false -out="$RUNNER_TEMP/$2.tfplan"
            terraform -chdir="$1" show -json "$RUNNER_TEMP/$2.tfplan" > "$RUNNER_TEMP/$2.json"
          }
          plan '${primary.directory}' primary
          plan '${dr.directory}' dr`;
  return pullRequest("Compares both regions on every pull request.", primary.region, plans, [
    "primary: ${{ runner.temp }}/primary.json",
    `primary-dir: "${primary.directory}"`,
    "dr: ${{ runner.temp }}/dr.json",
    `dr-dir: "${dr.directory}"`,
  ]);
}

/** The same for a CDKTF project: synthesizes, plans each workspace, and reads the manifest. */
export function githubPullRequestCdktf({ name, primary }: Answers): ScaffoldFile {
  const plans = `      - run: npm ci && npx cdktf synth
      # A plan holds secrets in the clear: it stays in the runner's temporary directory and is no artifact.
      - run: |
          for side in primary dr link; do
            directory="cdktf.out/stacks/${name}-$side"
            terraform -chdir="$directory" init -input=false
            terraform -chdir="$directory" plan -input=false -lock=false -out="$RUNNER_TEMP/$side.tfplan"
            terraform -chdir="$directory" show -json "$RUNNER_TEMP/$side.tfplan" > "$RUNNER_TEMP/$side.json"
          done`;
  const what = "Synthesizes both regions and compares their plans on every pull request.";
  return pullRequest(what, primary.region, plans, [
    "manifest: cdktf.out/drparity.json",
    "primary: ${{ runner.temp }}/primary.json",
    "dr: ${{ runner.temp }}/dr.json",
    "shared: ${{ runner.temp }}/link.json",
  ]);
}

/** @param inputs the Action's, a line each */
function pullRequest(
  what: string,
  region: string | undefined,
  plans: string,
  inputs: readonly string[],
): ScaffoldFile {
  return {
    path: ".github/workflows/drparity.yml",
    content: `# ${what} What is in capitals is yours to fill in.
name: drparity
on:
  pull_request:
permissions:
  contents: read
  id-token: write # to assume the AWS role
  pull-requests: write # to comment
  security-events: write # to upload SARIF to code scanning
concurrency:
  group: drparity-\${{ github.ref }}
  cancel-in-progress: true
jobs:
  parity:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
${setup({ role: "ROLE-THAT-MAY-PLAN", region: region ?? "PRIMARY-REGION" })}
${plans}
      - uses: ${ACTION}
        with:
${inputs.map((input) => `          ${input}`).join("\n")}
`,
  };
}

/** The scheduled job that plans both regions and tells what changed. */
export function githubDrift(answers: Answers): ScaffoldFile {
  const { style, name, primary, dr } = answers;
  const sources =
    style === "cdktf"
      ? "--manifest cdktf.out/drparity.json"
      : `--primary '${primary.directory}' --dr '${dr.directory}'`;
  const synthesis = style === "cdktf" ? "      - run: npm ci && npx cdktf synth\n" : "";
  return {
    path: ".github/workflows/drparity-drift.yml",
    content: `# Plans both regions every hour and tells what changed. What is in capitals is yours to fill in; docs/drift.md in drparity's
# repository says what the role may do, and how to tell a Slack channel or an SNS topic instead.
name: drparity drift
on:
  schedule:
    - cron: "17 * * * *" # not on the hour, when everybody's jobs start
  workflow_dispatch:
permissions:
  contents: read
  id-token: write # to assume the AWS role
  issues: write # to keep an issue while the pair is divergent
concurrency:
  group: drparity-drift # a second run would tell the same news
  cancel-in-progress: false
jobs:
  drift:
    runs-on: ubuntu-latest
    timeout-minutes: 45
    steps:
${setup({ role: "ROLE-THAT-MAY-READ", region: dr.region ?? "DR-REGION", why: " # where the history lies: it is there when primary is not" })}
${synthesis}      # Divergence (2) is told by the issue, when it changes; an error fails the job.
      - run: |
          npx --yes drparity@${TOOL_VERSION} drift ${sources} \\
            --history s3://BUCKET/drparity/${name} --notify-github "$GITHUB_REPOSITORY" || [ $? -eq 2 ]
        env:
          GITHUB_TOKEN: \${{ github.token }}
`,
  };
}

function setup({ role, region, why = "" }: { role: string; region: string; why?: string }): string {
  return `      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - uses: hashicorp/setup-terraform@v3
        with:
          terraform_wrapper: false # its wrapper would mix its own text into the JSON
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          role-to-assume: arn:aws:iam::ACCOUNT:role/${role}
          aws-region: ${region}${why}`;
}
