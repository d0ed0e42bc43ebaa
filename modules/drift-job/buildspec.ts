import { MANIFEST } from "../pair/pair";

/** Where Terraform is downloaded from, with the checksums of a release beside it. */
const RELEASES = 'https://releases.hashicorp.com/terraform/"$TERRAFORM_VERSION"';

/**
 * The job's steps, for a repository that holds the pair as CDKTF. JSON, which CodeBuild reads as the YAML that it is. No `${`:
 * Terraform would take it for its own.
 *
 * Parity and divergence both are runs that worked: of a divergence the notification tells, once. Everything else fails the
 * build, and the job's alarm tells of that.
 */
export function buildspec(): string {
  const drift = `drparity drift --manifest cdktf.out/${MANIFEST} --history "$HISTORY" --notify-sns "$TOPIC_ARN"`;
  return JSON.stringify({
    version: 0.2,
    env: { shell: "bash" },
    phases: {
      install: {
        "runtime-versions": { nodejs: 22 },
        commands: [...installTerraform(), 'npm install --global drparity@"$DRPARITY_VERSION"'],
      },
      pre_build: { commands: ["npm ci", "npx cdktf synth"] },
      build: { commands: [`${drift} --format json --output report.json || test $? -eq 2`] },
      // Also after a failed build, which may have left a report of one side.
      post_build: {
        commands: [
          'if [ -s report.json ]; then aws s3 cp report.json "$REPORTS/$(date -u +%Y-%m-%dT%H%M%SZ).json"; fi',
        ],
      },
    },
  });
}

function installTerraform(): string[] {
  const sums = 'terraform_"$TERRAFORM_VERSION"_SHA256SUMS';
  const archive = 'terraform_"$TERRAFORM_VERSION"_linux_amd64.zip';
  return [
    `curl -fsSO ${RELEASES}/${sums} -O ${RELEASES}/${archive}`,
    `sha256sum --check --ignore-missing ${sums}`,
    `unzip -oq ${archive} terraform -d /usr/local/bin`,
  ];
}
