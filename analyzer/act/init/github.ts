import type { Answers, PairAnswers, ScaffoldFile } from "./answers";
import { needsPlans, synthesisOf } from "./answers";
import { drparityCommand, setupSteps } from "./github-steps";
import { PINS } from "./pins";
import { planFiles, planScript, quoted, sourceOptions, type PlanFile } from "./plans";

const SECRETS =
  "      # A plan holds secrets in the clear: it stays in the runner's temporary directory and is no artifact.";

function synthesis(answers: Answers): string[] {
  const command = synthesisOf(answers);
  return command === undefined ? [] : [`      - run: ${command}`];
}

/** The step that installs the program where the workflow runs it by itself, without the Action. */
function installation(answers: Answers): string[] {
  return answers.toolSource.kind === "npm" ? [drparityCommand(answers).steps.trimEnd()] : [];
}

/** The workflow that compares both regions on every pull request. */
export function githubPullRequest(answers: Answers): ScaffoldFile {
  const region = answers.pairs[0]?.primary.region;
  const plans = [
    ...synthesis(answers),
    SECRETS,
    "      - run: |",
    ...planScript(answers, "$RUNNER_TEMP").map((line) => `          ${line}`),
  ];
  const analyses = answers.pairs.map((pair, i) => analysis(answers, pair, inputsOf(answers, pair), i));
  return workflow(answers, [setupSteps(answers, region), ...installation(answers), ...plans, ...analyses]);
}

/** The same for a CDKTF project: synthesizes, plans each workspace, and reads the manifest. */
export function githubPullRequestCdktf(answers: Answers): ScaffoldFile {
  const [pair] = answers.pairs;
  const plans = [
    ...synthesis(answers),
    SECRETS,
    "      - run: |",
    "          for side in primary dr link; do",
    `            directory="cdktf.out/stacks/${answers.name}-$side"`,
    '            terraform -chdir="$directory" init -input=false',
    '            terraform -chdir="$directory" plan -input=false -lock=false -out="$RUNNER_TEMP/$side.tfplan"',
    '            terraform -chdir="$directory" show -json "$RUNNER_TEMP/$side.tfplan" > "$RUNNER_TEMP/$side.json"',
    "          done",
  ];
  const plan = (side: string) => [`\${{ runner.temp }}/${side}.json`];
  const inputs = {
    manifest: ["cdktf.out/drparity.json"],
    primary: plan("primary"),
    dr: plan("dr"),
    shared: plan("link"),
  };
  const own = pair === undefined ? [] : [analysis(answers, pair, inputs, 0)];
  return workflow(answers, [
    setupSteps(answers, pair?.primary.region),
    ...installation(answers),
    ...plans,
    ...own,
  ]);
}

/** The Action's inputs, each with its lines. */
type Inputs = Readonly<Record<string, readonly string[]>>;

function inputsOf(answers: Answers, pair: PairAnswers): Inputs {
  const files = planFiles(answers, pair);
  const plans = (side: PlanFile["side"]) =>
    files.filter((one) => one.side === side).map(({ name }) => `\${{ runner.temp }}/${name}.json`);
  const directories = (side: PlanFile["side"]) =>
    files.filter((one) => one.side === side).map(({ workspace }) => workspace.directory);
  const all = {
    primary: plans("primary"),
    "primary-dir": directories(pair.combined.length > 0 ? "combined" : "primary"),
    dr: plans("dr"),
    "dr-dir": directories("dr"),
    combined: plans("combined"),
  };
  // Sources that Terragrunt generated lie in its cache; a directory without code would be an error.
  const known = answers.tool === "terragrunt" ? { ...all, "primary-dir": [], "dr-dir": [] } : all;
  return Object.fromEntries(Object.entries(known).filter(([, lines]) => lines.length > 0));
}

/** The step that compares a pair: the Action, or the same by commands where drparity is taken from elsewhere. */
function analysis(answers: Answers, pair: PairAnswers, inputs: Inputs, index: number): string {
  const several = answers.pairs.length > 1;
  // The verdict of one pair must not hide the next one's.
  const always = index > 0 ? "        if: ${{ !cancelled() }}\n" : "";
  if (answers.toolSource.kind !== "action") return analysisByCommands(answers, pair, inputs, always);
  const { repository, ref } = answers.toolSource;
  const given = { ...inputs, ...(several ? { key: [pair.name], arguments: [`--pair=${pair.name}`] } : {}) };
  const lines = Object.entries(given).flatMap(([name, values]) => yamlInput(name, values));
  return `      - uses: ${repository}/.github/actions/analyze@${ref}\n${always}        with:\n${lines.join("\n")}`;
}

function yamlInput(name: string, values: readonly string[]): string[] {
  if (values.length === 1) return [`          ${name}: "${values[0] ?? ""}"`];
  return [`          ${name}: |`, ...values.map((value) => `            ${value}`)];
}

function analysisByCommands(answers: Answers, pair: PairAnswers, inputs: Inputs, always: string): string {
  const { command } = drparityCommand(answers);
  const several = answers.pairs.length > 1;
  const sources = Object.entries(inputs).map(
    ([name, values]) => `--${name} ${values.map((value) => scriptPath(value)).join(" ")}`,
  );
  const options = [...(several ? [`--pair ${pair.name}`] : []), ...sources];
  const key = several ? ` --key ${pair.name}` : "";
  return `      # The comment comes before the verdict; an earlier one must not stand there as if it held.
      - name: drparity${several ? ` ${pair.name}` : ""}
${always}        run: |
          status=0
          report="$RUNNER_TEMP/${pair.name}"
          ${command} analyze ${options.join(" \\\n            ")} \\
            --format markdown --output "$report.md" --also html="$report.html" --also annotations="$report.txt" \\
            2> "$report.error" || status=$?
          cat "$report.error" >&2
          comment() { ${command} comment "$@"${key} || echo "::warning title=drparity::The comment could not be written."; }
          if [ "$status" -eq 1 ]; then comment "$report.error" --failed; exit 1; fi
          cat "$report.txt"
          cat "$report.md" >> "$GITHUB_STEP_SUMMARY"
          comment "$report.md"
          exit "$status"
        env:
          GITHUB_TOKEN: \${{ github.token }}
          DRPARITY_COMMIT: \${{ github.event.pull_request.head.sha }}`;
}

/** In a script the runner's directory is a variable: an expression there would be code. */
function scriptPath(value: string): string {
  const inTemp = value.replace("${{ runner.temp }}", "$RUNNER_TEMP");
  return inTemp === value ? quoted(value) : `"${inTemp}"`;
}

function workflow({ toolSource }: Answers, steps: readonly string[]): ScaffoldFile {
  const action = toolSource.kind === "action";
  const sarif = action ? "  security-events: write # to upload SARIF to code scanning\n" : "";
  return {
    path: ".github/workflows/drparity.yml",
    content: `# Compares both regions on every pull request.
name: drparity
on:
  pull_request:
permissions:
  contents: read
  id-token: write # to assume the AWS role
  pull-requests: write # to comment
${sarif}concurrency:
  group: drparity-\${{ github.ref }}
  cancel-in-progress: true
jobs:
  parity:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
${steps.join("\n")}
`,
  };
}

/** The scheduled job that plans both regions and tells what changed. */
export function githubDrift(answers: Answers): ScaffoldFile {
  const region = answers.pairs[0]?.dr.region;
  const { command, steps } = drparityCommand(answers);
  const plans = needsPlans(answers)
    ? [
        SECRETS,
        "      - run: |",
        ...planScript(answers, "$RUNNER_TEMP").map((line) => `          ${line}`),
        "",
      ].join("\n")
    : "";
  const synthesized = synthesis(answers)
    .map((line) => `${line}\n`)
    .join("");
  const history = answers.history ?? "${{ vars.DRPARITY_HISTORY }}";
  return {
    path: ".github/workflows/drparity-drift.yml",
    content: `# Plans both regions every hour and tells what changed; docs/drift.md in drparity's repository says what the role may do, and
# how to tell a Slack channel or an SNS topic instead. The history lies in the cache, unless the repository variable
# DRPARITY_HISTORY names a place in S3 (s3://BUCKET/PREFIX), which nobody can lose.
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
${setupSteps(answers, region)}
${steps}${synthesized}${plans}      - uses: ${PINS.cache.replace("cache@", "cache/restore@")}
        with:
          path: .drparity/history.jsonl
          key: drparity-history-\${{ github.run_id }}
          restore-keys: drparity-history-
      # Divergence (2) is told by the issue, when it changes; an error fails the job, once all pairs have had their turn.
      - run: |
${driftScript(answers, command)
  .map((line) => `          ${line}`)
  .join("\n")}
        env:
          GITHUB_TOKEN: \${{ github.token }}
          DRPARITY_HISTORY: ${history}
      # Also after an error: what has been told once is not told again every hour.
      - if: \${{ !cancelled() }}
        uses: ${PINS.cache.replace("cache@", "cache/save@")}
        with:
          path: .drparity/history.jsonl
          key: drparity-history-\${{ github.run_id }}
`,
  };
}

/** One run for all pairs, unless a pair needs options of its own: then one for each. */
function driftScript(answers: Answers, command: string): string[] {
  const plan = needsPlans(answers) ? " --no-plan" : "";
  const drift = (options: readonly string[]) => [
    `${command} drift${plan}${options.map((option) => ` ${option}`).join("")} \\`,
    '  ${DRPARITY_HISTORY:+--history "$DRPARITY_HISTORY"} --notify-github "$GITHUB_REPOSITORY" ||',
  ];
  const own = answers.pairs.map((pair) => pairOptions(answers, pair));
  const [only = []] = own;
  if (own.length === 1 || own.every((options) => options.length === 0))
    return [...drift(only), "  [ $? -eq 2 ]"];
  const runs = answers.pairs.flatMap(({ name }, i) => [
    ...drift([`--pair ${name}`, ...(own[i] ?? [])]),
    "  { status=$?; [ $status -eq 2 ] || worst=$status; }",
  ]);
  return ["worst=0", ...runs, 'exit "$worst"'];
}

/** What the policy file does not say of a pair: where this job put its plans. */
function pairOptions(answers: Answers, pair: PairAnswers): string[] {
  if (!needsPlans(answers)) return [];
  return [sourceOptions(planFiles(answers, pair), "$RUNNER_TEMP")];
}
