import { Emulator } from "../../e2e/emulator";
import { RegionProxy } from "../../e2e/region-proxy";

/** An empty AWS account: an emulator, behind what makes its faults good (`test/e2e/corrections.ts`). */
export class Account {
  private constructor(
    private readonly emulator: Emulator,
    private readonly proxy: RegionProxy,
  ) {}

  /** Whoever gets one stops it. */
  static async open(): Promise<Account> {
    // What a pipeline puts into its artefact bucket is in nobody's code.
    const emulator = await Emulator.start({ VALIDATE_LAMBDA_S3: "false" });
    return new Account(emulator, await RegionProxy.start(emulator.port));
  }

  get endpoint(): string {
    return this.proxy.url;
  }

  async close(): Promise<void> {
    await this.proxy.stop();
    await this.emulator.stop();
  }
}
