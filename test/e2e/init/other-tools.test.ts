import { describeWithTools } from "../toolchain";
import { expectGate } from "./gate";
import { type Layout, LATER, root } from "./layout";

const LAYOUTS: Readonly<Record<string, Layout>> = {
  "Terragrunt, with a stand-in for it": {
    files: {
      "live/us-east-1/app/terragrunt.hcl":
        'include "root" {\n  path = find_in_parent_folders("root.hcl")\n}\n',
      "live/us-east-1/app/main.tf": root("us-east-1"),
      "live/us-west-2/app/terragrunt.hcl":
        'include "root" {\n  path = find_in_parent_folders("root.hcl")\n}\n',
      "live/us-west-2/app/main.tf": root("us-west-2"),
      "live/root.hcl": "",
    },
    standIns: ["terragrunt"],
    keepsPlans: true,
    init: ["--primary-region", "us-east-1"],
    change: ["live/us-west-2/app/main.tf", ...LATER],
  },
  "OpenTofu, with a stand-in for it": {
    files: { "primary/main.tf": root("us-east-1"), "dr/main.tf": root("us-west-2") },
    standIns: ["tofu"],
    init: ["--tool", "tofu"],
    change: ["dr/main.tf", ...LATER],
  },
};

describeWithTools("init for other tools than Terraform")("init for other tools than Terraform:", () => {
  it.each(Object.entries(LAYOUTS))("%s", (_name, layout) => expectGate(layout));
});
