import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, copyFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { transformFileSync } from "@swc/core";

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
 * test never runs what was built yesterday.
 */
export class Cli {
  private constructor(private readonly folder: string) {}

  /** Compiles the analyzer; call `remove` afterwards. */
  static compile(): Cli {
    const folder = mkdtempSync(path.join(ROOT, "node_modules/.drparity-test-"));
    compile(path.join(ROOT, "analyzer"), path.join(folder, "analyzer"));
    return new Cli(folder);
  }

  /** The file that Node runs. */
  get main(): string {
    return path.join(this.folder, "analyzer/cli/main.js");
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

function compile(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) compile(source, target);
    else if (!entry.name.endsWith(".ts")) copyFileSync(source, target);
    else writeFileSync(target.replace(/ts$/, "js"), javascript(source));
  }
}

function javascript(file: string): string {
  return transformFileSync(file, {
    jsc: { parser: { syntax: "typescript" }, target: "es2022" },
    module: { type: "commonjs" },
    swcrc: false,
  }).code;
}
