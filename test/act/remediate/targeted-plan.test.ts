import { targetedPlans } from "../../../analyzer/act/remediate/targeted-plan";
import { NO_LOCATOR } from "../../../analyzer/mend/locate/locator";
import { finding, resource } from "../../support/report-fixtures";

const GROUP = "aws_security_group.web";
const directories: Record<string, readonly string[]> = {
  p: ["/live/primary"],
  d: ["/live/dr"],
  both: ["/live"],
};
const locator = { ...NO_LOCATOR, directories: (label: string) => directories[label] ?? [] };
const drift = [{ address: GROUP }] as never;

const drifted = (driftedSide: "primary" | "dr") =>
  finding({ kind: "drift", driftedSide, primary: resource(GROUP), dr: resource(GROUP, "dr") });

const sides = [
  { side: "primary", workspace: { label: "p", drift } },
  { side: "dr", workspace: { label: "d", drift } },
] as const;

describe("commands that plan nothing but what drifted", () => {
  it.each([
    ["primary", "live/primary"],
    ["dr", "live/dr"],
  ] as const)("leave the twin alone, whose address is the same: %s", (side, directory) => {
    const text = targetedPlans([drifted(side)], { locator, workspaces: sides, cwd: "/" });
    expect(text).toBe(
      `terraform -chdir=${directory} plan -target=${GROUP} -out=drparity.tfplan\nterraform -chdir=${directory} show drparity.tfplan\n`,
    );
  });

  it("are one plan where one workspace holds both sides", () => {
    const workspaces = [{ workspace: { label: "both", drift } }];
    expect(targetedPlans([drifted("dr")], { locator, workspaces, cwd: "/" })).toContain("-chdir=live plan");
  });

  it("are none for what did not drift", () => {
    expect(targetedPlans([finding()], { locator, workspaces: sides, cwd: "/" })).toBe("");
  });
});
