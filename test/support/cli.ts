import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { buildSync } from "esbuild";

const ROOT = path.join(__dirname, "../..");

/** What a child process left behind. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a child process is run. */
export interface RunOptions {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/**
 * The command line as users run it, in a child process. It is compiled once per test file, beside `dist/`, so that a
 * test never runs what was built yesterday; into one file, since most of a short run's time goes into finding hundreds.
 */
export class Cli {
  private constructor(private readonly folder: string) {}

  /** Compiles the analyzer; call `remove` afterwards. */
  static compile(): Cli {
    const folder = mkdtempSync(path.join(ROOT, "node_modules/.drparity-test-"));
    const cli = new Cli(folder);
    buildSync({
      entryPoints: [path.join(ROOT, "analyzer/cli/main.ts")],
      outfile: cli.main,
      bundle: true,
      platform: "node",
      target: "node20",
      packages: "external",
      logLevel: "error",
    });
    copyFileSync(path.join(ROOT, "analyzer/model/catalogue/aws.txt.br"), path.join(folder, "aws.txt.br"));
    return cli;
  }

  /** The file that Node runs. */
  get main(): string {
    return path.join(this.folder, "main.js");
  }

  run(args: readonly string[], { input = "", env = {}, cwd }: RunOptions = {}): Run {
    const { status, stdout, stderr } = spawnSync(process.execPath, [this.main, ...args], {
      input,
      cwd,
      env: { PATH: process.env.PATH ?? "", ...env },
      encoding: "utf8",
      maxBuffer: 64 << 20,
    });
    return { status, stdout, stderr };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
