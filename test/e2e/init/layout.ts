/** How a team has laid its repository out, and what is run there. */
export interface Layout {
  readonly files: Readonly<Record<string, string>>;
  /** Beyond `--tool-source`. */
  readonly init: readonly string[];
  /** The file whose queue is DR's, and what in it is changed for the worse. */
  readonly change: readonly [file: string, before: string, after: string];
  /** Commands that a team of this layout has run before. */
  readonly before?: readonly string[];
  /** Whether `drparity analyze` by hand reads states, which here nothing was applied to. */
  readonly readsStates?: boolean;
  /** Whether `init` finds more than one pair, which have names of their own. */
  readonly severalPairs?: boolean;
  /** Whether the commands by hand save plans. */
  readonly keepsPlans?: boolean;
  /** Programs of other names that stand for Terraform. */
  readonly standIns?: readonly string[];
}

export const provider = (region: string, alias = "") =>
  `provider "aws" {
  region                      = ${region}${alias}
  access_key                  = "made-up"
  secret_key                  = "made-up"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
`;
export const queue = (name = "orders", more = "") =>
  `resource "aws_sqs_queue" "${name}" {\n  name          = "${name}"\n  delay_seconds = 5\n${more}}\n`;
export const root = (region: string) => provider(`"${region}"`) + queue();
export const LATER = ["delay_seconds = 5", "delay_seconds = 90"] as const;

/** The pairs of several applications in one repository. */
export const MONOREPO: Layout = {
  files: {
    "store/us-east-1/main.tf": root("us-east-1"),
    "store/us-west-2/main.tf": root("us-west-2"),
    "billing/us-east-1/main.tf": root("us-east-1"),
    "billing/us-west-2/main.tf": root("us-west-2"),
  },
  init: ["--dr-region", "us-west-2"],
  severalPairs: true,
  change: ["billing/us-west-2/main.tf", ...LATER],
};
