import { describeWithTools } from "../toolchain";
import { expectGate } from "./gate";
import { type Layout, provider, queue } from "./layout";

const variables = 'variable "region" {}\nvariable "delay" {}\n';
const byVariables = provider("var.region") + variables + queue().replace("= 5", "= var.delay");
const values = (region: string) => `region = "${region}"\ndelay = 5\n`;

const LAYOUTS: Readonly<Record<string, Layout>> = {
  "files of variables, with a backend's settings for each": {
    files: {
      "infra/main.tf": `terraform {\n  backend "local" {}\n}\n${byVariables}`,
      "infra/env/primary.tfvars": values("us-east-1"),
      "infra/env/dr.tfvars": values("us-west-2"),
      "infra/env/primary.tfbackend": 'path = "primary.tfstate"\n',
      "infra/env/dr.tfbackend": 'path = "dr.tfstate"\n',
    },
    init: [
      "--primary-region",
      "us-east-1",
      "--dr-region",
      "us-west-2",
      "--primary-var-file",
      "env/primary.tfvars",
      "--dr-var-file",
      "env/dr.tfvars",
    ],
    keepsPlans: true,
    change: ["infra/env/dr.tfvars", "delay = 5", "delay = 90"],
  },
  "Terraform workspaces": {
    files: {
      "main.tf":
        provider('terraform.workspace == "dr" ? "us-west-2" : "us-east-1"') +
        'locals {\n  delay = terraform.workspace == "primary" ? 5 : 5\n}\n' +
        queue().replace("= 5", "= local.delay"),
    },
    before: ["terraform init -input=false", "terraform workspace new primary", "terraform workspace new dr"],
    init: [
      "--primary-region",
      "us-east-1",
      "--dr-region",
      "us-west-2",
      "--primary-workspace",
      "primary",
      "--dr-workspace",
      "dr",
    ],
    readsStates: true,
    change: ["main.tf", "? 5 : 5", "? 5 : 90"],
  },
  "both regions in one state": {
    files: {
      "main.tf":
        provider('"us-east-1"') +
        provider('"us-west-2"', '\n  alias = "dr"') +
        queue() +
        queue("orders_dr", "  provider = aws.dr\n").replace('"orders_dr"\n', '"orders"\n'),
    },
    init: [],
    change: ["main.tf", "delay_seconds = 5\n  provider", "delay_seconds = 90\n  provider"],
  },
};

describeWithTools("init where one directory serves both sides")(
  "init where one directory serves both sides:",
  () => {
    it.each(Object.entries(LAYOUTS))("%s", (_name, layout) => expectGate(layout));
  },
);
