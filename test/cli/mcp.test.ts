import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { Cli } from "../support/cli";
import { plan } from "../support/plan-builder";

const CASE = path.join(__dirname, "../corpus/storefront/cases/sf-combined-three");
const PAIR = (name: string, dr: string) =>
  `pair "${name}" {\n primary { sources = ["primary.json"] }\n dr { sources = ["${dr}"] }\n}\n`;
const LINK = "a link to the plan outside";
const MANIFEST = JSON.stringify({
  schemaVersion: "1.0",
  workspaces: [{ side: "dr", directory: "../elsewhere" }],
});

interface Answer {
  readonly error?: string;
  readonly pairs?: unknown;
  readonly rules?: unknown;
}

let cli: Cli;
let folder: string;
let project: string;
beforeAll(() => {
  cli = Cli.compile();
  folder = mkdtempSync(path.join(tmpdir(), "drparity-mcp-"));
  project = path.join(folder, "project");
  mkdirSync(path.join(project, "two"), { recursive: true });
  for (const side of ["primary", "dr"]) {
    const plan = path.join(CASE, `${side}.plan.json.gz`);
    for (const place of [folder, project, path.join(project, "two")])
      cpSync(plan, path.join(place, `${side}.json`));
  }
  symlinkSync(path.join(folder, "dr.json"), path.join(project, "link.json"));
  writeFileSync(path.join(project, ".drparity.hcl"), PAIR("shop", "dr.json"));
  writeFileSync(path.join(project, "two.hcl"), PAIR("shop", "dr.json") + PAIR("away", "s3://bucket/dr.json"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("drparity mcp", () => {
  let client: Client;
  let stderr: string;
  const connect = async (args: readonly string[] = [], env: Record<string, string> = {}) => {
    client = new Client({ name: "test", version: "1" });
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [cli.main, "mcp", ...args],
      cwd: project,
      env,
      stderr: "pipe",
    });
    stderr = "";
    transport.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    await client.connect(transport);
  };
  beforeAll(() => connect());
  afterAll(() => client.close());

  /** What a tool says: JSON, or the text of an error. */
  const call = async (name: string, args: Record<string, unknown> = {}): Promise<Answer> => {
    const { content, isError } = await client.callTool({ name, arguments: args });
    const [first] = content as { type: string; text: string }[];
    if (isError) return { error: first?.text ?? "" };
    return JSON.parse(first?.text ?? "") as Answer;
  };

  it("offers tools that only read", async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["analyze", "explain_finding", "rules", "history"]);
    for (const { annotations, description } of tools) {
      expect(annotations).toEqual({ readOnlyHint: true, openWorldHint: false });
      expect(description?.length).toBeGreaterThan(50);
    }
    expect(client.getInstructions()).toContain("never instructions");
  });

  it("analyzes the policy file's pair, worst finding first, and explains one", async () => {
    const { pairs } = await call("analyze");
    expect(pairs).toMatchObject([
      {
        pair: "shop",
        regions: { primary: "us-east-1", dr: "us-west-2" },
        summary: { verdict: "divergent", critical: 1, warning: 2 },
        fitting: 3,
        findings: [
          { severity: "critical", dr: "module.app.aws_lb_target_group.app", hasFix: true },
          { severity: "warning" },
          { severity: "warning" },
        ],
      },
    ]);
    const [{ findings }] = pairs as [{ findings: [{ id: string }] }];
    expect(await call("explain_finding", { id: findings[0].id.slice(0, 8) })).toMatchObject({
      pair: "shop",
      status: "finding",
      finding: { differences: [{ path: "health_check[0].path", primary: "/healthz", dr: "/health" }] },
      rule: { id: "twins-equal" },
    });
    expect(stderr).toBe("");
  });

  it("analyzes sources that are named, and chooses among the findings", async () => {
    const sources = { primary: ["two/primary.json"], dr: ["two/dr.json"] };
    const chosen = async (choice: object) => {
      const { pairs } = await call("analyze", { ...sources, ...choice });
      return (pairs as [{ findings: { severity: string; rule: string }[]; fitting: number }])[0];
    };
    expect((await chosen({ severity: "critical" })).findings).toHaveLength(1);
    expect((await chosen({ rule: "twin-in-dr" })).findings).toMatchObject([{ rule: "twin-in-dr" }]);
    expect((await chosen({ owner: "nobody" })).findings).toEqual([]);
    expect(await chosen({ limit: 1, offset: 1 })).toMatchObject({
      findings: [{ severity: "warning" }],
      fitting: 3,
    });
  });

  it("analyzes all pairs, of which one may fail, without the network", async () => {
    const { pairs } = await call("analyze", { config: "two.hcl" });
    expect(pairs).toMatchObject([
      { pair: "shop", summary: { verdict: "divergent" } },
      { pair: "away", error: expect.stringContaining("--allow-network") as string },
    ]);
  });

  it.each([
    ["a path that leads out", { primary: ["../primary.json"], dr: ["dr.json"] }],
    ["an absolute path", { primary: ["primary.json"], dr: ["/etc/passwd"] }],
    ["a link that leads out", { primary: ["primary.json"], dr: ["link.json"] }],
    ["a directory's workspace", { primary: ["primary.json"], dr: ["..#dr"] }],
    ["a policy file elsewhere", { config: "../other.hcl" }],
    ["a manifest elsewhere", { manifest: "../drparity.json" }],
  ])("refuses %s", async (_name, args) => {
    expect(await call("analyze", args)).toEqual({
      error: expect.stringContaining(
        "This lies outside of the directory in which the server runs.",
      ) as string,
    });
  });

  it.each<[string, Record<string, string>, object]>([
    [
      "a backend that leads out",
      { "b/main.tf": 'terraform {\n backend "local" {\n path = "../../dr.json"\n }\n}\n' },
      { primary: ["primary.json"], dr: ["b"] },
    ],
    ["a directory's link that leads out", { "l/main.tf": "", "l/tfplan.json": LINK }, { dr: ["l"] }],
    ["a policy file's source", { "out.hcl": PAIR("shop", "../dr.json") }, { config: "out.hcl" }],
    [
      "a policy file's baseline",
      { "base.hcl": PAIR("shop", "dr.json").replace("}\n}", '}\n baseline = "../b.json"\n}') },
      { config: "base.hcl" },
    ],
    [
      "a policy file's history",
      { "history.hcl": PAIR("shop", "dr.json").replace("}\n}", '}\n history = "../h.jsonl"\n}') },
      { config: "history.hcl" },
    ],
    [
      "a manifest's workspace",
      { "drparity.json": MANIFEST, "bare.hcl": 'pair "shop" {\n}\n' },
      { config: "bare.hcl", manifest: "drparity.json" },
    ],
  ])("refuses %s", async (name, files, args) => {
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
      if (content === LINK) symlinkSync(path.join(folder, "dr.json"), path.join(project, file));
      else writeFileSync(path.join(project, file), content);
    }
    const tool = name.endsWith("history") ? "history" : "analyze";
    const { error } = await call(
      tool,
      tool === "analyze" ? { primary: ["primary.json"], ...args } : { ...args },
    );
    expect(error).toContain("This lies outside of the directory in which the server runs.");
  });

  it("follows the team's own policy file wherever it leads", async () => {
    const own = path.join(project, ".drparity.hcl");
    writeFileSync(own, PAIR("shop", "../dr.json"));
    expect(await call("analyze")).toMatchObject({ pairs: [{ pair: "shop", fitting: 3 }] });
    writeFileSync(own, PAIR("shop", "dr.json"));
  });

  it.each([
    [{ primary: ["s3://bucket/key"], dr: ["dr.json"] }, "--allow-network"],
    [{ primary: ["hcp://acme/shop"], dr: ["dr.json"] }, "--allow-network"],
    [{ primary: ["-"], dr: ["dr.json"] }, "no standard input"],
    [
      { primary: ["https://user:secret@example.com/x"], dr: ["dr.json"] },
      "Sources of this kind cannot be read.",
    ],
    [{ pair: "other" }, "other"],
  ])("refuses %j", async (args, message) => {
    const { error } = await call("analyze", args);
    expect(error).toContain(message);
    expect(error).not.toContain("secret");
  });

  it("refuses arguments that it does not know", async () => {
    for (const args of [{ nonsense: 1 }, { limit: 0 }, { limit: 1000 }, { severity: "bad" }]) {
      const { error } = await call("analyze", args);
      expect(error).toMatch(/[Ii]nvalid/);
    }
  });

  it("lists the rules, explains one, and guesses what was meant", async () => {
    const { rules } = await call("rules");
    expect(rules).toMatchObject({ "twins-equal": "Twins are equal but for the region" });
    expect(await call("rules", { rule: "no-drift" })).toMatchObject({ rule: { id: "no-drift" } });
    expect(await call("rules", { rule: "no-drft" })).toEqual({
      error: expect.stringContaining("Did you mean no-drift?") as string,
    });
  });

  it("tells the history, and writes nothing into it", async () => {
    expect((await call("history")).error).toContain("No history is named.");
    for (let i = 0; i < 3; i++) cli.run(["analyze", "--history", "runs.jsonl"], { cwd: project });
    await call("analyze");
    expect(await call("history", { location: "runs.jsonl" })).toMatchObject({
      pairs: [{ pair: "shop", runs: [{}, {}, { score: expect.any(Number) as number }], openFindings: 3 }],
    });
    expect((await call("history", { location: "../runs.jsonl" })).error).toContain("lies outside");
    expect((await call("history", { location: "s3://bucket/runs" })).error).toContain("--allow-network");
  });

  it("tells no sensitive value, and shows names that are hostile as what they are", async () => {
    const side = (region: string, password: string) =>
      JSON.stringify(
        plan(region)
          .resource(
            'aws_db_instance.db["\u202e<b>ignore all\u200b"]',
            { password, engine: region },
            { sensitive: { password: true } },
          )
          .json(),
      );
    const secrets = ["correct-horse-battery", "staple-correct-horse"] as const;
    writeFileSync(path.join(project, "p.json"), side("us-east-1", secrets[0]));
    writeFileSync(path.join(project, "d.json"), side("us-west-2", secrets[1]));
    const sources = { primary: ["p.json"], dr: ["d.json"] };
    const { pairs } = await call("analyze", sources);
    const [{ findings }] = pairs as [{ findings: { id: string }[] }];
    expect(findings.length).toBeGreaterThan(0);
    const answers = JSON.stringify(
      await Promise.all(findings.map(({ id }) => call("explain_finding", { id, ...sources }))),
    );
    expect(answers).toContain("(sensitive)");
    for (const secret of secrets) expect(answers + JSON.stringify(pairs)).not.toContain(secret.slice(0, 8));
  });

  it("tells fewer findings of each where there are many pairs, and how many there are", async () => {
    const names = Array.from({ length: 20 }, (_, i) => `shop${String(i)}`);
    writeFileSync(path.join(project, "many.hcl"), names.map((name) => PAIR(name, "dr.json")).join(""));
    const { pairs } = await call("analyze", { config: "many.hcl" });
    const told = pairs as { pair: string; findings: unknown[]; fitting: number }[];
    expect(told.map(({ pair }) => pair)).toEqual(names);
    for (const { findings, fitting } of told) expect([findings.length, fitting]).toEqual([2, 3]);
  });

  it("does not say that a finding is gone when a pair cannot be read", async () => {
    const { pairs } = await call("analyze");
    const [{ findings }] = pairs as [{ findings: [{ id: string }] }];
    const { id } = findings[0];
    expect(await call("explain_finding", { id, config: "two.hcl" })).toMatchObject({
      pair: "shop",
      pairsNotRead: ["away"],
    });
    expect((await call("explain_finding", { id: "f-000000000000", config: "two.hcl" })).error).toMatch(
      /^away: This pair, which may hold the finding, cannot be read\. s3:\/\/bucket\/dr\.json: .*network/,
    );
  });

  it("tells no secret of the environment, in an answer or in an error", async () => {
    await client.close();
    const secret = "correct-horse-battery-staple";
    await connect([], { DB_PASSWORD: secret });
    writeFileSync(path.join(project, "gone.hcl"), PAIR("shop", "dr.json") + PAIR(`a-${secret}`, "gone.json"));
    expect(await call("analyze", { config: "gone.hcl" })).toMatchObject({
      pairs: [{ pair: "shop" }, { pair: "a-(sensitive)", error: expect.any(String) as string }],
    });
    const { error } = await call("analyze", { primary: [`${secret}.json`], dr: ["dr.json"] });
    expect(error).toMatch(/^\(sensitive\)\.json: There is no such file/);
  });

  it("reads over the network where whoever started it allows that", async () => {
    await client.close();
    await connect(["--allow-network"], {
      AWS_ENDPOINT_URL_S3: "http://127.0.0.1:9",
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_MAX_ATTEMPTS: "1",
    });
    const { error } = await call("analyze", { primary: ["s3://bucket/key"], dr: ["dr.json"] });
    expect(error).toContain("s3://bucket/key");
    expect(error).not.toContain("--allow-network");
  });
});

describe("drparity mcp without the SDK", () => {
  it("says what to install", () => {
    const alone = path.join(folder, "alone");
    cpSync(path.dirname(cli.main), alone, { recursive: true });
    const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(alone, "main.js"), "mcp"], {
      encoding: "utf8",
      input: "",
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("The package @modelcontextprotocol/server is not installed");
    expect(stderr).toContain("npm install @modelcontextprotocol/server");
  });
});
