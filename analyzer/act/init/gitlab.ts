import { TOOL_VERSION } from "../../base/version";
import { synthesisOf, type Answers, type PairAnswers, type ScaffoldFile } from "./answers";
import { releaseUrl } from "./tool-source";
import { planFiles, planScript, type PlanFile } from "./plans";

function synthesis(answers: Answers): string[] {
  const command = synthesisOf(answers);
  return command === undefined ? [] : [`    - ${command}`];
}

/** The job that compares both regions on every merge request. */
export function gitlabMergeRequest(answers: Answers): ScaffoldFile {
  const script = [
    ...synthesis(answers),
    "    - |",
    ...planScript(answers, "/tmp").map((line) => `      ${line}`),
  ].join("\n");
  return file(
    answers,
    script,
    answers.pairs.map((pair) => ({ pair, sources: sourcesOf(answers, pair) })),
  );
}

/** The same for a CDKTF project: synthesizes, plans each workspace, and reads the manifest. */
export function gitlabMergeRequestCdktf(answers: Answers): ScaffoldFile {
  const script = `${synthesis(answers).join("")}
    - |
      for side in primary dr link; do
        directory="cdktf.out/stacks/${answers.name}-$side"
        terraform -chdir="$directory" init -input=false
        terraform -chdir="$directory" plan -input=false -lock=false -out="/tmp/$side.tfplan"
        terraform -chdir="$directory" show -json "/tmp/$side.tfplan" > "/tmp/$side.json"
      done`;
  const sources =
    "--manifest cdktf.out/drparity.json --primary /tmp/primary.json --dr /tmp/dr.json --shared /tmp/link.json";
  return file(
    answers,
    script,
    answers.pairs.map((pair) => ({ pair, sources })),
  );
}

function sourcesOf(answers: Answers, pair: PairAnswers): string {
  const files = planFiles(answers, pair);
  const side = (name: PlanFile["side"]) => {
    const list = files.filter((one) => one.side === name).map((one) => `/tmp/${one.name}.json`);
    return list.length === 0 ? [] : [`--${name} ${list.join(" ")}`];
  };
  return [...side("primary"), ...side("dr"), ...side("combined")].join(" ");
}

/** The image of what plans, and how the rest comes into it. */
function image({ tool }: Answers): string {
  const name = {
    terraform: "hashicorp/terraform:1.11",
    tofu: "ghcr.io/opentofu/opentofu:1.9",
    terragrunt: "alpine/terragrunt:1.11",
  };
  return `  image:\n    name: ${name[tool]}\n    entrypoint: [""]`;
}

function command({ toolSource }: Answers): string {
  if (toolSource.kind === "file") return `node '${toolSource.file}'`;
  return toolSource.kind === "npm" ? "/tmp/drparity/node_modules/.bin/drparity" : "node /tmp/drparity.cjs";
}

/**
 * A release holds the program as one file, and its checksum. What npm has is installed in a directory of its own.
 */
function download({ toolSource }: Answers): string {
  if (toolSource.kind === "file") return "";
  if (toolSource.kind === "npm") {
    return `
    # Apart from the checkout, which would say what npx runs and where npm takes it from.
    - cd /tmp && npm install --prefix /tmp/drparity --no-audit --no-fund --ignore-scripts "drparity@$DRPARITY_VERSION"
    - cd "$CI_PROJECT_DIR"`;
  }
  const from = releaseUrl(toolSource);
  return `
    - cd /tmp && wget -q ${from}/drparity.cjs ${from}/SHA256SUMS
    - grep ' drparity\\.cjs$' SHA256SUMS | sha256sum -c -
    - cd "$CI_PROJECT_DIR"`;
}

interface Analysis {
  readonly pair: PairAnswers;
  readonly sources: string;
}

function file(answers: Answers, plans: string, analyses: readonly Analysis[]): ScaffoldFile {
  const several = analyses.length > 1;
  const names = analyses.map(({ pair }) => (several ? `${pair.name}-` : ""));
  const list = (name: string) => names.map((prefix) => `${prefix}${name}`).join(", ");
  return {
    path: ".gitlab/drparity.yml",
    content: `# Compares both regions on every merge request. In .gitlab-ci.yml:
#   include: { local: .gitlab/drparity.yml }
# The comment needs GITLAB_TOKEN: a project access token with the scope \`api\`, as a masked variable.
variables:
  DRPARITY_VERSION: "${TOOL_VERSION}"
  DRPARITY_FAIL_ON: warning

# Plans hold secrets in the clear, so they are made and read in one job and are no artifact.
drparity:
${image(answers)}
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  before_script:
    - apk add --no-cache nodejs npm${download(answers)}
  script:
${plans}
${analyses.map((analysis) => steps(answers, analysis, several)).join("\n")}
${several ? '    - exit "${worst:-0}"\n' : ""}  artifacts:
    when: always
    expose_as: drparity
    paths: [${list("report.html")}, ${list("report.json")}]
    reports:
      junit: ${several ? `[${list("junit.xml")}]` : "junit.xml"}
`,
  };
}

function steps(answers: Answers, { pair, sources }: Analysis, several: boolean): string {
  const own = several ? `${pair.name}-` : "";
  const drparity = command(answers);
  const [pairOption, key] = several ? [` --pair ${pair.name}`, ` --key ${pair.name}`] : ["", ""];
  const end = several ? '    - if [ "$status" -ne 0 ]; then worst=$status; fi' : '    - exit "$status"';
  return `    - |
      status=0
      ${drparity} analyze${pairOption} ${sources} \\
        --fail-on "$DRPARITY_FAIL_ON" --also markdown=/tmp/${own}comment.md --also json=${own}report.json \\
        --also html=${own}report.html --also junit=${own}junit.xml 2>/tmp/${own}error.txt || status=$?
      cat /tmp/${own}error.txt >&2
    # An earlier verdict must not stand on the merge request as if it held.
    - |
      if [ "$status" -eq 1 ]; then
        ${drparity} comment /tmp/${own}error.txt --failed${key} || echo "The comment could not be written."
        exit 1
      fi
    - ${drparity} comment /tmp/${own}comment.md${key} || echo "The comment could not be written."
${end}`;
}
