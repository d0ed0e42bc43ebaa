import { writeFileSync } from "node:fs";
import path from "node:path";
import { unifiedDiff } from "../../../analyzer/act/remediate/unified-diff";
import { runCheck } from "../../../analyzer/cli/run-check";
import type { Finding, Report } from "../../../analyzer/model/report";
import { FakeGitHub } from "../../support/fake-github";
import {
  at,
  cleanReport,
  divergedReport,
  finding,
  hostileReport,
  incompleteReport,
  reportOf,
  resource,
} from "../../support/report-fixtures";
import { inputError, withFiles } from "../../read/sources/helpers";

const FIX = { side: "dr", address: "aws_db_instance.main", language: "hcl", text: "size = 2\n" } as const;
const here = (line: number, fields: Partial<Finding> = {}) =>
  finding({ dr: at("dr/main.tf", line, resource(`aws_db_instance.n${String(line)}`, "dr")), ...fields });

let github: FakeGitHub;
const before = { ...process.env };
beforeEach(async () => {
  github = new FakeGitHub();
  Object.assign(process.env, {
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: await github.start(),
    GITHUB_REPOSITORY: "acme/shop",
    GITHUB_REF: "refs/pull/7/merge",
    GITHUB_SHA: "deadbeef",
    GITHUB_TOKEN: "ghs_secret",
    GITHUB_SERVER_URL: "https://github.test",
    GITHUB_RUN_ID: "42",
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_EVENT_PATH: "",
    DRPARITY_COMMIT: "",
  });
  jest.spyOn(process.stderr, "write").mockImplementation(() => true);
});
afterEach(async () => {
  process.env = { ...before };
  jest.restoreAllMocks();
  await github.stop();
});

const DEFAULTS = { key: "pair", failed: false, failOn: "warning", suggest: undefined } as const;

/** Runs `check` on a report, or on any other text. */
function check(report: Report | string, more: Partial<Parameters<typeof runCheck>[0]> = {}): Promise<void> {
  const text = typeof report === "string" ? report : JSON.stringify(report);
  return withFiles({ "report.json": text }, (directory) => {
    const suggest = more.suggest === undefined ? {} : { suggest: path.join(directory, "fix.patch") };
    if (more.suggest !== undefined) writeFileSync(path.join(directory, "fix.patch"), more.suggest);
    return runCheck({ ...DEFAULTS, file: path.join(directory, "report.json"), ...more, ...suggest });
  });
}

describe("a check run", () => {
  it("says the verdict on the pull request's head, and marks the lines of findings", async () => {
    await check(
      reportOf([here(3, { severity: "critical", fix: FIX }), finding({ address: "aws_vpc.main" })]),
    );
    const run = github.shown("drparity");
    expect(run).toMatchObject({ head_sha: "c0ffee1", status: "completed", conclusion: "failure" });
    expect(run).toMatchObject({ details_url: "https://github.test/acme/shop/actions/runs/42" });
    expect(run?.output.title).toMatch(/^divergent, .*1 critical, 1 warning$/);
    expect(run?.output.summary).toMatch(/Without a line of a file:\n\n- 🟠 <code>aws_vpc\.main<\/code>/);
    expect(run?.annotations).toEqual([
      {
        path: "dr/main.tf",
        start_line: 3,
        end_line: 3,
        annotation_level: "failure",
        title: "aws_db_instance.main -> aws_db_instance.n3",
        message: expect.stringMatching(/\nAt failover: .*\nWhat to do: .*\nId: f-/),
        raw_details: "size = 2",
      },
    ]);
    expect(github.requests.every(({ headers }) => headers.authorization === "Bearer ghs_secret")).toBe(true);
  });

  it.each<[string, Report, "success" | "neutral" | "failure"]>([
    ["parity", cleanReport(), "success"],
    ["what is less than --fail-on", reportOf([here(1, { severity: "info" })]), "neutral"],
    ["divergence", divergedReport(), "failure"],
    ["sources that prove nothing", incompleteReport(), "failure"],
    ["a hostile report", hostileReport(), "failure"],
  ])("of %s", async (_, report, conclusion) => {
    await check(report);
    expect(github.shown("drparity")?.conclusion).toBe(conclusion);
  });

  it("marks fifty lines in a request, and each of a thousand findings' lines once", async () => {
    const findings = Array.from({ length: 130 }, (_, i) => here(i + 1));
    await check(reportOf([...findings, ...findings]));
    expect(github.runs).toHaveLength(1);
    expect(github.shown("drparity")?.annotations).toHaveLength(130);
  });

  it("is updated by a second run on the same commit", async () => {
    const findings = Array.from({ length: 60 }, (_, i) => here(i + 1));
    await check(reportOf(findings.slice(0, 55)));
    await check(reportOf(findings));
    expect(github.runs).toHaveLength(1);
    expect(github.shown("drparity")?.annotations).toHaveLength(60);
  });

  it("gives way to a new one where it marks what holds no longer", async () => {
    await check(reportOf([here(1), here(2)]));
    await check(reportOf([here(2)]));
    expect(github.shown("drparity")?.annotations).toHaveLength(1);
  });

  it("is replaced by the error when there is no report, and by the next verdict", async () => {
    await check(cleanReport());
    await check("drparity: dr.json: There is no such file.\n", { failed: true });
    expect(github.runs).toHaveLength(1);
    expect(github.shown("drparity")).toMatchObject({
      conclusion: "failure",
      output: {
        title: "Parity could not be checked",
        summary: expect.stringContaining("There is no such file") as string,
      },
    });
    await check(cleanReport());
    expect(github.shown("drparity")?.conclusion).toBe("success");
  });

  it("says no more than GitHub takes, and counts the rest", async () => {
    const endless = { address: `aws_vpc.main["${"<".repeat(400)}"]`, message: "*".repeat(600) };
    await check(reportOf(Array.from({ length: 60 }, () => finding(endless))));
    const { summary } = github.shown("drparity")?.output ?? { summary: "" };
    const told = summary.split("\n").filter((line) => line.startsWith("- ")).length;
    expect(summary.length).toBeLessThanOrEqual(65_535);
    expect(told).toBeGreaterThan(5);
    expect(summary).toContain(`And ${String(60 - told)} more findings, in the run's own report.`);
    await check(Array.from({ length: 40 }, () => "<".repeat(2000)).join("\n"), { failed: true });
    expect(github.shown("drparity")?.output.summary.length).toBeLessThanOrEqual(65_535);
  });

  it("is each pair's own", async () => {
    await check(cleanReport(), { key: "shop" });
    await check(divergedReport(), { key: "billing" });
    expect(github.shown("drparity (shop)")?.conclusion).toBe("success");
    expect(github.shown("drparity (billing)")?.conclusion).toBe("failure");
  });

  it("is on the commit itself where there is no pull request", async () => {
    process.env.GITHUB_REF = "refs/heads/main";
    await check(cleanReport());
    expect(github.shown("drparity")?.head_sha).toBe("deadbeef");
  });

  it("is on the commit that was analyzed, whatever was pushed since", async () => {
    github.head = "0fff0ff";
    const event = JSON.stringify({ pull_request: { head: { sha: "c0ffee1" } } });
    await withFiles({ "event.json": event }, async (directory) => {
      process.env.GITHUB_EVENT_PATH = path.join(directory, "event.json");
      await check(cleanReport());
      expect(github.shown("drparity")?.head_sha).toBe("c0ffee1");
      process.env.DRPARITY_COMMIT = "decade1";
      await check(cleanReport());
      expect(github.shown("drparity")?.head_sha).toBe("decade1");
    });
    expect(github.requests.some(({ path: asked }) => asked.endsWith("/pulls/7"))).toBe(false);
  });

  it("is never on the base's commit, as pull_request_target has it", async () => {
    Object.assign(process.env, { GITHUB_EVENT_NAME: "pull_request_target", GITHUB_REF: "refs/heads/main" });
    expect((await inputError(check(cleanReport()))).what).toBe("This run belongs to no commit.");
    expect(github.runs).toEqual([]);
  });

  it("that may not be written says what the token lacks, and does not name it", async () => {
    github.refusal = 403;
    const error = await inputError(check(cleanReport()));
    expect(error.message).toBe(
      "check: It could not be written: GitHub answered with HTTP 403.\n" +
        "GitHub's token must be allowed to write checks (checks: write); a fork's pull request gets one that may only read.",
    );
  });

  it.each<[string, NodeJS.ProcessEnv, RegExp]>([
    ["outside of GitHub", { GITHUB_ACTIONS: undefined }, /not GitHub Actions/],
    ["without a token", { GITHUB_TOKEN: "", GH_TOKEN: "" }, /no token to write with.*\n.*checks: write/],
    ["without a commit", { GITHUB_REF: "refs/heads/main", GITHUB_SHA: "" }, /belongs to no commit/],
  ])("%s is an error", async (_, env, message) => {
    for (const [name, value] of Object.entries(env))
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    expect((await inputError(check(cleanReport()))).message).toMatch(message);
  });

  it.each([
    ["{}", /no JSON report/],
    ["nonsense", /no JSON report/],
    [JSON.stringify({ ...cleanReport(), summary: {} }), /no verdict/],
    [JSON.stringify({ reports: [cleanReport(), cleanReport()] }), /several pairs/],
  ])("of %.20s is an error", async (text, message) => {
    expect((await inputError(check(text))).message).toMatch(message);
  });
});

describe("suggested changes", () => {
  const LINES = ['resource "aws_db_instance" "main" {', "  size = 1", "```", "}"];
  const patchTo = (size: string) =>
    unifiedDiff(
      "dr/main.tf",
      `${LINES.join("\n")}\n`,
      [{ start: 1, count: 1, lines: [`  size = ${size}\n`] }],
      () => true,
    );
  const report = reportOf([here(2)]);
  beforeEach(() => {
    const patch = `@@ -1,4 +1,4 @@\n ${LINES[0] ?? ""}\n-  size = 3\n+${LINES.slice(1, 3).join("\n ")}\n }`;
    github.files = [{ filename: "logo.png" }, { filename: "dr/main.tf", patch }];
  });

  it("are one review of the pull request's head", async () => {
    await check(report, { suggest: patchTo("2") });
    expect(github.reviews).toEqual([
      {
        commit_id: "c0ffee1",
        event: "COMMENT",
        comments: [
          {
            path: "dr/main.tf",
            line: 2,
            side: "RIGHT",
            body: "<!-- drparity suggestion pair -->\nSo that both regions are alike here:\n```suggestion\n  size = 2\n```",
          },
        ],
      },
    ]);
  });

  it("are not said again while they hold", async () => {
    await check(report, { suggest: patchTo("2") });
    await check(report, { suggest: patchTo("2") });
    expect(github.reviews).toHaveLength(1);
  });

  it("are not said again of a file whose lines end with CRLF", async () => {
    const lines = LINES.map((line) => `${line}\r`);
    const added = lines.slice(1, 3).join("\n ");
    github.files = [
      {
        filename: "dr/main.tf",
        patch: `@@ -1,4 +1,4 @@\n ${lines[0] ?? ""}\n-  size = 3\r\n+${added}\n }\r`,
      },
    ];
    const change = { start: 1, count: 1, lines: ["  size = 2\r\n"] };
    const suggest = unifiedDiff("dr/main.tf", `${lines.join("\n")}\n`, [change], () => true);
    await check(report, { suggest });
    await check(report, { suggest });
    expect(github.reviews).toHaveLength(1);
    expect(github.comments[0]?.body).toMatch(/size = 2/);
  });

  it("are withdrawn when they hold no longer, once", async () => {
    await check(report, { suggest: patchTo("2") });
    await check(report, { suggest: patchTo("4") });
    await check(report, { suggest: "" });
    await check(report, { suggest: "" });
    expect(github.reviews).toHaveLength(2);
    expect(github.comments.map(({ body }) => body)).toEqual(
      Array(2).fill("<!-- drparity suggestion pair -->\n_Withdrawn: this holds no longer._"),
    );
    expect(github.requests.filter(({ path: to }) => to.includes("/pulls/comments/"))).toHaveLength(2);
  });

  it("are left to the run of a newer commit", async () => {
    await check(report, { suggest: patchTo("2") });
    process.env.DRPARITY_COMMIT = "decade1";
    await check(report, { suggest: patchTo("4") });
    expect(github.reviews).toHaveLength(1);
    expect(github.comments[0]?.body).toContain("size = 2");
  });

  it("cannot end their fence", async () => {
    await check(report, { suggest: patchTo("```") });
    expect(github.comments[0]?.body).toMatch(/\n````suggestion\n {2}size = ```\n````$/);
  });

  it("leave somebody else's comment alone", async () => {
    const [first] = LINES;
    const user = { login: "mallory", type: "User" };
    const body = "<!-- drparity suggestion pair -->\nmine";
    github.comments.push({ id: 99, body, user, path: first ?? "", line: 1, start_line: null });
    await check(report, { suggest: patchTo("2") });
    expect(github.comments[0]?.body).toBe(body);
  });

  it("need a pull request", async () => {
    process.env.GITHUB_REF = "refs/heads/main";
    expect((await inputError(check(report, { suggest: patchTo("2") }))).what).toMatch("no pull request");
    expect(github.runs).toEqual([]);
  });
});
