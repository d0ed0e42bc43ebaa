import { describeWithTools } from "../toolchain";
import { expectGate } from "./gate";
import { type Layout, LATER, MONOREPO, provider, queue, root } from "./layout";

const LAYOUTS: Readonly<Record<string, Layout>> = {
  "directories by side": {
    files: { "infra/primary/main.tf": root("us-east-1"), "infra/dr/main.tf": root("us-west-2") },
    init: [],
    change: ["infra/dr/main.tf", ...LATER],
  },
  "directories by region, with components": {
    files: {
      "live/us-east-1/app/main.tf": root("us-east-1"),
      "live/us-east-1/jobs/main.tf": provider('"us-east-1"') + queue("jobs"),
      "live/us-west-2/app/main.tf": root("us-west-2"),
      "live/us-west-2/jobs/main.tf": provider('"us-west-2"') + queue("jobs"),
    },
    init: ["--primary-region", "us-east-1"],
    change: ["live/us-west-2/jobs/main.tf", ...LATER],
  },
  "a monorepo": MONOREPO,
};

describeWithTools("init where each side has directories")("init where each side has directories:", () => {
  it.each(Object.entries(LAYOUTS))("%s", (_name, layout) => expectGate(layout));
});
