import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { FORMATS } from "../../analyzer/render/formats";
import { all, filesBelow, Recorder, type Output } from "./channels";
import { Mint } from "./mint";
import { Side } from "./side";

const SIDES = ["primary", "dr"] as const;
type SideName = (typeof SIDES)[number];

/**
 * Canaries in all that is no plan and no state: configuration, policy file, owners, the environment, what Terraform says in
 * its errors. Terraform is a script that notes how it was called and which files it saw beside the plan, and may hang.
 */
export class Live {
  readonly mint = new Mint("live");
  readonly outputs: Output[] = [];
  /** Promises that did not hold: modes, and what is left. */
  readonly faults: string[] = [];
  /** How many files with secrets in them were seen while the tool ran. */
  seen = 0;
  private readonly root = mkdtempSync(path.join(tmpdir(), "drparity-live-"));

  /** @param main the tool's JavaScript file */
  constructor(private readonly main: string) {}

  async run(): Promise<void> {
    const recorder = await Recorder.start();
    const env = this.environment(recorder);
    this.terraform();
    for (const side of SIDES) this.workspace(side);
    this.settings();
    await this.everyCommand(env);
    await this.failing(env);
    await this.interrupted(env);
    recorder.stop();
    // The address itself is where it is sent to.
    const bodies = recorder.bodies.map((body) => body.slice(body.indexOf("\n")));
    this.outputs.push(...bodies.map((text, i) => ({ name: `live: request ${String(i)}`, text })));
    for (const file of [...filesBelow(this.at("out")), this.at("calls")])
      this.outputs.push({ name: `live: ${path.basename(file)}`, text: readFileSync(file, "utf8") });
    this.checkFiles();
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private at(...names: string[]): string {
    return path.join(this.root, ...names);
  }

  private write(name: string, content: unknown): void {
    mkdirSync(path.dirname(this.at(name)), { recursive: true });
    writeFileSync(this.at(name), typeof content === "string" ? content : JSON.stringify(content));
  }

  /** What a pipeline has in its environment, each a canary. */
  private environment(recorder: Recorder): Record<string, string> {
    const names = [
      ...["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "GITHUB_TOKEN", "TF_VAR_db_password", "DB_PASSWORD"],
      ...[
        "TF_TOKEN_app_terraform_io",
        "ARM_CLIENT_SECRET",
        "VAULT_TOKEN",
        "DATADOG_API_KEY",
        "NPM_TOKEN",
        "PGPASSWORD",
      ],
    ];
    const secrets = Object.fromEntries(names.map((name) => [name, this.mint.text(`environment ${name}`)]));
    const { HOOK = "", ...servers } = recorder.env;
    return {
      ...servers,
      AWS_ACCESS_KEY_ID: "k",
      ...secrets,
      HOOK: `${HOOK}/${this.mint.text("webhook's address")}`,
      DATABASE_URL: `postgres://app:${this.mint.text("environment DATABASE_URL")}@db.example:5432/app`,
      PATH: `${this.at("bin")}:${process.env.PATH ?? ""}`,
      TMPDIR: this.at("tmp"),
      HOME: this.at("home"),
      GITHUB_RUN_ID: "",
    };
  }

  /** Shows a saved plan, which here is its JSON, or does what the workspace's `plan.sh` says. */
  private terraform(): void {
    this.write(
      "bin/terraform",
      [
        "#!/bin/sh",
        'for arg in "$@"; do case "$arg" in -out=*) OUT=${arg#-out=} ;; esac; LAST=$arg; done',
        `printf '%s\\n' "$0" "$@" >> ${this.at("calls")}`,
        `look() { find "$TMPDIR" -mindepth 1 -printf '%y %m %P\\n' >> ${this.at("looked")}; }`,
        'if [ -f "$1.sh" ]; then . "./$1.sh"; else case "$1" in',
        'plan) cp plan.json "$OUT"; look ;;',
        `show) look; if [ "$(head -c 2 "$LAST")" = PK ]; then cat ${this.at("repository/dr/plan.json")}; else cat "$LAST"; fi ;;`,
        "esac; fi",
      ].join("\n"),
    );
    chmodSync(this.at("bin/terraform"), 0o755);
    for (const folder of ["tmp", "out", "home"]) mkdirSync(this.at(folder));
  }

  private workspace(side: SideName): void {
    const plan = new Side(side === "primary" ? "us-east-1" : "us-west-2");
    const secret = this.mint.text(`plan; ${side}`);
    const database = {
      id: "db",
      identifier: "db",
      password: secret,
      backup_retention_period: side === "dr" ? 1 : 7,
    };
    plan.entries.push({ address: "aws_db_instance.db", values: database });
    plan.entries.push({
      address: "aws_sqs_queue.q",
      values: { id: "q", name: "q", tags: { Owner: secret }, delay_seconds: side === "dr" ? 60 : 5 },
    });
    this.write(`repository/${side}/plan.json`, plan.text("plan"));
    const canary = (what: string) => this.mint.text(`configuration, ${what}; ${side}`);
    this.write(
      `repository/${side}/main.tf`,
      [
        `variable "db_password" {\n  default   = "${canary("a default")}"\n  sensitive = true\n}`,
        'resource "aws_db_instance" "db" {',
        `  # DB_PASSWORD=${canary("a comment")}`,
        `  password = "${canary("a password")}"`,
        `  backup_retention_period = ${side === "dr" ? "1" : "7"} # ghp_${canary("a token")}`,
        `  username = "${canary("a name before")}" # password`,
        "}",
        'resource "aws_sqs_queue" "q" {',
        `  delay_seconds = ${side === "dr" ? "60" : "5"}`,
        `  name = "q" # as of ${secret}`,
        "}",
        "",
      ].join("\n"),
    );
    this.write(`repository/${side}/tfplan`, "PK\u0003\u0004".padEnd(30, "\0") + "tfplan");
  }

  private secretOf(place: string): string {
    return this.mint.canaries.find((canary) => canary.place === place)?.value ?? "";
  }

  /** A policy file and owners that copy what the plan marks, and hold what only its shape or its name tells. */
  private settings(): void {
    const copy = this.secretOf("plan; dr");
    mkdirSync(this.at("repository/.git"), { recursive: true });
    this.write("repository/CODEOWNERS", `* @${copy} ghp_${this.mint.text("owners")}\n`);
    const reason = (what: string) =>
      `as PASSWORD=${this.mint.text(`policy, ${what}`)} and ${copy} say, ghp_${this.mint.text(`policy token, ${what}`)}`;
    this.write("repository/.drparity.json", {
      pair: {
        shop: {
          primary: { sources: ["primary"] },
          dr: { sources: ["dr"] },
          owner: [{ address: "aws_sqs_queue.*", team: reason("owner").slice(0, 100) }],
          expected: [
            { address: "aws_sqs_queue.q", attributes: ["tags.*"], reason: reason("expected") },
            { address: "aws_lb.none", reason: reason("unused") },
          ],
          suppress: [
            {
              rule: "twins-equal",
              address: "aws_sqs_queue.q",
              attributes: ["delay_seconds"],
              reason: reason("suppress"),
              owner: copy,
              expires: "2099-01-01",
            },
          ],
          notify: {
            webhook: { url_variable: "HOOK" },
            "github-issue": { repository: "o/r", token_variable: "GITHUB_TOKEN" },
            sns: { topic_arn: "arn:aws:sns:us-east-1:111122223333:t" },
          },
        },
      },
    });
  }

  private async everyCommand(env: Record<string, string>): Promise<void> {
    const saved = ["--primary", "primary/tfplan", "--dr", "dr/tfplan"];
    const also = FORMATS.flatMap((format) => ["--also", `${format}=../out/${format}`]);
    await this.command("analyze", ["analyze", ...also, "--history", "../out/history.jsonl"], env);
    await this.command("analyze saved plans", ["analyze", ...saved], env);
    await this.command("pairs", ["pairs"], env);
    for (const format of ["text", "patch", "plan"])
      await this.command(`remediate ${format}`, ["remediate", "--format", format], env);
    for (const format of ["text", "json", "markdown"])
      await this.command(
        `drift ${format}`,
        ["drift", "--format", format, "--history", `../out/drift-${format}.jsonl`],
        env,
      );
  }

  /** Terraform's errors quote the environment; on its log, on standard error, and as an address. */
  private async failing(env: Record<string, string>): Promise<void> {
    const quoted = Object.keys(env).filter((name) =>
      this.mint.canaries.some(({ value }) => env[name]?.includes(value)),
    );
    const values = quoted.map((name) => `$${name}`).join(" ");
    const diagnostic = `printf '{"type":"diagnostic","diagnostic":{"severity":"error","summary":"bad %s","address":"aws_lb.x[\\\\"%s\\\\"]"}}\\n'`;
    for (const [what, script] of [
      ["on standard error", `echo "Error: invalid ${values}" >&2; exit 1`],
      ...quoted.map(
        (name) => [`in its log, ${name}`, `${diagnostic} "$${name}" "$${name}"; exit 1`] as const,
      ),
    ] as const) {
      this.write("repository/dr/plan.sh", script);
      await this.command(`drift fails ${what}`, ["drift", "--history", "../out/failed.jsonl"], env);
    }
    this.write("repository/dr/show.sh", `echo "Error: invalid ${values}" >&2; exit 1`);
    rmSync(this.at("repository/dr/plan.sh"));
    await this.command("drift fails to show", ["drift", "--history", "../out/failed.jsonl"], env);
    rmSync(this.at("repository/dr/show.sh"));
  }

  /** A signal while plans lie on the disk leaves none of them. */
  private async interrupted(env: Record<string, string>): Promise<void> {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      rmSync(this.at("hung"), { force: true });
      for (const side of SIDES)
        this.write(
          `repository/${side}/show.sh`,
          `look; touch ${this.at("hung")}; while :; do sleep 0.05; done`,
        );
      const args = ["drift", "--history", "../out/interrupted.jsonl"];
      await this.command(`drift, ${signal}`, args, env, async (kill) => {
        while (!existsSync(this.at("hung"))) await new Promise((resolve) => setTimeout(resolve, 20));
        kill(signal);
      });
    }
    for (const side of SIDES) rmSync(this.at(`repository/${side}/show.sh`));
  }

  private async command(
    name: string,
    args: readonly string[],
    env: Record<string, string>,
    during?: (kill: (signal: NodeJS.Signals) => void) => Promise<void>,
  ): Promise<void> {
    const child = spawn(process.execPath, [this.main, ...args], {
      cwd: this.at("repository"),
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = Promise.all([all(child.stdout), all(child.stderr)]);
    await during?.((signal) => child.kill(signal));
    const [stdout, stderr] = await ended;
    this.outputs.push(
      { name: `live: ${name}`, text: stdout },
      { name: `live: ${name}, standard error`, text: stderr },
    );
    if (/fault of drparity/.test(stderr)) this.faults.push(`${name}: ${stderr}`);
    const left = readdirSync(this.at("tmp"));
    if (left.length > 0) this.faults.push(`${name} left ${left.join(", ")}`);
  }

  /** What the script saw of the temporary directory while Terraform ran: type, mode and name. */
  private checkFiles(): void {
    const looked = readFileSync(this.at("looked"), "utf8").trimEnd().split("\n");
    this.seen = looked.length;
    for (const line of new Set(looked)) {
      const [type, mode] = line.split(" ");
      // What lies in a directory that nobody else may enter is nobody else's to read; a link has no mode of its own.
      const wanted = { d: "700", f: "600", l: "777" }[type ?? ""];
      if (mode !== wanted) this.faults.push(`a temporary ${line}`);
    }
  }
}
