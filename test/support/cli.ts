import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildSync } from "esbuild";
import { plan } from "./plan-builder";
import type { Run } from "./serve";
import { WarmProcess } from "./warm-process";

const ROOT = path.join(__dirname, "../..");

export type { Run };

/** How the program is run. */
export interface RunOptions {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/**
 * The command line as users run it, in a child process. It is compiled once per process of tests, beside `dist/`, so that a
 * test never runs what was built yesterday: into one file, and with what V8 made of it, since a short run spends most of its
 * time on finding hundreds of files and reading their code.
 */
export class Cli {
  private static compiled: Cli | undefined;
  private warm: WarmProcess | undefined;

  private constructor(private readonly folder: string) {}

  /** Compiles the analyzer, unless that was done; what it wrote goes with the process. */
  static compile(): Cli {
    return (Cli.compiled ??= Cli.write());
  }

  private static write(): Cli {
    const folder = mkdtempSync(path.join(ROOT, "node_modules/.drparity-test-"));
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    process.once("SIGTERM", () => process.exit()); // as the runner ends its workers
    const cli = new Cli(folder);
    buildSync({
      entryPoints: [path.join(ROOT, "analyzer/cli/command-line.ts")],
      outfile: path.join(folder, "drparity.js"),
      bundle: true,
      platform: "node",
      target: "node20",
      external: ["@aws-sdk/*", "@smithy/*", "@modelcontextprotocol/*"],
      supported: { "dynamic-import": false },
      minifyWhitespace: true,
      logLevel: "error",
    });
    buildSync({
      entryPoints: ["analyzer/cli/main.ts", "test/support/serve.ts"].map((file) => path.join(ROOT, file)),
      entryNames: "[name]",
      outdir: folder,
      format: "cjs",
      platform: "node",
      target: "node20",
    });
    copyFileSync(path.join(ROOT, "analyzer/model/catalogue/aws.txt.br"), path.join(folder, "aws.txt.br"));
    writeFileSync(path.join(folder, "command-line.js"), COMMAND_LINE);
    writeFileSync(path.join(folder, "warm.js"), 'require("./serve").serve(require("./command-line").run);');
    warmUp(cli);
    return cli;
  }

  /** The file that Node runs. */
  get main(): string {
    return path.join(this.folder, "main.js");
  }

  /**
   * A run in a process that did others before, in a tenth of the time; but in one of its own (see {@link spawn}) where it
   * reads standard input, or sets a variable that Node reads when it starts.
   */
  run(args: readonly string[], options: RunOptions = {}): Run {
    const { input, env = {}, cwd = process.cwd() } = options;
    const own =
      input !== undefined || args.includes("-") || Object.keys(env).some((name) => name.startsWith("NODE_"));
    if (own || process.platform === "win32") return this.spawn(args, options);
    const warm = this.warm ?? WarmProcess.start(path.join(this.folder, "warm.js"));
    this.warm = undefined;
    const { last, ...run } = warm.ask({ args, cwd, env: withPath(env) });
    if (last) warm.close();
    else this.warm = warm;
    return run;
  }

  /** A run in a process of its own, as users run it. */
  spawn(args: readonly string[], { input = "", env = {}, cwd }: RunOptions = {}): Run {
    const { status, stdout, stderr } = spawnSync(process.execPath, [...NODE_OPTIONS, this.main, ...args], {
      input,
      cwd,
      env: withPath(env),
      encoding: "utf8",
      maxBuffer: 64 << 20,
    });
    return { status, stdout, stderr };
  }
}

const withPath = (env: Readonly<Record<string, string>>) => ({ PATH: process.env.PATH ?? "", ...env });

/** A run of half a second is over before optimized code pays: without it, it takes a third less of a processor. */
const NODE_OPTIONS = ["--no-opt"];

/** What `main.ts` requires: the program, from V8's code cache where there is one; writes that where it is asked to. */
const COMMAND_LINE = `
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const vm = require("node:vm");
const filename = path.join(__dirname, "drparity.js");
const cache = path.join(__dirname, "cache");
const source = fs.readFileSync(filename, "utf8");
const cachedData = fs.existsSync(cache) ? fs.readFileSync(cache) : undefined;
const script = new vm.Script(Module.wrap(source), { filename, cachedData });
if (process.env.WRITE_CODE_CACHE) process.on("exit", () => fs.writeFileSync(cache, script.createCachedData()));
// Code that is compiled so has no import() of its own.
globalThis.DRPARITY_IMPORT = (url) => import(url);
script.runInThisContext().call(exports, exports, Module.createRequire(filename), module, filename, __dirname);
`;

/** A run that reads a policy file and analyzes a pair: the cache then has the code of all that. */
function warmUp(cli: Cli): void {
  const folder = path.dirname(cli.main);
  for (const [side, region] of [
    ["primary", "us-east-1"],
    ["dr", "us-west-2"],
  ] as const) {
    const queue = plan(region).resource("aws_sqs_queue.orders", { delay_seconds: side.length });
    writeFileSync(path.join(folder, `${side}.json`), JSON.stringify(queue.json()));
  }
  const sides = ["primary", "dr"].map((side) => `${side} {\nsources = ["${side}.json"]\n}\n`);
  writeFileSync(path.join(folder, "warm.hcl"), `pair "warm" {\n${sides.join("")}}\n`);
  const { status, stderr } = cli.spawn(["analyze", "--config", "warm.hcl"], {
    cwd: folder,
    env: { WRITE_CODE_CACHE: "1" },
  });
  if (status !== 2) throw new Error(`the command line does not work: ${stderr}`);
}
