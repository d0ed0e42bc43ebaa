import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { run, type Outcome } from "../run";
import type { Layout } from "./layout";

const BUNDLER = path.join(__dirname, "../../../scripts/bundle.mjs");

let bundled: string | undefined;

/** The program as one file, made once for a process of tests. */
function bundle(): string {
  if (bundled !== undefined) return bundled;
  const folder = mkdtempSync(path.join(tmpdir(), "drparity-bundle-"));
  const file = path.join(folder, "drparity.cjs");
  execFileSync(process.execPath, [BUNDLER, "--out", file]);
  bundled = readFileSync(file, "utf8");
  rmSync(folder, { recursive: true });
  return bundled;
}

interface Workflow {
  readonly jobs: {
    readonly parity: { readonly steps: readonly { readonly run?: string; readonly if?: string }[] };
  };
}

/** A repository of a team, in which the commands of the documentation are run and nothing else. */
export class Project {
  readonly directory = mkdtempSync(path.join(tmpdir(), "drparity-project-"));
  private readonly outside = mkdtempSync(path.join(tmpdir(), "drparity-runner-"));
  readonly summary = path.join(this.outside, "summary.md");
  private readonly env: NodeJS.ProcessEnv;

  constructor({ files, standIns = [] }: Layout) {
    // Real, since what lies in .terraform is run only where Git says that it did not come with the checkout.
    execFileSync("git", ["init", "--quiet"], { cwd: this.directory });
    for (const [file, text] of Object.entries(files)) this.write(file, text);
    this.write("tools/drparity.cjs", bundle());
    const bin = path.join(this.outside, "bin");
    mkdirSync(bin);
    for (const name of standIns) this.standIn(path.join(bin, name));
    this.env = {
      ...process.env,
      PATH: `${bin}:${process.env.PATH ?? ""}`,
      CI: "true",
      // Outside of the checkout, as on a runner.
      RUNNER_TEMP: path.join(this.outside, "temp"),
      GITHUB_STEP_SUMMARY: this.summary,
      AWS_EC2_METADATA_DISABLED: "true",
      CHECKPOINT_DISABLE: "1",
    };
    delete this.env.GITHUB_ACTIONS;
  }

  /** Terragrunt initializes by itself; the rest it hands on to Terraform. */
  private standIn(file: string): void {
    const script =
      '#!/bin/sh\n[ "$1" = plan ] && terraform init -input=false >/dev/null\nexec terraform "$@"\n';
    writeFileSync(file, file.endsWith("terragrunt") ? script : '#!/bin/sh\nexec terraform "$@"\n');
    chmodSync(file, 0o755);
  }

  write(file: string, text: string): void {
    mkdirSync(path.dirname(path.join(this.directory, file)), { recursive: true });
    writeFileSync(path.join(this.directory, file), text);
  }

  change([file, before, after]: Layout["change"]): void {
    const text = readFileSync(path.join(this.directory, file), "utf8");
    expect(text).toContain(before);
    this.write(file, text.replace(before, after));
  }

  command(text: string): Promise<Outcome> {
    const script = text.replace(/^drparity/, "node tools/drparity.cjs");
    return run("bash", ["-euo", "pipefail", "-c", script], this.directory, this.env);
  }

  /** The steps of the pull request's job that are scripts, as the runner runs them: the first that fails ends it. */
  async gate(): Promise<Outcome> {
    const temp = this.env.RUNNER_TEMP ?? "";
    rmSync(temp, { recursive: true, force: true });
    mkdirSync(temp);
    const text = readFileSync(path.join(this.directory, ".github/workflows/drparity.yml"), "utf8");
    const { steps } = (parse(text) as Workflow).jobs.parity;
    let last: Outcome = { status: 0, output: "", stdout: "" };
    let failed: Outcome | undefined;
    for (const { run: script, if: condition = "" } of steps) {
      // A runner has GitHub's command, which downloads Terragrunt there.
      if (
        script === undefined ||
        script.includes("gh release") ||
        condition.includes("vars.") ||
        (failed && !condition.includes("!cancelled()"))
      )
        continue;
      last = await run(
        "bash",
        ["--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        this.directory,
        this.env,
      );
      if (last.status !== 0) failed ??= last;
    }
    return failed ?? last;
  }

  remove(): void {
    for (const directory of [this.directory, this.outside])
      rmSync(directory, { recursive: true, force: true });
  }
}
