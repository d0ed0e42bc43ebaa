import type { Answers } from "./answers";
import { PINS } from "./pins";
import { TOOL_VERSION } from "../../base/version";

/** What the repository's variable is called that holds the ARN of the role to assume. */
const ROLE_VARIABLE = "DRPARITY_ROLE";

/**
 * The steps before drparity's own: the checkout, Terraform, credentials.
 * @param region where the role is assumed
 */
export function setupSteps(answers: Answers, region: string | undefined): string {
  const steps = [
    `      - uses: ${PINS.checkout}`,
    `      - uses: ${PINS.setupNode}`,
    "        with:",
    "          node-version: 22",
    ...toolSteps(answers),
    ...(answers.cloud ? [] : credentialSteps(answers, region)),
  ];
  return steps.join("\n");
}

function toolSteps({ tool, cloud }: Answers): string[] {
  if (tool === "tofu")
    return [
      `      - uses: ${PINS.setupOpenTofu}`,
      "        with:",
      "          tofu_wrapper: false # its wrapper would mix its own text into the JSON",
      ...(cloud ? TOFU_TOKEN : []),
    ];
  const token = cloud
    ? [
        "          cli_config_credentials_token: ${{ secrets.TF_API_TOKEN }} # of HCP Terraform, which may plan",
      ]
    : [];
  return [
    `      - uses: ${PINS.setupTerraform}`,
    "        with:",
    "          terraform_wrapper: false # its wrapper would mix its own text into the JSON",
    ...token,
    ...(tool === "terragrunt" ? TERRAGRUNT : []),
  ];
}

/** Its setup takes no token: OpenTofu reads the host's variable. */
const TOFU_TOKEN = [
  '      - run: echo "TF_TOKEN_app_terraform_io=$TOKEN" >> "$GITHUB_ENV"',
  "        env:",
  "          TOKEN: ${{ secrets.TF_API_TOKEN }} # of HCP Terraform, which may plan",
];

/** The release's own checksums hold it. */
const TERRAGRUNT = [
  "      - name: Terragrunt",
  "        run: |",
  '          mkdir -p "$RUNNER_TEMP/bin" && cd "$RUNNER_TEMP/bin"',
  '          gh release download "$TERRAGRUNT_VERSION" --repo gruntwork-io/terragrunt --pattern terragrunt_linux_amd64 --pattern SHA256SUMS',
  "          sha256sum --check --ignore-missing SHA256SUMS",
  "          install terragrunt_linux_amd64 terragrunt",
  '          echo "$RUNNER_TEMP/bin" >> "$GITHUB_PATH"',
  "        env:",
  "          TERRAGRUNT_VERSION: v0.93.8",
  "          GH_TOKEN: ${{ github.token }}",
];

/** A job without a role says which variable to set, not that some credentials are missing. */
function credentialSteps({ role }: Answers, region: string | undefined): string[] {
  const check =
    role !== undefined
      ? []
      : [
          "      - name: Which role?",
          "        if: ${{ vars." + ROLE_VARIABLE + " == '' }}",
          "        run: |",
          `          echo "::error title=drparity::Set the repository variable ${ROLE_VARIABLE} to the ARN of the IAM role that may plan:` +
            ` gh variable set ${ROLE_VARIABLE} --body ARN"`,
          "          exit 1",
        ];
  return [
    ...check,
    `      - uses: ${PINS.awsCredentials}`,
    "        with:",
    `          role-to-assume: ${role ?? "${{ vars." + ROLE_VARIABLE + " }}"}`,
    `          aws-region: ${region ?? "us-east-1"}`,
  ];
}

/** The command that runs drparity in a script, and the step that makes it, where one is needed. */
export function drparityCommand({ toolSource }: Answers): {
  readonly command: string;
  readonly steps: string;
} {
  if (toolSource.kind === "npm") {
    return {
      command: `"$RUNNER_TEMP/drparity/node_modules/.bin/drparity"`,
      steps: `      # Apart from the checkout, which would say what npx runs and where npm takes it from.
      - run: npm install --prefix "$RUNNER_TEMP/drparity" --no-audit --no-fund --ignore-scripts drparity@${TOOL_VERSION}
        working-directory: \${{ runner.temp }}
`,
    };
  }
  if (toolSource.kind === "file") return { command: `node '${toolSource.file}'`, steps: "" };
  const { repository, ref } = toolSource;
  return { command: "drparity", steps: `      - uses: ${repository}/.github/actions/setup@${ref}\n` };
}
