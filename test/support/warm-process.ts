import { execFileSync, spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Answer, readLine, type Request } from "./serve";

/**
 * A process that runs a program whenever it is asked to (`serve.ts`): most of what a short run costs is Node's start and code
 * that no run before has made fast. It is talked to through two named pipes, on which, unlike on the pipes that Node makes,
 * one can wait for an answer without returning to the event loop.
 */
export class WarmProcess {
  private constructor(
    private readonly requests: number,
    private readonly answers: number,
  ) {}

  /** @param main the file that Node runs, which is to call `serve` */
  static start(main: string): WarmProcess {
    const [requests, answers] = [namedPipe(), namedPipe()];
    const child = spawn(process.execPath, [main], {
      stdio: ["ignore", "inherit", "inherit", requests.read, answers.write],
    });
    // It must be alone in holding these, for its end to be seen.
    closeSync(requests.read);
    closeSync(answers.write);
    child.unref();
    process.once("exit", () => child.kill("SIGKILL"));
    return new WarmProcess(requests.write, answers.read);
  }

  /**
   * Waits for a run.
   * @throws Error when the process ended without an answer
   */
  ask(request: Request): Answer {
    writeFileSync(this.requests, `${JSON.stringify(request)}\n`);
    const line = readLine(this.answers);
    if (line === undefined) throw new Error(`The process was ended by: ${request.args.join(" ")}`);
    return JSON.parse(line) as Answer;
  }

  close(): void {
    closeSync(this.requests);
    closeSync(this.answers);
  }
}

/** Both ends of a pipe on which reading and writing wait. */
function namedPipe(): { readonly read: number; readonly write: number } {
  const folder = mkdtempSync(path.join(tmpdir(), "drparity-pipe-"));
  try {
    const pipe = path.join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    // One end alone would wait for the other to be opened.
    const both = openSync(pipe, "r+");
    const ends = { read: openSync(pipe, "r"), write: openSync(pipe, "w") };
    closeSync(both);
    return ends;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
