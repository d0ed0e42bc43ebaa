import { TOOL_VERSION } from "../../base/version";
import type { Answers, ScaffoldFile } from "./answers";

/** The job that compares both regions on every merge request. */
export function gitlabMergeRequest({ primary, dr }: Answers): ScaffoldFile {
  const script = `    - |
      plan() {
        terraform -chdir="$1" init -input=false
        terraform -chdir="$1" plan -input=false -lock=false -out="/tmp/$2.tfplan"
        terraform -chdir="$1" show -json "/tmp/$2.tfplan" > "/tmp/$2.json"
      }
      plan '${primary.directory}' primary
      plan '${dr.directory}' dr`;
  return job(script, "--primary /tmp/primary.json --dr /tmp/dr.json");
}

/** The same for a CDKTF project: synthesizes, plans each workspace, and reads the manifest. */
export function gitlabMergeRequestCdktf({ name }: Answers): ScaffoldFile {
  const script = `    - npm ci && npx cdktf synth
    - |
      for side in primary dr link; do
        directory="cdktf.out/stacks/${name}-$side"
        terraform -chdir="$directory" init -input=false
        terraform -chdir="$directory" plan -input=false -lock=false -out="/tmp/$side.tfplan"
        terraform -chdir="$directory" show -json "/tmp/$side.tfplan" > "/tmp/$side.json"
      done`;
  const sources = "--primary /tmp/primary.json --dr /tmp/dr.json --shared /tmp/link.json";
  return job(script, `--manifest cdktf.out/drparity.json ${sources}`);
}

function job(plans: string, sources: string): ScaffoldFile {
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
  image:
    name: hashicorp/terraform:1.11
    entrypoint: [""]
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  before_script:
    - apk add --no-cache nodejs npm
    # Apart from the checkout, which would say what npx runs and where npm takes it from.
    - cd /tmp && npm install --prefix /tmp/drparity --no-audit --no-fund --ignore-scripts "drparity@$DRPARITY_VERSION"
    - cd "$CI_PROJECT_DIR"
  script:
${plans}
    - |
      status=0
      /tmp/drparity/node_modules/.bin/drparity analyze ${sources} \\
        --fail-on "$DRPARITY_FAIL_ON" --also markdown=/tmp/comment.md --also json=report.json \\
        --also html=report.html --also junit=junit.xml 2>/tmp/error.txt || status=$?
      cat /tmp/error.txt >&2
    # An earlier verdict must not stand on the merge request as if it held.
    - |
      if [ "$status" -eq 1 ]; then
        /tmp/drparity/node_modules/.bin/drparity comment /tmp/error.txt --failed || echo "The comment could not be written."
        exit 1
      fi
    - /tmp/drparity/node_modules/.bin/drparity comment /tmp/comment.md || echo "The comment could not be written."
    - exit "$status"
  artifacts:
    when: always
    expose_as: drparity
    paths: [report.html, report.json]
    reports:
      junit: junit.xml
`,
  };
}
