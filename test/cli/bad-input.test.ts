import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { JsonObject } from "../../analyzer/base/json";
import type { Report } from "../../analyzer/model/report";
import { Cli, type Run } from "../support/cli";
import { plan, type PlanBuilder } from "../support/plan-builder";

let cli: Cli;
let folder: string;
beforeAll(() => {
  cli = Cli.compile();
  folder = mkdtempSync(path.join(tmpdir(), "drparity-bad-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, content: string | Buffer | PlanBuilder): string {
  const target = path.join(folder, name);
  const text =
    typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content.json());
  writeFileSync(target, text);
  return target;
}

function good(region: string): PlanBuilder {
  return plan(region).resource("aws_sqs_queue.orders", { name: "orders", delay_seconds: 5 });
}

function analyze(primary: string, dr: string, ...more: string[]): Run {
  return cli.run(["analyze", "--primary", primary, "--dr", dr, ...more]);
}

/** One clear message of at most two lines, exit 1, nothing on standard output, no stack trace. */
function expectOneClearMessage({ status, stdout, stderr }: Run, about: RegExp): void {
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^drparity: /);
  expect(stderr.trimEnd().split("\n").length).toBeLessThanOrEqual(2);
  expect(stderr).toMatch(about);
  expect(stderr).not.toMatch(/\n\s+at |node:internal|fault of drparity/);
}

describe("a source that cannot be used is one clear message and exit 1, and no output file:", () => {
  const nested = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
  const state = {
    version: 4,
    lineage: "a",
    serial: 1,
    terraform_version: "1.11.4",
    resources: [],
    outputs: {},
  };

  it.each<[string, string | Buffer, RegExp]>([
    ["an empty file", "", /empty/i],
    ["white space alone", " \n\t\n", /empty/i],
    ["no JSON", "resource aws_sqs_queue orders {}", /JSON|plan or state/],
    ["truncated JSON", JSON.stringify(good("us-west-2").json()).slice(0, 200), /JSON|truncated|end/i],
    ["a JSON text", '"plan"', /plan|state/i],
    ["a JSON list", "[]", /plan|state/i],
    ["null", "null", /plan|state/i],
    ["JSON of another kind", '{"name": "some-package", "version": "1.0.0"}', /plan|state/i],
    ["a plan of an unknown major version", '{"format_version":"2.0","resource_changes":[]}', /version/i],
    [
      "an encrypted state",
      '{"serial":1,"lineage":"a","encrypted_data":"c2VjcmV0","encryption_version":"v0"}',
      /encrypt/i,
    ],
    ["a legacy state", JSON.stringify({ ...state, version: 3, modules: [] }), /version|legacy/i],
    ["a state of the future", JSON.stringify({ ...state, version: 5 }), /version/i],
    ["10,000 lists in each other", nested, /./],
    ["binary rubbish", Buffer.from([0, 1, 2, 255, 254, 7, 8, 9]), /./],
    ["broken gzip", Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]), /gzip|compress/i],
    [
      "half of UTF-16",
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('{"format_', "utf16le")]),
      /JSON/,
    ],
  ])("%s", (name, content, about) => {
    const bad = file(`${name.replace(/\W/g, "-")}.json`, content);
    const output = path.join(folder, "report.json");
    const run = analyze(file("good.json", good("us-east-1")), bad, "--format", "json", "--output", output);
    expectOneClearMessage(run, about);
    expect(run.stderr).toContain(bad);
    expect(existsSync(output)).toBe(false);
    expect(readdirSync(folder).filter((entry) => entry.includes("partial"))).toEqual([]);
  });

  it("a file that is not there", () => {
    expectOneClearMessage(
      analyze(file("good.json", good("us-east-1")), path.join(folder, "none.json")),
      /no such file/i,
    );
  });

  it("a directory with nothing in it", () => {
    const empty = path.join(folder, "empty");
    mkdirSync(empty, { recursive: true });
    expectOneClearMessage(analyze(file("good.json", good("us-east-1")), empty), /./);
  });

  const asRoot = process.getuid?.() === 0;
  (asRoot ? it.skip : it)("a file that may not be read", () => {
    const locked = file("locked.json", good("us-west-2"));
    chmodSync(locked, 0);
    expectOneClearMessage(analyze(file("good.json", good("us-east-1")), locked), /permission/i);
  });

  it("a name with escape codes is shown, not obeyed", () => {
    const run = analyze(file("good.json", good("us-east-1")), "no\u001b[2J\u202efile");
    expectOneClearMessage(run, /no such file/i);
    // eslint-disable-next-line no-control-regex -- the control characters are what must not be there
    expect(run.stderr).not.toMatch(/[\u001b\u202e]/);
  });
});

describe("a command line that makes no sense is one clear message and exit 1:", () => {
  it.each<[string, string[], RegExp]>([
    ["no command", [], /command/i],
    ["an unknown command", ["analyse"], /analyse/],
    ["an unknown option", ["analyze", "--primry", "x"], /primry/],
    ["no sources", ["analyze"], /Both sides/],
    ["one side alone", ["analyze", "--primary", "x"], /Both sides/],
    ["an option without its value", ["analyze", "--primary"], /primary/],
    ["an unknown format", ["analyze", "--format", "xml"], /xml/],
    ["an unknown strategy", ["analyze", "--strategy", "cold"], /cold/],
    ["a region that is none", ["analyze", "--combined", "-", "--primary-region", "mars"], /./],
    ["the same file twice", ["analyze", "--primary", "a.json", "--dr", "./a.json"], /twice/],
    ["standard input twice", ["analyze", "--primary", "-", "--dr", "-"], /twice/],
    ["a manifest that is not there", ["analyze", "--manifest", "none.json"], /manifest/i],
    ["the same in another command", ["pairs", "--primary", "a.json"], /Both sides/],
  ])("%s", (_what, args, about) => {
    expectOneClearMessage(cli.run(args, { cwd: folder }), about);
  });

  it.each<[string, string, RegExp]>([
    ["is not JSON", "{", /JSON/],
    ["is something else", "{}", /manifest/],
    ["is of a version to come", '{"schemaVersion":"2.0"}', /2\.0/],
  ])("a manifest that %s", (_what, content, about) => {
    expectOneClearMessage(cli.run(["analyze", "--manifest", file("manifest.json", content)]), about);
  });

  it("a plan where a state is expected", () => {
    const [a, b] = [file("a.json", good("us-east-1")), file("b.json", good("us-west-2"))];
    expectOneClearMessage(
      analyze(a, b, "--dr-state", file("c.json", good("us-west-2"))),
      /state is expected/,
    );
  });
});

describe("two copies of one plan", () => {
  it("are compared: the region alone is the same on both sides", () => {
    const [a, b] = [file("a.json", good("us-east-1")), file("copy-of-a.json", good("us-east-1"))];
    const run = analyze(a, b, "--format", "json");
    expect(run.stderr).not.toMatch(/\n\s+at /);
    expect([0, 2]).toContain(run.status);
  });
});

describe("two plans of unrelated applications", () => {
  it("give a warning that pairing failed, not a finding per resource", () => {
    const shop = plan("us-east-1");
    const wiki = plan("us-west-2");
    for (let i = 0; i < 250; i++) {
      shop.resource(`aws_sqs_queue.shop_${i}`, { name: `shop-${i}`, visibility_timeout_seconds: i });
      wiki.resource(`aws_ecr_repository.wiki_${i}`, { name: `wiki-${i}`, image_tag_mutability: "MUTABLE" });
    }
    const { status, stdout } = analyze(file("shop.json", shop), file("wiki.json", wiki), "--format", "json");
    const report = JSON.parse(stdout) as Report;
    expect(status).toBe(2);
    expect(report.findings).toEqual([]);
    expect(report.summary.verdict).toBe("incomplete");
    expect(report.coverage.incomplete).toEqual([expect.stringMatching(/pairing failed/)]);
    expect(report.coverage.notCompared).toHaveLength(500);
  });
});

describe("hostile names and values give a sound report in every format", () => {
  const NAMES = [
    'quote"d',
    "brack[et]s",
    "do.ts",
    "<script>alert(1)</script>",
    "\u001b[31mred\u001b[0m",
    "__proto__",
    "constructor",
    "new\nline",
    "::error::pwned",
    "| table | `code`",
    "\u202egnp.exe",
    "${interpolation}",
    "a\u0000b",
    "",
  ];

  function hostile(region: string, size: number): PlanBuilder {
    const builder = plan(region);
    for (const name of NAMES) {
      const key = JSON.stringify(name);
      builder.resource(`module.m[${key}].aws_sqs_queue.q[${key}]`, {
        name: `queue-${name}`,
        visibility_timeout_seconds: size,
        tags: { [`k${name}`]: `${name}${size}` },
      });
    }
    return builder.resource("constructor.toString", { size }).resource("hasOwnProperty.valueOf", { size });
  }

  it.each(["text", "json", "markdown", "sarif", "junit", "html"])("%s", (format) => {
    const run = analyze(
      file("h1.json", hostile("us-east-1", 1)),
      file("h2.json", hostile("us-west-2", 2)),
      "--format",
      format,
    );
    expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 2, stderr: "" });
    // eslint-disable-next-line no-control-regex -- the control characters are what must not be there
    expect(run.stdout).not.toMatch(/[\u001b\u202e\u0000]/);
    if (format === "html" || format === "junit") expect(run.stdout).not.toContain("<script>alert");
    if (format === "json")
      expect((JSON.parse(run.stdout) as Report).findings.length).toBeGreaterThanOrEqual(NAMES.length);
  });

  it("a member named __proto__ is compared as any other", () => {
    const tags = (value: string) => JSON.parse(`{"__proto__": "${value}"}`) as JsonObject;
    const side = (region: string, value: string) =>
      plan(region).resource("aws_lambda_function.f", {
        function_name: "f",
        environment: [{ variables: tags(value) }],
      });
    const run = analyze(
      file("p1.json", side("us-east-1", "one")),
      file("p2.json", side("us-west-2", "two")),
      "--format",
      "json",
    );
    const report = JSON.parse(run.stdout) as Report;
    expect(report.findings.flatMap(({ differences }) => differences)).toHaveLength(1);
  });
});

describe("deep nesting", () => {
  function deep(region: string, depth: number, leaf: number): string {
    const document = good(region).json();
    const text = JSON.stringify(document);
    const value = `${'{"a":'.repeat(depth)}${leaf}${"}".repeat(depth)}`;
    return text.replaceAll('"delay_seconds":5', `"delay_seconds":5,"deep":${value}`);
  }

  it("10,000 objects in each other are a report or a message, never a crash", () => {
    const run = analyze(
      file("deep1.json", deep("us-east-1", 10_000, 1)),
      file("deep2.json", deep("us-west-2", 10_000, 2)),
    );
    expect([0, 1, 2]).toContain(run.status);
    expect(run.stderr).not.toMatch(/\n\s+at |RangeError|call stack|fault of drparity/);
  });

  it("500 objects in each other are a report", () => {
    const run = analyze(
      file("deep1.json", deep("us-east-1", 500, 1)),
      file("deep2.json", deep("us-west-2", 500, 2)),
    );
    expect([0, 2]).toContain(run.status);
  });
});

describe("a reader that goes away (| head)", () => {
  it("is no error", () => {
    const many = (region: string, size: number) => {
      const builder = plan(region);
      for (let i = 0; i < 400; i++)
        builder.resource(`aws_sqs_queue.q${i}`, { name: `q${i}`, delay_seconds: size });
      return builder;
    };
    const [a, b] = [file("many1.json", many("us-east-1", 1)), file("many2.json", many("us-west-2", 2))];
    const command = `"${process.execPath}" "${cli.main}" analyze --primary "${a}" --dr "${b}" --format json | head -c 10`;
    const { stdout, stderr } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
    expect({ stdout: stdout.length, stderr }).toEqual({ stdout: 10, stderr: "" });
  });
});

describe("an option of one value that stands twice is an error that shows both, and no gate opens:", () => {
  const twice: [string, ...string[]][] = [
    ["--fail-on", "info", "--fail-on", "info"],
    ["--fail-on=info", "--failOn", "never"],
    ["--format", "text", "--format", "json"],
    ["--strategy", "pilot-light", "--strategy", "warm-standby"],
    ["--output", "-", "--output", "-"],
    ...[
      "config",
      "pair",
      "history",
      "baseline",
      "write-baseline",
      "manifest",
      "primary-region",
      "dr-region",
    ].map((name): [string, ...string[]] => [`--${name}`, "x", `--${name}`, "x"]),
  ];
  it.each(twice)("%s %s %s %s", (...options) => {
    const [primary, dr] = [file("once-p.json", good("us-east-1")), file("once-d.json", good("us-west-2"))];
    expectOneClearMessage(
      analyze(primary, dr, ...options),
      /--[\w-]+ \S+ and --[\w-]+ \S+: .*more than once/,
    );
  });

  it("while a list may be given in pieces", () => {
    const [primary, dr] = [file("list-p.json", good("us-east-1")), file("list-d.json", good("us-west-2"))];
    const target = path.join(folder, "list.json");
    const { status, stderr } = analyze(
      primary,
      dr,
      "--also",
      `json=${target}`,
      "--also",
      `markdown=${target}.md`,
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(existsSync(target) && existsSync(`${target}.md`)).toBe(true);
  });

  it.each([
    ["drift", "config"],
    ["pairs", "config"],
    ["history", "from"],
    ["remediate", "config"],
    ["comment report.md", "on"],
  ])("in %s, too", (command, option) => {
    const run = cli.run([...command.split(" "), `--${option}`, "a", `--${option}`, "b"]);
    expectOneClearMessage(run, /--\w+ a and --\w+ b: .*more than once/);
  });
});
