import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A moto server of our own, on a free port, empty. */
export class Emulator {
  private constructor(
    readonly port: number,
    private readonly process: ChildProcess,
  ) {}

  /** @param settings further environment variables of the emulator */
  static async start(settings: NodeJS.ProcessEnv = {}): Promise<Emulator> {
    const port = await freePort();
    const child = spawn("moto_server", ["-H", "127.0.0.1", "-p", String(port)], {
      stdio: "ignore",
      env: {
        ...process.env,
        // The policies that AWS offers itself, which roles attach.
        MOTO_IAM_LOAD_MANAGED_POLICIES: "true",
        // Seconds until a certificate is issued.
        MOTO_ACM_VALIDATION_WAIT: "1",
        ...settings,
      },
    });
    const emulator = new Emulator(port, child);
    for (let attempt = 0; attempt < 150; attempt++) {
      if (child.exitCode !== null) break;
      if (await answers(port)) return emulator;
      await sleep(200);
    }
    await emulator.stop();
    throw new Error(`moto_server did not answer on port ${port}`);
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return;
    const exited = once(this.process, "exit");
    this.process.kill("SIGTERM");
    await exited;
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/moto-api/`)).status < 500;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
