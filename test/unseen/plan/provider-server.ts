import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/**
 * One provider process for many runs of Terraform: most of a plan's time is the start of a provider. All provider blocks
 * of a plan are configured in this one process, the last one wins; `batch.ts` knows which plans may share it.
 */
export class ProviderServer {
  private constructor(
    private readonly process: ChildProcess,
    /** What makes Terraform use it. */
    readonly environment: NodeJS.ProcessEnv,
  ) {}

  static async start(provider: string, env: NodeJS.ProcessEnv): Promise<ProviderServer> {
    const child = spawn(provider, ["-debug"], { env, stdio: ["ignore", "pipe", "ignore"] });
    const attach = await new Promise<string>((resolve, reject) => {
      let said = "";
      // Listens on after it has heard enough: a provider whose output nobody takes dies of it.
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        const found = /TF_REATTACH_PROVIDERS='([^']+)'/.exec(said)?.[1];
        if (found !== undefined) resolve(found);
      });
      child.once("exit", () => reject(new Error(`the provider did not start: ${said}`)));
    });
    // Runs are short: collecting garbage costs them more than it saves.
    return new ProviderServer(child, { TF_REATTACH_PROVIDERS: attach, GOGC: "off" });
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return;
    const exited = once(this.process, "exit");
    this.process.kill("SIGTERM");
    await exited;
  }
}
