import { type Outcome, run } from "./run";

/** Terraform in one workspace's directory, against one endpoint. */
export class Terraform {
  private readonly env: NodeJS.ProcessEnv;

  constructor(
    readonly directory: string,
    endpoint: string,
  ) {
    this.env = {
      ...process.env,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: "emulator",
      AWS_SECRET_ACCESS_KEY: "emulator",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_MAX_ATTEMPTS: "2",
      TF_IN_AUTOMATION: "1",
      CHECKPOINT_DISABLE: "1",
      NO_COLOR: "1",
    };
  }

  init(): Promise<Outcome> {
    return this.terraform("init", "-input=false");
  }

  apply(...options: string[]): Promise<Outcome> {
    return this.terraform("apply", "-input=false", "-auto-approve", ...options);
  }

  /** Status 0 says: no changes. */
  plan(...options: string[]): Promise<Outcome> {
    return this.terraform("plan", "-input=false", "-detailed-exitcode", "-out=plan.bin", ...options);
  }

  /** The last plan as JSON. */
  show(): Promise<Outcome> {
    return this.terraform("show", "-json", "plan.bin");
  }

  /** What the last apply gave. */
  outputs(): Promise<Outcome> {
    return this.terraform("output", "-json");
  }

  private terraform(command: string, ...args: string[]): Promise<Outcome> {
    return run("terraform", [command, "-no-color", ...args], this.directory, this.env);
  }
}
