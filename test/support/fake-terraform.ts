import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Shell scripts for Terraform's commands; `$OUT` is where a plan is to be written. */
export interface FakeCommands {
  readonly init?: string;
  readonly plan?: string;
  readonly show?: string;
  readonly apply?: string;
}

/**
 * A stand-in for Terraform on a PATH of its own, and workspaces with what it does in each. It notes how it was called.
 * A plan of it is the text of the plan's JSON.
 */
export class FakeTerraform {
  readonly root = mkdtempSync(path.join(tmpdir(), "drparity-fake-"));
  readonly bin = mkdtempSync(path.join(tmpdir(), "drparity-fake-bin-"));
  readonly env: NodeJS.ProcessEnv;

  constructor(name = "terraform") {
    // Outside of the root, which is a checkout to the tests: nothing is run from there.
    const { bin } = this;
    writeFileSync(
      path.join(bin, name),
      [
        "#!/bin/sh",
        'for arg in "$@"; do case "$arg" in -out=*) OUT=${arg#-out=} ;; esac; LAST=$arg; done',
        `echo "\${TF_WORKSPACE-none} $*" >> "$PWD.calls"`,
        'if [ -f "$1.sh" ]; then . "./$1.sh"; else case "$1" in',
        "init) mkdir -p .terraform ;;",
        'plan) cp plan.json "$OUT" ;;',
        'show) cat "$LAST" ;;',
        "workspace) printf '* default\\n  blue\\n  green\\n' ;;",
        "esac; fi",
      ].join("\n"),
    );
    chmodSync(path.join(bin, name), 0o755);
    this.env = { PATH: `${bin}:/usr/bin:/bin`, HOME: this.root };
  }

  /** A workspace's directory, initialised unless said otherwise, whose plan is the document. */
  workspace(name: string, document: object, commands: FakeCommands = {}, initialised = true): string {
    const directory = path.join(this.root, name);
    mkdirSync(path.join(directory, ...(initialised ? [".terraform"] : [])), { recursive: true });
    writeFileSync(path.join(directory, "plan.json"), JSON.stringify(document));
    for (const command of ["init", "plan", "show", "apply"] as const) {
      const script = path.join(directory, `${command}.sh`);
      rmSync(script, { force: true });
      if (commands[command] !== undefined) writeFileSync(script, commands[command]);
    }
    return directory;
  }

  /** How Terraform was called in a workspace: its Terraform workspace, then the arguments. */
  calls(directory: string): readonly string[] {
    const file = `${directory}.calls`;
    return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
  }

  remove(): void {
    for (const folder of [this.root, this.bin]) rmSync(folder, { recursive: true, force: true });
  }
}
