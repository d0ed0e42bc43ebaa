import { spawnSync } from "node:child_process";
import {
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
import { parse } from "yaml";
import type { Answers } from "../../analyzer/act/init/answers";
import { scaffold } from "../../analyzer/act/init/scaffold";
import { Cli } from "../support/cli";
import { FakeForge } from "../support/fake-forge";
import { FakeGitHub } from "../support/fake-github";
import { plan } from "../support/plan-builder";
import { ActionRunner, HEAD, readYaml, type Step } from "../support/workflow";

const ROOT = path.join(__dirname, "../..");
const ACTION = path.join(ROOT, ".github/actions/analyze");
const CASES = path.join(ROOT, "test/corpus/metering/cases");
const { version } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as { version: string };

const side = (directory: string, region: string) => ({ region, workspaces: [{ directory }] });
const ANSWERS: Answers = {
  style: "terraform",
  name: "shop",
  strategy: "warm-standby",
  pipeline: "github",
  tool: "terraform",
  cloud: false,
  pairs: [
    { name: "shop", primary: side("primary", "us-east-1"), dr: side("dr", "us-west-2"), combined: [] },
    { name: "bill", primary: side("b/primary", "us-east-1"), dr: side("b/dr", "us-west-2"), combined: [] },
  ],
  leftOut: [],
  toolSource: { kind: "npm" },
};

const sources = (name: string) => ({
  primary: path.join(CASES, name, "primary.plan.json.gz"),
  dr: path.join(CASES, name, "dr.plan.json.gz"),
});

/** A pair in parity, a queue on each side: for runs that look at what the steps do, and not at findings. */
function even(): { primary: string; dr: string } {
  const write = (region: string) => {
    const file = path.join(temp, `${region}.plan.json`);
    writeFileSync(file, JSON.stringify(plan(region).resource("aws_sqs_queue.orders", {}).json()));
    return file;
  };
  return { primary: write("us-east-1"), dr: write("us-west-2") };
}

let cli: Cli;
let forge: FakeForge;
let temp: string;
let env: Record<string, string>;
beforeAll(() => (cli = Cli.compile()));
beforeEach(async () => {
  forge = new FakeForge({ login: "github-actions[bot]", app: true });
  temp = mkdtempSync(path.join(tmpdir(), "drparity-action-"));
  env = {
    // What users have is installed from a registry; here it is the working tree.
    DRPARITY: `${process.execPath} --no-opt ${cli.main}`,
    GITHUB_ACTIONS: "true",
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_REPOSITORY: "acme/shop",
    GITHUB_REF: "refs/pull/7/merge",
    GITHUB_API_URL: await forge.listen(),
  };
});
afterEach(() => {
  forge.close();
  rmSync(temp, { recursive: true, force: true });
});

const run = (inputs: Record<string, string>, more: Record<string, string> = {}) =>
  new ActionRunner(ACTION, temp).run(inputs, { ...env, ...more });

describe("the GitHub Action, its steps run as the runner does", () => {
  it("comments on a pull request that leaves DR behind, keeps the reports, and fails the job at its end", async () => {
    const { status, log, summary, outputs, used } = await run(sources("mt-missing-alarm"));
    expect(status).toBe(2);
    expect(outputs).toMatchObject({ status: "2", verdict: "divergent" });
    expect(forge.comments.map(({ body }) => body)).toEqual([`<!-- drparity comment pair -->\n${summary}`]);
    expect(summary).toContain("drparity: divergent");
    expect(log).toMatch(/^::(?:error|warning) title=/m);
    const reports = outputs.reports ?? "";
    expect(readdirSync(reports).sort()).toEqual([
      "comment.md",
      "drparity.sarif",
      "report.html",
      "report.json",
    ]);
    expect(used).toEqual(
      [
        {
          uses: "github/codeql-action/upload-sarif@ff0a06e83cb2de871e5a09832bc6a81e7276941f",
          with: { sarif_file: `${reports}/drparity.sarif`, category: "drparity/pair" },
        },
        {
          uses: "actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02",
          with: { name: "drparity-pair", path: reports, overwrite: true },
        },
      ].map((step) => ({
        ...step,
        with: Object.fromEntries(Object.entries(step.with).map(([k, v]) => [k, String(v)])),
      })),
    );
  });

  it("updates its comment in a second run, and passes once both sides are equal", async () => {
    await run(sources("mt-missing-alarm"));
    const { status, outputs } = await run(sources("mt-clean-noop"));
    expect({ status, verdict: outputs.verdict, score: outputs.score }).toEqual({
      status: 0,
      verdict: "parity",
      score: "100",
    });
    expect(forge.comments).toHaveLength(1);
    expect(forge.comments[0]?.body).toContain("drparity: parity");
  });

  it("goes on without a comment where the token may only read, as on a fork's pull request", async () => {
    forge.troubles.push({ status: 403 }, { status: 403 });
    const { status, log } = await run(even());
    expect(status).toBe(0);
    expect(log).toContain("::warning title=drparity::The comment could not be written");
  });

  it("writes a check with suggested changes where that is wanted, and the error in its place", async () => {
    const github = new FakeGitHub();
    github.head = HEAD;
    const own = { GITHUB_API_URL: await github.start() };
    const wanted = { comment: "false", check: "true", suggest: "true" };
    const { outputs } = await run({ ...sources("mt-missing-alarm"), ...wanted }, own);
    expect(github.shown("drparity")).toMatchObject({ conclusion: "failure", head_sha: HEAD });
    expect(github.requests.map(({ path: place }) => place)).toContain(
      "/repos/acme/shop/pulls/7/files?per_page=100&page=1",
    );
    expect(existsSync(path.join(outputs.reports ?? "", "fix.patch"))).toBe(true);
    await run({ primary: "/nowhere", dr: "/nowhere-else", ...wanted }, own);
    expect(github.shown("drparity")?.output.title).toBe("Parity could not be checked");
    github.refusal = 403;
    const { status, log } = await run({ ...even(), ...wanted }, own);
    expect(status).toBe(0);
    expect(log).toContain("::warning title=drparity::The check could not be written");
    await github.stop();
  });

  it("writes no comment on a push", async () => {
    await run(even(), { GITHUB_EVENT_NAME: "push", GITHUB_REF: "refs/heads/main" });
    expect(forge.seen).toEqual([]);
  });

  it("fails at once when a source cannot be read, and leaves no earlier verdict standing", async () => {
    await run(even());
    const { status, log, outputs } = await run({ primary: "/nowhere", dr: "/nowhere-else" });
    expect({ status, verdict: outputs.verdict }).toEqual({ status: 1, verdict: "" });
    expect(log).toContain("/nowhere: There is no such file or directory.");
    expect(log).not.toContain("    at ");
    expect(forge.comments).toHaveLength(1);
    const [{ body = "" } = {}] = forge.comments;
    expect(body).toContain("parity could not be checked");
    expect(body).toContain("/nowhere: There is no such file or directory.");
    expect(body).not.toContain("✅");
  });

  it("names the commit and the run in its comment", async () => {
    const ci = { GITHUB_RUN_ID: "9", GITHUB_SERVER_URL: "https://github.com", GITHUB_SHA: "a".repeat(40) };
    await run(sources("mt-missing-alarm"), ci);
    const [{ body = "" } = {}] = forge.comments;
    expect(body).toContain(`commit <code>${HEAD.slice(0, 12)}</code>`);
    expect(body).toContain('<a href="https://github.com/acme/shop/actions/runs/9">');
  });

  const INPUTS = [
    "primary",
    "dr",
    "primary-dir",
    "dr-dir",
    "shared",
    "combined",
    "manifest",
    "strategy",
    "fail-on",
  ];

  it.each([...INPUTS, "arguments", "key", "version"])(
    "takes the input %s for what it is, not for shell",
    async (name) => {
      const trap = path.join(temp, "trap");
      const hostile = `$(touch ${trap})\`touch ${trap}\`; touch ${trap} #"; touch ${trap}; '; touch ${trap}; \\`;
      await run({ ...even(), [name]: hostile });
      expect(existsSync(trap)).toBe(false);
    },
  );

  it.each(INPUTS)("takes the input %s for no option, whatever it begins with", async (name) => {
    const trap = path.join(temp, "trap");
    const { status } = await run({ ...even(), [name]: `--history=${trap}` });
    expect(status).toBe(1);
    expect(existsSync(trap)).toBe(false);
  });

  it("takes a key for no option of the comment", async () => {
    const { status } = await run({ ...even(), key: "--failed" });
    expect(status).toBe(0);
    expect(forge.comments[0]?.body).toMatch(/^<!-- drparity comment --failed -->[^]*drparity: parity/);
  });

  it("runs a drparity that is installed apart: neither one of the checkout's, nor by the checkout's settings", () => {
    const at = (name: string) => path.join(temp, name);
    for (const name of ["checkout/node_modules/.bin", "bin", "runner"])
      mkdirSync(at(name), { recursive: true });
    const script = (name: string, text: string) =>
      writeFileSync(at(name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
    for (const name of ["checkout/node_modules/.bin/drparity", "bin/npx"])
      script(name, `touch ${at("trap")}`);
    writeFileSync(at("checkout/.npmrc"), "registry=https://evil.example\n");
    const tool = "node_modules/.bin/drparity";
    script(
      "bin/npm",
      `pwd > ${at("where")}; echo "$@" > ${at("how")}; mkdir -p node_modules/.bin\n` +
        `printf '#!/bin/sh\\nexec ${process.execPath} ${cli.main} "$@"\\n' > ${tool}; chmod 755 ${tool}`,
    );
    const { primary, dr } = even();
    const names = Object.keys(new ActionRunner(ACTION, temp).action.inputs);
    const inputs = Object.fromEntries(
      names.map((name) => [`INPUT_${name.toUpperCase().replaceAll("-", "_")}`, ""]),
    );
    const given = {
      INPUT_PRIMARY: primary,
      INPUT_DR: dr,
      INPUT_FAIL_ON: "warning",
      INPUT_VERSION: "1.2.3",
      INPUT_KEY: "pair",
    };
    const { status } = spawnSync("bash", [path.join(ACTION, "analyze.sh")], {
      cwd: at("checkout"),
      env: {
        ...inputs,
        ...given,
        PATH: `${at("bin")}:${process.env.PATH ?? ""}`,
        HOME: temp,
        RUNNER_TEMP: at("runner"),
        GITHUB_ACTION_PATH: ACTION,
        GITHUB_OUTPUT: at("output"),
        GITHUB_STEP_SUMMARY: at("summary"),
      },
    });
    expect(status).toBe(0);
    expect(existsSync(at("trap"))).toBe(false);
    expect(readFileSync(at("where"), "utf8").trim()).toBe(at("runner/drparity-tool"));
    expect(readFileSync(at("how"), "utf8")).toMatch(/^install .*--ignore-scripts .*drparity@1\.2\.3\n$/);
  });
});

describe("the pipelines that users copy", () => {
  const { inputs, runs } = new ActionRunner(ACTION, tmpdir()).action;

  it("run the version of this package", () => {
    expect(inputs.version?.default).toBe("");
    const gitlab = readYaml<{ variables: Record<string, string> }>(
      path.join(ROOT, "examples/ci/gitlab-merge-request.yml"),
    );
    expect(gitlab.variables.DRPARITY_VERSION).toBe(version);
    const workflow = readFileSync(path.join(ROOT, "examples/ci/github-pull-request.yml"), "utf8");
    expect(workflow).toContain(`drparity@${version}`);
  });

  it("give the action inputs that it has", () => {
    const answers = {
      ...ANSWERS,
      toolSource: { kind: "action", repository: "acme/drparity", ref: "v0" },
    } as const;
    const [file] = scaffold(answers).filter(({ path: name }) => name.endsWith("/drparity.yml"));
    const { jobs } = parse(file?.content ?? "") as { jobs: { parity: { steps: Step[] } } };
    const given = jobs.parity.steps.find(({ uses }) => uses?.includes("actions/analyze"))?.with ?? {};
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
  });

  it("have no expression within a script, where a name could become code", () => {
    const examples = readYaml<{ jobs: { parity: { steps: Step[] } } }>(
      path.join(ROOT, "examples/ci/github-pull-request.yml"),
    );
    for (const { run: script } of [...runs.steps, ...examples.jobs.parity.steps])
      expect(script ?? "").not.toContain("${{");
  });
});
