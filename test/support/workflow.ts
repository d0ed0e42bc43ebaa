import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

/** A step of an action or a job, as far as these tests look at it. */
export interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { default?: string }>>;
  readonly outputs: Readonly<Record<string, { value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

/** What a run of the action did. */
export interface ActionRun {
  /** The status of the step that failed, else 0. */
  readonly status: number;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** Steps that use another action, with their arguments evaluated. */
  readonly used: readonly { readonly uses: string; readonly with: Readonly<Record<string, string>> }[];
}

const ALWAYS = "!cancelled()";
/** The pull request's head in these runs. */
export const HEAD = "fedcba9876543210fedcba9876543210fedcba98";

/** Reads a YAML file of the repository. */
export function readYaml<T>(file: string): T {
  return parse(readFileSync(file, "utf8")) as T;
}

/**
 * Runs a composite action's shell steps as GitHub's runner does: expressions in `env`, `with` and `if` are evaluated, a
 * step's outputs are read from its file, and after a step that fails only those run that ask for it by `!cancelled()`.
 */
export class ActionRunner {
  readonly action: Action;

  constructor(
    private readonly directory: string,
    private readonly temp: string,
  ) {
    this.action = readYaml(path.join(directory, "action.yml"));
  }

  async run(
    inputs: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>>,
  ): Promise<ActionRun> {
    const files = mkdtempSync(path.join(this.temp, "run-"));
    const [output, summary] = ["output", "summary"].map((name) => path.join(files, name)) as [string, string];
    writeFileSync(summary, "");
    const defaults = Object.entries(this.action.inputs).map(([name, { default: value = "" }]) => [
      name,
      value,
    ]);
    const values = new Map<string, string>();
    for (const [name, value] of [...defaults, ...Object.entries(inputs)])
      values.set(`inputs.${name ?? ""}`, value ?? "");
    values.set("github.event_name", env.GITHUB_EVENT_NAME ?? "");
    values.set("github.token", "ghs_fake");
    values.set("github.event.pull_request.head.sha", HEAD);
    const used: { uses: string; with: Record<string, string> }[] = [];
    let log = "";
    let status = 0;
    for (const step of this.action.runs.steps) {
      if (status !== 0 && !step.if?.includes(ALWAYS)) continue;
      if (step.if !== undefined && !holds(step.if, values)) continue;
      if (step.uses !== undefined) {
        used.push({ uses: step.uses, with: evaluated(step.with ?? {}, values) });
        continue;
      }
      writeFileSync(output, "");
      const ran = await shell(step.run ?? "", {
        PATH: process.env.PATH ?? "",
        HOME: this.temp,
        ...env,
        ...evaluated(step.env ?? {}, values),
        GITHUB_ACTION_PATH: this.directory,
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summary,
        RUNNER_TEMP: this.temp,
      });
      log += ran.log;
      for (const line of readFileSync(output, "utf8").trim().split("\n")) {
        const at = line.indexOf("=");
        if (at > 0) values.set(`steps.${step.id ?? ""}.outputs.${line.slice(0, at)}`, line.slice(at + 1));
      }
      status ||= ran.status;
    }
    const outputs = Object.fromEntries(
      Object.entries(this.action.outputs).map(([name, { value }]) => [name, evaluate(value, values)]),
    );
    return { status, log, summary: readFileSync(summary, "utf8"), outputs, used };
  }
}

function evaluated(
  texts: Readonly<Record<string, string>>,
  values: ReadonlyMap<string, string>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, evaluate(text, values)]));
}

function evaluate(text: string, values: ReadonlyMap<string, string>): string {
  return String(text).replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_match, name: string) => {
    const value = values.get(name);
    // What a step did not set is empty; an input that the action lacks is a fault of the test or the action.
    if (value === undefined && name.startsWith("steps.")) return "";
    if (value === undefined) throw new Error(`The expression ${name} has no value.`);
    return value;
  });
}

/** `!cancelled() && a == 'x' && b == 'y'`, which is all that the action uses. */
function holds(condition: string, values: ReadonlyMap<string, string>): boolean {
  const inner = condition.replace(/^\$\{\{\s*|\s*\}\}$/g, "");
  return inner.split("&&").every((part) => {
    if (part.trim() === ALWAYS) return true;
    const [, name = "", wanted] = /^\s*([\w.-]+) == '([^']*)'\s*$/.exec(part) ?? [];
    if (wanted === undefined) throw new Error(`The condition ${part} is beyond this runner.`);
    return values.get(name) === wanted;
  });
}

/** As the runner calls it: https://docs.github.com/en/actions/reference/workflow-syntax-for-github-actions */
function shell(script: string, env: Record<string, string>): Promise<{ status: number; log: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], { env });
    let log = "";
    child.stdout.on("data", (chunk: Buffer) => (log += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (log += chunk.toString()));
    child.once("error", reject);
    child.once("close", (status) => resolve({ status: status ?? 1, log }));
  });
}
