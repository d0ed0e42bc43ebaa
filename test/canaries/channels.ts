import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { FORMATS } from "../../analyzer/render/formats";
import type { World } from "./worlds";

/** What left the tool by one way. */
export interface Output {
  readonly name: string;
  readonly text: string;
}

/** Runs every command on a world, through every format and channel, and keeps all that came out. */
export class Channels {
  readonly outputs: Output[] = [];
  private readonly folder = mkdtempSync(path.join(tmpdir(), "drparity-canaries-"));

  /** @param main the tool's JavaScript file */
  constructor(private readonly main: string) {}

  async run(world: World, { commands = "all" }: { commands?: "all" | "analyze" } = {}): Promise<void> {
    const at = mkdtempSync(path.join(this.folder, "w"));
    const temporary = path.join(at, "tmp");
    const out = path.join(at, "out");
    mkdirSync(temporary);
    mkdirSync(out);
    for (const side of ["primary", "dr"] as const)
      writeFileSync(path.join(at, `${side}.json`), world.sides[side].text(world.source));
    const sources = ["--primary", "primary.json", "--dr", "dr.json"];
    const server = await Recorder.start();
    const env = { TMPDIR: temporary, ...server.env };
    const also = FORMATS.flatMap((format) => ["--also", `${format}=out/${format}`]);
    const run = (name: string, args: readonly string[]) =>
      this.spawn(`${world.name}, ${world.source}: ${name}`, args, at, env);
    await run("analyze", ["analyze", ...sources, ...also, "--history", "out/history.jsonl"]);
    if (commands === "all") {
      await run("analyze --write-baseline", ["analyze", ...sources, "--write-baseline", "out/baseline.json"]);
      await run("pairs", ["pairs", ...sources]);
      await run("pairs --json", ["pairs", ...sources, "--json"]);
      for (const format of ["text", "patch", "plan"])
        await run(`remediate ${format}`, ["remediate", ...sources, "--format", format]);
      for (const format of ["markdown", "html"])
        await run(`runbook ${format}`, ["runbook", ...sources, "--format", format]);
      await run("history", ["history", "out/history.jsonl", "--format", "json"]);
      await run("history csv", ["history", "out/history.jsonl", "--format", "csv"]);
      await run("comment", ["comment", "out/markdown"]);
      const notify = ["--notify-webhook-env", "HOOK", "--notify-github", "o/r"];
      const sns = ["--notify-sns", "arn:aws:sns:us-east-1:111122223333:t"];
      for (const format of ["text", "json", "markdown"]) {
        const history = ["--history", `out/drift-${format}.jsonl`];
        await run(`drift ${format}`, [
          "drift",
          "--no-plan",
          ...sources,
          ...history,
          ...notify,
          ...sns,
          "--format",
          format,
        ]);
      }
    }
    server.stop();
    this.outputs.push(
      ...server.bodies.map((text, i) => ({ name: `${world.name}, ${world.source}: request ${i}`, text })),
    );
    for (const file of filesBelow(out))
      this.outputs.push({
        name: `${world.name}, ${world.source}: ${path.basename(file)}`,
        text: readFileSync(file, "utf8"),
      });
    for (const file of filesBelow(temporary))
      this.outputs.push({
        name: `temporary file ${path.basename(file)}`,
        text: readFileSync(file, "latin1"),
      });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async spawn(
    name: string,
    args: readonly string[],
    cwd: string,
    env: Record<string, string>,
  ): Promise<void> {
    const child = spawn(process.execPath, [this.main, ...args], {
      cwd,
      env: { PATH: process.env.PATH, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [stdout, stderr] = await Promise.all([all(child.stdout), all(child.stderr)]);
    this.outputs.push({ name, text: stdout }, { name: `${name}, standard error`, text: stderr });
    if (/fault of drparity/.test(stderr)) throw new Error(`${name}: ${stderr}`);
  }
}

/** All that a stream holds. */
export async function all(stream: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** Every file in a directory and in those below. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    return statSync(file).isDirectory() ? filesBelow(file) : [file];
  });
}

/** Takes what is sent to webhooks, GitHub and SNS. */
export class Recorder {
  readonly bodies: string[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Recorder> {
    const server = createServer();
    const recorder = new Recorder(server);
    server.on("request", (request, response) => {
      void all(request).then((body) => {
        recorder.bodies.push(
          `${request.method ?? ""} ${request.url ?? ""}\n${decodeURIComponent(body.replace(/%(?![0-9a-f]{2})/gi, "%25"))}\n${body}`,
        );
        response.writeHead(request.method === "POST" ? 201 : 200, { "content-type": "application/json" });
        response.end(request.method === "GET" ? "[]" : '{"id":1,"number":1,"login":"me"}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return recorder;
  }

  get env(): Record<string, string> {
    const url = `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
    return {
      HOOK: `${url}/hook`,
      GITHUB_API_URL: url,
      GITHUB_TOKEN: "t0ken",
      GITHUB_ACTIONS: "true",
      GITHUB_REPOSITORY: "o/r",
      GITHUB_REF: "refs/pull/7/merge",
      AWS_ENDPOINT_URL: url,
      AWS_ENDPOINT_URL_SNS: url,
      AWS_ACCESS_KEY_ID: "k",
      AWS_SECRET_ACCESS_KEY: "s",
    };
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
