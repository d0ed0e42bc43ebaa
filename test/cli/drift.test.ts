import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { HistoryEntry } from "../../analyzer/act/history/entry";
import { Cli, type Run } from "../support/cli";
import { drillReport, FAILED } from "../support/drills";
import { FakeTerraform, type FakeCommands } from "../support/fake-terraform";
import { HttpRecorder } from "../support/http-recorder";
import { plan } from "../support/plan-builder";

let cli: Cli;
let fake: FakeTerraform;
beforeAll(() => {
  cli = Cli.compile();
});
beforeEach(() => {
  fake = new FakeTerraform();
});
afterEach(() => fake.remove());

/** A workspace with a queue. */
function side(name: "primary" | "dr", delay = 5, commands: FakeCommands = {}): string {
  const region = name === "primary" ? "us-east-1" : "us-west-2";
  const document = plan(region).resource("aws_sqs_queue.orders", { name: "orders", delay_seconds: delay });
  return fake.workspace(name, document.json(), commands);
}

const ARGS = ["drift", "--primary", "primary", "--dr", "dr"];

function drift(...more: string[]): Run {
  const env = { ...fake.env, TMPDIR: fake.root } as Record<string, string>;
  return cli.run([...ARGS, ...more], { cwd: fake.root, env });
}

const historyFile = () => path.join(fake.root, ".drparity/history.jsonl");

function history(): readonly HistoryEntry[] {
  const lines = readFileSync(historyFile(), "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as HistoryEntry);
}

describe("drparity drift", () => {
  it("plans both sides and says in a line that all is well", () => {
    side("primary");
    side("dr");
    expect(drift()).toEqual({ status: 0, stdout: "pair 100/100: no divergence.\n", stderr: "" });
    expect(history()).toMatchObject([{ verdict: "parity", run: { kind: "drift" }, notifications: [] }]);
  });

  it("tells what is new, that it persists, and that it was resolved", () => {
    side("primary");
    side("dr", 60);
    const first = drift();
    expect(first.status).toBe(2);
    expect(first.stdout).toMatch(
      /^DIVERGENT {2}pair \d+\/100: 1 new\n[^]*NEW WARNING \(1\)\n\n {2}aws_sqs_queue/,
    );
    const second = drift();
    expect(second.status).toBe(2);
    expect(second.stdout).toMatch(/^pair \d+\/100: nothing changed since [^\n]*: 1 finding persists\.\n$/);
    side("dr");
    const third = drift();
    expect(third.status).toBe(0);
    expect(third.stdout).toMatch(
      /^PARITY {2}pair 100\/100: 1 resolved\n[^]*RESOLVED \(1\)\n[^]*after \d+ s\n/,
    );
  });

  it("tells a drill that failed", () => {
    side("primary");
    side("dr");
    const began = new Date(Date.now() - 86_400_000).toISOString();
    const report = JSON.stringify(drillReport(began, { ...FAILED, pair: "pair" }));
    mkdirSync(path.join(fake.root, "drills"));
    writeFileSync(path.join(fake.root, "drills/a.json"), report);
    const run = drift("--drills", "drills");
    expect(run.status).toBe(2);
    expect(run.stdout).toContain("drill shop-drill: it failed on");
  });

  it("heeds --fail-on", () => {
    side("primary");
    side("dr", 60);
    expect(drift("--fail-on", "critical").status).toBe(0);
    expect(drift("--fail-on", "never").status).toBe(0);
  });

  it("never takes a side that cannot be planned for parity, plans the other, and records it", () => {
    side("primary");
    side("dr", 5, { plan: "echo 'Error: no credentials' >&2; exit 1" });
    const { status, stdout, stderr } = drift("--fail-on", "never");
    expect(status).toBe(1);
    expect(stdout).toMatch(/^FAILED {2}pair: nothing was compared\n/);
    expect(stderr).toBe(
      "drparity: dr: `terraform plan` failed: no credentials. Run `terraform plan` there to see all that it says.\n",
    );
    expect(fake.calls(path.join(fake.root, "primary"))).toHaveLength(2);
    expect(history()).toMatchObject([
      { verdict: "failed", score: null, problems: [expect.stringMatching("no credentials")] },
    ]);
  });

  it("gives each side its time, tells which one hangs, and plans the other", () => {
    side("primary", 5, { plan: "while :; do sleep 0.05; done" });
    side("dr");
    const { status, stdout, stderr } = drift("--timeout", "1s", "--fail-on", "never");
    expect(status).toBe(1);
    expect(stdout).toMatch(/^FAILED {2}pair: nothing was compared\n/);
    expect(stderr).toMatch(
      /^drparity: primary: `terraform plan` did not end within 1 s and was stopped\. .*\n$/,
    );
    expect(fake.calls(path.join(fake.root, "dr"))).toHaveLength(2);
    expect(history()).toMatchObject([
      { verdict: "failed", problems: [expect.stringMatching("did not end within")] },
    ]);
  });

  it("says whose turn it is where another holds the lock, and takes it for no parity", () => {
    side("primary");
    side("dr", 5, { plan: "echo 'Error: Error acquiring the state lock' >&2; exit 1" });
    const { status, stderr } = drift("--lock-timeout", "1s", "--fail-on", "never");
    expect(status).toBe(1);
    expect(stderr).toMatch(/^drparity: dr: .*acquiring the state lock.*force-unlock`\.\n$/);
    expect(fake.calls(path.join(fake.root, "dr"))[0]).toContain("-lock-timeout=1s");
  });

  it("tells everything that is wrong at once", () => {
    side("primary", 5, { plan: "exit 1" });
    const { status, stderr } = drift("--dr", "gone.json");
    expect(status).toBe(1);
    expect(stderr).toMatch(/^drparity: gone\.json: [^]*^drparity: primary: /m);
  });

  it("works with states alone, and with --no-plan runs nothing", () => {
    const document = {
      version: 4,
      lineage: "a",
      serial: 1,
      terraform_version: "1.11.4",
      resources: [],
      outputs: {},
    };
    for (const name of ["primary", "dr"] as const) {
      const directory = side(name);
      rmSync(path.join(directory, "plan.json"));
      writeFileSync(path.join(directory, "terraform.tfstate"), JSON.stringify(document));
    }
    const { status, stderr } = drift("--no-plan");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(fake.calls(path.join(fake.root, "primary"))).toEqual([]);
  });

  it("plans one directory for both sides where each has a Terraform workspace", () => {
    const directory = fake.workspace("infra", {}, { plan: 'cp "plan.$TF_WORKSPACE.json" "$OUT"' });
    for (const [name, region] of [
      ["blue", "us-east-1"],
      ["green", "us-west-2"],
    ] as const) {
      const document = plan(region).resource("aws_sqs_queue.orders", { name: "orders" }).json();
      writeFileSync(path.join(directory, `plan.${name}.json`), JSON.stringify(document));
    }
    const args = ["drift", "--primary", "infra#blue", "--dr", "infra#green", "--format", "json"];
    const options = { cwd: fake.root, env: fake.env as Record<string, string> };
    const { status, stdout } = cli.run(args, options);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      report: {
        pair: {
          primary: { region: "us-east-1", sources: ["infra#blue"], resources: 1 },
          dr: { region: "us-west-2", sources: ["infra#green"], resources: 1 },
        },
      },
    });
  });

  it("takes directories, history and notifications from the policy file", () => {
    side("primary");
    side("dr");
    const policy = {
      pair: {
        storefront: { primary: { sources: ["primary"] }, dr: { sources: ["dr"] }, history: "past.jsonl" },
      },
    };
    writeFileSync(path.join(fake.root, ".drparity.json"), JSON.stringify(policy));
    const { status, stdout, stderr } = cli.run(["drift"], {
      cwd: fake.root,
      env: fake.env as Record<string, string>,
    });
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: "storefront 100/100: no divergence.\n",
      stderr: "",
    });
    expect(existsSync(path.join(fake.root, "past.jsonl"))).toBe(true);
    expect(existsSync(historyFile())).toBe(false);
  });

  it("plans what a manifest names, with what serves both sides", () => {
    const [primary, dr] = [side("primary"), side("dr")];
    const link = fake.workspace("link", plan("us-east-1").resource("aws_iam_role.r", { name: "r" }).json());
    const manifest = {
      schemaVersion: "1.0",
      pair: { name: "storefront", primaryRegion: "us-east-1", drRegion: "us-west-2" },
      workspaces: [
        { side: "primary", directory: "primary" },
        { side: "dr", directory: "dr" },
        { side: "link", directory: "link" },
      ],
      twins: [],
      byDesign: [],
    };
    writeFileSync(path.join(fake.root, "drparity.json"), JSON.stringify(manifest));
    const { status, stderr } = cli.run(["drift", "--manifest", "drparity.json"], {
      cwd: fake.root,
      env: fake.env as Record<string, string>,
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    for (const directory of [primary, dr, link]) expect(fake.calls(directory)[0]).toMatch(/ plan -json /);
  });

  it.each([
    [["--timeout", "soon"], /--timeout: "soon" is not a duration/],
    [["--timeout", "48h"], /between a second and a day/],
    [["--lock-timeout", "-1s"], /Not enough arguments|is not a duration/],
    [["--notify-webhook-env", "CHAT_URL"], /CHAT_URL: It is not set/],
    [["--notify-github", "acme/infra"], /GITHUB_TOKEN: It holds no token/],
    [["--notify-sns", "parity"], /not the ARN of an SNS topic/],
  ])("refuses %j before anything is planned or recorded", (more, message) => {
    side("primary");
    side("dr");
    const { status, stdout, stderr } = drift(...more);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(message);
    expect(fake.calls(path.join(fake.root, "primary"))).toEqual([]);
  });

  it("gives the report, and fails, when the run cannot be recorded", () => {
    side("primary");
    side("dr", 60);
    const { status, stdout, stderr } = drift("--history", "no/such/place.jsonl");
    expect({ status, stdout }).toEqual({ status: 1, stdout: expect.stringMatching(/^DIVERGENT/) as string });
    expect(stderr).toMatch(/cannot be recorded here/);
  });

  it("refuses to guess when its history was tampered with", () => {
    side("primary");
    side("dr", 60);
    drift();
    writeFileSync(historyFile(), readFileSync(historyFile(), "utf8").replace('"divergent"', '"parity"'));
    const { status, stdout, stderr } = drift();
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/history\.jsonl/);
  });
});

/** The command in the background: a server of this process is to answer it, or a signal to end it. */
async function inBackground(
  env: Record<string, string>,
  during?: (pid: number) => Promise<void>,
  ...more: string[]
) {
  const child = spawn(process.execPath, [cli.main, ...ARGS, ...more], {
    cwd: fake.root,
    env: { ...fake.env, TMPDIR: fake.root, ...env },
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.stdout.resume();
  await during?.(child.pid ?? 0);
  const [status, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  return { status, signal, stderr };
}

describe("notifying", () => {
  it("does not lose the run when nobody can be told, and the next run tells it", async () => {
    let answer = 404;
    const chat = await HttpRecorder.start(() => ({ status: answer }));
    try {
      side("primary");
      side("dr", 60);
      const env = { CHAT_URL: `${chat.url}/hook` };
      const first = await inBackground(env, undefined, "--notify-webhook-env", "CHAT_URL");
      expect(first).toMatchObject({ status: 2 });
      expect(first.stderr).toBe(
        "drparity: warning: webhook:CHAT_URL was not told: The webhook answered with HTTP 404. The next run tries again.\n",
      );
      answer = 200;
      for (let more = 0; more < 2; more++)
        await inBackground(env, undefined, "--notify-webhook-env", "CHAT_URL");
      expect(chat.requests).toHaveLength(2);
      expect(
        history().map(({ notifications = [] }) => notifications.map(({ delivered }) => delivered)),
      ).toEqual([[false], [true], []]);
    } finally {
      await chat.stop();
    }
  });
});

describe("an interrupt", () => {
  const waiting =
    "trap 'echo interrupted > heard; exit 1' INT; echo \"$OUT\" > begun; while :; do sleep 0.05; done";

  it.each(["SIGINT", "SIGTERM"] as const)(
    "by %s reaches both Terraforms, removes the plans, records nothing, and ends drparity alike",
    async (signal) => {
      const directories = [side("primary", 5, { plan: waiting }), side("dr", 5, { plan: waiting })];
      const noted = (name: string) => directories.map((directory) => existsSync(path.join(directory, name)));
      const end = await inBackground({}, async (pid) => {
        while (noted("begun").includes(false)) await new Promise((resolve) => setTimeout(resolve, 20));
        process.kill(pid, signal);
      });
      expect(end).toEqual({
        status: null,
        signal,
        stderr: `drparity: interrupted (${signal}); nothing was recorded.\n`,
      });
      expect(noted("heard")).toEqual([true, true]);
      expect(readdirSync(fake.root).filter((name) => name.startsWith("drparity-plan-"))).toEqual([]);
      expect(existsSync(historyFile())).toBe(false);
    },
  );
});

describe("a second interrupt", () => {
  it("kills at once what did not heed the first, and says that locks may be left", async () => {
    const deaf = "trap '' INT; while :; do touch begun; sleep 0.05; done";
    const directories = [side("primary", 5, { plan: deaf }), side("dr", 5, { plan: deaf })];
    const begun = () => directories.every((directory) => existsSync(path.join(directory, "begun")));
    const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const during = async (pid: number) => {
      while (!begun()) await later(20);
      process.kill(pid, "SIGINT");
      await later(300);
      process.kill(pid, "SIGINT");
    };
    const end = await inBackground({}, during, "--lock-timeout", "1m");
    expect(end).toMatchObject({ status: null, signal: "SIGINT" });
    expect(end.stderr).toMatch(/^drparity: killed at once: .*force-unlock.*\n$/);
    await later(100);
    for (const directory of directories) rmSync(path.join(directory, "begun"));
    await later(300);
    expect(directories.map((directory) => existsSync(path.join(directory, "begun")))).toEqual([false, false]);
    expect(readdirSync(fake.root).filter((name) => name.startsWith("drparity-plan-"))).toEqual([]);
  });
});

describe("two jobs at the same time", () => {
  it("both end well, and the history has both runs", async () => {
    side("primary");
    side("dr", 60);
    const ends = await Promise.all([inBackground({}), inBackground({})]);
    expect(ends.map(({ status }) => status)).toEqual([2, 2]);
    expect(history().map(({ verdict }) => verdict)).toEqual(["divergent", "divergent"]);
    expect(drift().stdout).toMatch(/nothing changed since/);
  });
});
