import { type Chapter, say } from "../runbook";
import { aws, command } from "../shell";
import type { World } from "../world";

/** What has to be true before the day, and what to set in a shell when it has come. */
export function before(world: World): Chapter {
  const { dr, primary } = world.region;
  return {
    title: "Before anything else",
    notes: [
      say`Keep a copy of this page outside ${primary}, and one on paper. Nothing here needs Terraform, a pipeline, drparity or this repository: AWS's command line, curl, dig and a POSIX shell do, such as CloudShell in ${dr}, where dig may have to be installed.`,
      say`Every command that does not say that it needs ${primary} asks another region, and what needs it can be left out when it does not answer. Nothing that us-east-1 has for all regions is changed: no role, record or health check.`,
      say`Where it says FILL IN, nothing in the plans told the value. Fill it in today, not on the day: a command with it does nothing: AWS refuses it, curl takes it for no address, and dig finds nothing.`,
    ],
    steps: [
      {
        title: say`Sign in without ${primary}`,
        notes: [
          say`IAM Identity Center signs nobody in while its own region is away. Have a role that can be reached otherwise, and try it.`,
        ],
        commands: [
          command({ raw: "export AWS_PAGER= AWS_STS_REGIONAL_ENDPOINTS=regional" }),
          aws(dr, "sts", "get-caller-identity", "--query", "[Account,Arn]", "--output", "text"),
        ],
        check: {
          says: say`The account is ${world.account("dr")}.`,
        },
      },
    ],
  };
}
