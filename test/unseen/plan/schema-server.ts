import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/**
 * One provider process for every `terraform show`, which asks it for the schema alone: half of that command's time is the
 * start of a provider. Plans start their own, because a provider that is shared is configured once for all.
 */
export class SchemaServer {
  private constructor(
    private readonly process: ChildProcess,
    /** What makes Terraform use it. */
    readonly environment: NodeJS.ProcessEnv,
  ) {}

  static async start(provider: string): Promise<SchemaServer> {
    const child = spawn(provider, ["-debug"], { stdio: ["ignore", "pipe", "ignore"] });
    let said = "";
    for await (const text of child.stdout.setEncoding("utf8") as AsyncIterable<string>) {
      said += text;
      const attach = /TF_REATTACH_PROVIDERS='([^']+)'/.exec(said)?.[1];
      // Shows are short: collecting garbage costs them more than it saves.
      if (attach !== undefined)
        return new SchemaServer(child, { TF_REATTACH_PROVIDERS: attach, GOGC: "off" });
    }
    throw new Error(`the provider did not start: ${said}`);
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return;
    const exited = once(this.process, "exit");
    this.process.kill("SIGTERM");
    await exited;
  }
}
