import { TOOL_VERSION } from "../../base/version";
import type { Answers, PairAnswers, ScaffoldFile } from "./answers";
import { planFiles, planScript, sourceOptions } from "./plans";
import { releaseUrl } from "./tool-source";

const SCRIPT = ".atlantis/drparity.sh";

/**
 * A project of Atlantis's own that plans both sides and compares them, beside those that it finds: its status on the pull
 * request is the gate, and the report stands in Atlantis's comment.
 * https://www.runatlantis.io/docs/repo-level-atlantis-yaml.html
 */
export function atlantis(answers: Answers): ScaffoldFile[] {
  return [
    { path: "atlantis.yaml", content: PROJECT },
    { path: SCRIPT, content: script(answers) },
  ];
}

const PROJECT = `# Compares both regions on every pull request. The server's repos.yaml has to allow this repository
#   allowed_overrides: [workflow]
#   allow_custom_workflows: true
# and its image needs Node.js beside Terraform. A pull request can change this gate: this file, the script, the policy file. To keep it
# from that, write the script's steps into a workflow of repos.yaml, with the program and the policy file (--config) on the server too.
version: 3
# Without this, a file with projects would end the planning of all others.
autodiscover:
  mode: enabled
projects:
  - name: drparity
    dir: .
    # Of no Terraform: it only keeps this project's checkout and lock apart.
    workspace: drparity
    workflow: drparity
    autoplan:
      when_modified: ["**/*.tf*", "**/*.tofu*", "**/*.hcl", ".drparity.*", "${SCRIPT}"]
workflows:
  drparity:
    plan:
      steps:
        - run: sh ${SCRIPT}
    apply:
      steps:
        - run: echo "There is nothing to apply here."
`;

function script(answers: Answers): string {
  const quiet = [...download(answers), ...planScript(answers, "$out")].map((line) => `  ${line}`);
  const lines = [
    "#!/bin/sh",
    "# Plans every workspace of the policy file's pairs and compares both sides. Plans hold secrets in the clear: they are removed.",
    "set -eu",
    "out=$(mktemp -d)",
    `trap 'rm -rf "$out"' EXIT`,
    "# In the background, since -e means nothing before ||. What it prints is worth reading only when it fails.",
    "(",
    ...quiet,
    ') > "$out/log" 2>&1 &',
    'wait "$!" || { cat "$out/log"; exit 1; }',
    ...analyses(answers),
  ];
  return `${lines.join("\n")}\n`;
}

/** Apart from the checkout, which would say what npx runs and where npm takes it from. */
function download({ toolSource }: Answers): string[] {
  if (toolSource.kind === "file") return [];
  if (toolSource.kind === "npm") {
    return [
      `(cd "$out" && npm install --prefix "$out/tool" --no-audit --no-fund --ignore-scripts drparity@${TOOL_VERSION})`,
    ];
  }
  const from = releaseUrl(toolSource);
  return [
    `(cd "$out" && curl -fsSL -O ${from}/drparity.cjs -O ${from}/SHA256SUMS)`,
    `(cd "$out" && grep ' drparity\\.cjs$' SHA256SUMS | sha256sum -c -)`,
  ];
}

function command({ toolSource }: Answers): string {
  if (toolSource.kind === "file") return `node '${toolSource.file}'`;
  return toolSource.kind === "npm" ? '"$out/tool/node_modules/.bin/drparity"' : 'node "$out/drparity.cjs"';
}

function analyses(answers: Answers): string[] {
  const several = answers.pairs.length > 1;
  const calls = answers.pairs.map((pair) => analysis(answers, pair, several));
  return several ? ["worst=0", ...calls.map((call) => `${call} || worst=$?`), 'exit "$worst"'] : calls;
}

function analysis(answers: Answers, pair: PairAnswers, several: boolean): string {
  const own = several ? ` --pair ${pair.name}` : "";
  return `${command(answers)} analyze${own} ${sourceOptions(planFiles(answers, pair), "$out")} --fail-on warning`;
}
