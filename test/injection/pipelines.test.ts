import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import type { Pipeline } from "../../analyzer/act/init/answers";
import { decide } from "../../analyzer/act/init/decide";
import { scaffold } from "../../analyzer/act/init/scaffold";

/** Directories that a shell, YAML or a runner would take for something else, and two that are none of that. */
const DIRECTORIES = [
  "dr",
  "dr side",
  "$(touch pwned)",
  "`touch pwned`",
  "a;touch pwned",
  "a'; touch pwned; '",
  'a"; touch pwned; "',
  "a\ntouch pwned",
  "a && touch pwned",
  "a | touch pwned",
  "${IFS}",
  "${{ github.token }}",
  "--no-plan",
  "-chdir",
  "a: b",
  "a #b",
  "##vso[task.complete]",
  "\u202eevil",
];

/** What a branch may be called is nothing that a script takes from anywhere but its environment. */
const BRANCH = "$(touch pwned);`touch pwned`";

interface Job {
  readonly steps?: readonly { readonly run?: string; readonly with?: Readonly<Record<string, string>> }[];
  readonly script?: readonly string[];
}

/** The scripts of a workflow of GitHub's, or of a job of GitLab's. */
function scriptsOf(content: string): string[] {
  const document = parse(content) as { jobs?: Record<string, Job>; drparity?: Job };
  const steps = Object.values(document.jobs ?? {}).flatMap((job) => job.steps ?? []);
  return [...steps.flatMap(({ run }) => run ?? []), ...(document.drparity?.script ?? [])];
}

let project: string;
beforeEach(() => (project = mkdtempSync(path.join(tmpdir(), "drparity-injection-"))));
afterEach(() => rmSync(project, { recursive: true, force: true }));

/** Runs scripts as a runner does, with commands in the place of Terraform and npx that only tell their arguments. */
function run(scripts: readonly string[]): string {
  const bin = path.join(project, "bin");
  mkdirSync(bin);
  for (const command of ["terraform", "npx", "npm", "apk"]) {
    writeFileSync(path.join(bin, command), '#!/bin/sh\nprintf "%s\\n" "$0" "$@" >> "$SAID"\n');
    chmodSync(path.join(bin, command), 0o755);
  }
  const env = {
    PATH: `${bin}:${process.env.PATH ?? ""}`,
    SAID: path.join(project, "said"),
    RUNNER_TEMP: path.join(project, "temp"),
    GITHUB_REF: BRANCH,
    GITHUB_HEAD_REF: BRANCH,
    CI_COMMIT_REF_NAME: BRANCH,
    CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: BRANCH,
    GITHUB_REPOSITORY: "o/r",
    CI_PROJECT_DIR: project,
    DRPARITY_VERSION: "1",
    DRPARITY_FAIL_ON: "warning",
  };
  mkdirSync(env.RUNNER_TEMP);
  const { stderr } = spawnSync("bash", ["-c", scripts.join("\n")], { cwd: project, env, encoding: "utf8" });
  return stderr;
}

const cases = (["github", "gitlab", "atlantis"] as Pipeline[]).flatMap((pipeline) =>
  DIRECTORIES.map((directory) => [pipeline, directory] as const),
);

describe("the pipelines that init writes", () => {
  it.each(cases)(
    "for %s hold no code from a directory's name, or are not written: %j",
    async (pipeline, directory) => {
      for (const [side, region] of [
        ["primary", "us-east-1"],
        [directory, "us-west-2"],
      ] as const) {
        mkdirSync(path.join(project, side));
        writeFileSync(path.join(project, side, "main.tf"), `provider "aws" {\n  region = "${region}"\n}\n`);
      }
      const wishes = {
        strategy: "warm-standby",
        name: "shop",
        pipeline,
        primary: "primary",
        dr: `./${directory}`,
        drRegion: "us-west-2",
        toolSource: "npm",
      } as const;
      const answers = await decide(project, wishes).catch((error: unknown) => String(error));
      if (typeof answers === "string") return expect(answers).toMatch(/cannot stand in a pipeline's script/);
      const pipelines = scaffold(answers).filter((file) => /\.ya?ml$|^\.atlantis\//.test(file.path));
      expect(pipelines.length).toBeGreaterThan(0);
      for (const { content } of pipelines) {
        const scripts = content.startsWith("#!") ? [content] : scriptsOf(content);
        expect(scripts.join("\n")).not.toContain("${{");
        expect(run(scripts)).not.toMatch(/syntax error/);
        rmSync(path.join(project, "bin"), { recursive: true });
        rmSync(path.join(project, "temp"), { recursive: true });
      }
      expect(existsSync(path.join(project, "pwned"))).toBe(false);
    },
  );
});
