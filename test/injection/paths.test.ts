import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Cli, type Run } from "../support/cli";
import { plan } from "../support/plan-builder";

/** What lies outside of the checkout, and must neither be shown nor be changed. */
const SECRET = "outside-of-the-checkout";

let cli: Cli;
let root: string;
beforeAll(() => (cli = Cli.compile()));

const at = (...names: string[]) => path.join(root, ...names);
const inRepository = (...names: string[]) => at("repository", ...names);
const outside = (...names: string[]) => at("outside", ...names);

function write(file: string, content: unknown): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
}

function link(target: string, file: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  symlinkSync(target, file);
}

const side = (region: string, name: string) =>
  plan(region)
    .resource("aws_sqs_queue.orders", { name, delay_seconds: region === "us-east-1" ? 5 : 60 })
    .json();

/** A checkout whose author wrote all that is in it, and a directory beside it. */
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), "drparity-reach-")));
  mkdirSync(inRepository(".git"), { recursive: true });
  write(inRepository("primary.json"), side("us-east-1", "orders"));
  write(inRepository("dr.json"), side("us-west-2", "orders"));
  write(outside("secret.json"), side("us-west-2", SECRET));
  write(outside("notes"), SECRET);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const run = (args: readonly string[], env: Record<string, string> = {}): Run =>
  cli.run(args, { cwd: inRepository(), env: { HOME: at("home"), ...env } });
const SOURCES = ["--primary", "primary.json", "--dr", "dr.json"];

/** Everything outside of the checkout, with its content. */
function beside(directory = outside()): Record<string, string> {
  return Object.fromEntries(
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [name, readFileSync(path.join(parentPath, name), "utf8")]),
  );
}

interface PairText {
  readonly primary?: object;
  readonly dr?: object;
  readonly [name: string]: unknown;
}

/** A policy file of the checkout's, with sources that lie in it. */
function policy(pair: PairText, file = inRepository(".drparity.json")): void {
  const sources = { primary: { sources: ["primary.json"] }, dr: { sources: ["dr.json"] } };
  write(file, { pair: { shop: { ...sources, ...pair } } });
}

/** The ways to write a path that leads out of the checkout. */
const WAYS: readonly (readonly [string, (name: string) => string])[] = [
  ["by its beginning", (name) => outside(name)],
  ["by climbing", (name) => `../outside/${name}`],
  ["by climbing from within", (name) => `./a/../../outside/${name}`],
  [
    "by a link",
    (name) => {
      link(outside(name), inRepository("link"));
      return "link";
    },
  ],
  [
    "by a directory's link",
    (name) => {
      link("../outside", inRepository("folder"));
      return `folder/${name}`;
    },
  ],
];

describe("a policy file of the checkout names nothing outside of it", () => {
  const members: readonly (readonly [string, string, (file: string) => PairText])[] = [
    ["a plan", "secret.json", (file) => ({ dr: { sources: [file] } })],
    ["a state", "secret.json", (file) => ({ dr: { sources: ["dr.json"], state: [file] } })],
    ["a shared source", "secret.json", (file) => ({ shared: [file] })],
    ["a baseline", "secret.json", (file) => ({ baseline: file })],
    ["a manifest", "secret.json", (file) => ({ manifest: file })],
    ["a history that is there", "notes", (file) => ({ history: file })],
    ["a new history", "new.jsonl", (file) => ({ history: file })],
  ];
  const cases = members.flatMap(([what, name, pair]) =>
    WAYS.map(([way, spell]) => ({ what, way, name, pair, spell })),
  );

  it.each(cases)("$what, $way", ({ name, pair, spell }) => {
    policy(pair(spell(name)));
    const before = beside();
    const { status, stdout, stderr } = run(["analyze", "--format", "json"]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/leads out of the checkout/);
    expect(stderr).not.toContain(SECRET);
    expect(beside()).toEqual(before);
  });

  it("nor anything of Git's own", () => {
    policy({ history: ".git/hooks/history" });
    mkdirSync(inRepository(".git/hooks"));
    const { status, stderr } = run(["analyze"]);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^drparity: \.drparity\.json:\d+, pair "shop": "history" leads out of the checkout/,
    );
    expect(readdirSync(inRepository(".git/hooks"))).toEqual([]);
  });

  it("is none itself when it is a link that leads out", () => {
    policy({}, outside("policy.json"));
    link(outside("policy.json"), inRepository(".drparity.json"));
    expect(run(["analyze"])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^drparity: \.drparity\.json: This leads out of the checkout/) as string,
    });
  });

  it("unless the checkout is trusted, or the policy file is not of the checkout", () => {
    policy({ dr: { sources: ["../outside/secret.json"] }, history: "../outside/new.jsonl" });
    expect(run(["analyze"], { DRPARITY_TRUST_CHECKOUT: "1" }).status).toBe(2);
    expect(existsSync(outside("new.jsonl"))).toBe(true);
    const sources = (name: string) => ({ sources: [inRepository(name)] });
    policy(
      { primary: sources("primary.json"), dr: sources("dr.json"), history: "own.jsonl" },
      outside("policy.json"),
    );
    rmSync(inRepository(".drparity.json"));
    expect(run(["analyze", "--config", outside("policy.json")]).status).toBe(2);
    expect(existsSync(outside("own.jsonl"))).toBe(true);
  });
});

describe("a manifest of the checkout", () => {
  it("names no workspace outside of it", () => {
    write(inRepository("drparity.json"), {
      schemaVersion: "1.0",
      pair: { name: "shop" },
      workspaces: [
        { side: "primary", directory: "one" },
        { side: "dr", directory: "../outside" },
      ],
    });
    write(inRepository("one/plan.json"), side("us-east-1", "orders"));
    const { status, stdout, stderr } = run(["analyze", "--manifest", "drparity.json"]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/drparity\.json: .*leads out of the checkout/);
  });
});

describe("a directory of the checkout", () => {
  it("has no plan that is a link to one elsewhere", () => {
    link(outside("secret.json"), inRepository("dr/plan.json"));
    const { status, stdout, stderr } = run(["analyze", "--primary", "primary.json", "--dr", "dr"]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/dr\/plan\.json: This leads out of the checkout/);
  });

  it("has no state that its backend keeps elsewhere", () => {
    write(outside("state.tfstate"), {
      version: 4,
      terraform_version: "1.11.4",
      serial: 1,
      lineage: "x",
      outputs: {},
      resources: [],
    });
    write(
      inRepository("dr/main.tf"),
      `terraform {\n  backend "local" {\n    path = "${outside("state.tfstate")}"\n  }\n}\n`,
    );
    const { status, stdout, stderr } = run(["analyze", "--primary", "primary.json", "--dr", "dr"]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/leads out of the checkout/);
  });

  it("shows neither place nor line of a configuration elsewhere, by a link or a module", () => {
    const queue = 'resource "aws_sqs_queue" "orders" {\n  name = "orders"\n  delay_seconds = 60\n}\n';
    write(outside("main.tf"), queue);
    link(outside("main.tf"), inRepository("linked/main.tf"));
    write(inRepository("called/main.tf"), 'module "m" {\n  source = "../../outside"\n}\n');
    write(inRepository("own/main.tf"), queue);
    const inModule = plan("us-west-2").resource("module.m.aws_sqs_queue.orders", {
      name: "orders",
      delay_seconds: 60,
    });
    write(inRepository("module.json"), inModule.json());
    const placesWith = (directory: string, dr: string) => {
      const sources = ["--primary", "primary.json", "--dr", dr, "--dr-dir", directory];
      const { stdout } = run(["analyze", ...sources, "--format", "json"]);
      const patch = run(["remediate", ...sources, "--format", "patch"]).stdout;
      return [...new Set([...(stdout.match(/"file": "[^"]*"/g) ?? []), ...(patch.match(/^--- .*/gm) ?? [])])];
    };
    expect(placesWith("own", "dr.json")).toEqual(['"file": "own/main.tf"', "--- a/own/main.tf"]);
    expect(placesWith("linked", "dr.json")).toEqual([]);
    expect(placesWith("called", "module.json")).toEqual(['"file": "called/main.tf"', "--- a/called/main.tf"]);
  });

  it("has no owners that a link takes from elsewhere", () => {
    write(outside("owners"), `* @${SECRET}\n`);
    link(outside("owners"), inRepository("CODEOWNERS"));
    write(inRepository("main.tf"), 'resource "aws_sqs_queue" "orders" {\n}\n');
    const { status, stdout } = run(["analyze", ...SOURCES, "--format", "json"]);
    expect(status).toBe(2);
    expect(stdout).not.toContain(SECRET);
  });
});

describe("nothing is written through a link of the checkout that leads out of it", () => {
  const outputs: readonly (readonly [string, (file: string) => string[]])[] = [
    ["--output", (file) => ["analyze", ...SOURCES, "--output", file]],
    ["--also", (file) => ["analyze", ...SOURCES, "--also", `json=${file}`]],
    ["--write-baseline", (file) => ["analyze", ...SOURCES, "--write-baseline", file]],
    ["--history", (file) => ["analyze", ...SOURCES, "--history", file]],
    ["remediate --output", (file) => ["remediate", ...SOURCES, "--output", file]],
    ["drift --output", (file) => ["drift", "--no-plan", ...SOURCES, "--output", file]],
    ["drift --history", (file) => ["drift", "--no-plan", ...SOURCES, "--history", file]],
  ];

  it.each(outputs)("%s", (_option, args) => {
    link(outside("notes"), inRepository("file"));
    link(outside(), inRepository("folder"));
    const before = beside();
    for (const file of ["file", "folder/new", "folder/notes"]) {
      const { status, stderr } = run(args(file));
      expect(status).toBe(1);
      expect(stderr).toMatch(/leads out of the checkout/);
      expect(stderr).not.toContain(SECRET);
    }
    expect(beside()).toEqual(before);
  });

  it("the history that drift keeps when nobody names one", () => {
    link(outside(), inRepository(".drparity"));
    const before = beside();
    expect(run(["drift", "--no-plan", ...SOURCES])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/leads out of the checkout/) as string,
    });
    expect(beside()).toEqual(before);
  });

  it("but what the command line names outside, and links within the checkout, are written", () => {
    mkdirSync(inRepository("reports"));
    link("reports", inRepository("folder"));
    const more = ["--output", outside("report"), "--also", "json=folder/report"];
    expect(run(["analyze", ...SOURCES, ...more]).status).toBe(2);
    expect(existsSync(outside("report"))).toBe(true);
    expect(existsSync(inRepository("reports/report"))).toBe(true);
  });
});

describe("rules of the checkout's choosing are not loaded", () => {
  const loaded = () => existsSync(at("loaded"));
  const trap = () =>
    write(outside("rule.cjs"), `require("fs").writeFileSync(${JSON.stringify(at("loaded"))}, "")`);

  it.each(["x://../../outside/rule.cjs", "s3://../../outside/rule.cjs", "file://../../outside/rule.cjs"])(
    "by what looks like an address: %s",
    (rule) => {
      trap();
      policy({ rules: [rule] });
      expect(run(["analyze"]).status).toBe(1);
      expect(loaded()).toBe(false);
    },
  );

  it("by a link that a pattern fits", () => {
    trap();
    mkdirSync(inRepository("rules"));
    link(outside("rule.cjs"), inRepository("rules/a.cjs"));
    policy({ rules: ["rules/*.cjs"] });
    expect(run(["analyze"]).status).toBe(1);
    expect(run(["analyze", "--rules", "rules/*.cjs"]).status).toBe(1);
    expect(loaded()).toBe(false);
  });
});

describe("a home directory that is the checkout", () => {
  it("is one in a pipeline, and none on a desk", () => {
    policy({ history: "../outside/new.jsonl" });
    expect(run(["analyze"], { HOME: inRepository(), CI: "true" }).stderr).toMatch(
      /leads out of the checkout/,
    );
    expect(run(["analyze"], { HOME: inRepository() }).status).toBe(2);
  });
});

describe("what never ends", () => {
  const run10 = (args: readonly string[]) => {
    const started = performance.now();
    const ran = run(args, { DRPARITY_TRUST_CHECKOUT: "1", NODE_OPTIONS: "--max-old-space-size=200" });
    expect(performance.now() - started).toBeLessThan(10_000);
    return ran;
  };

  it.each(["CODEOWNERS", "main.tf", ".terraform/modules/modules.json", ".terraform/environment"])(
    "is passed over as %s, in a checkout that is trusted, too",
    (name) => {
      link("/dev/zero", inRepository(name));
      if (name !== "main.tf") write(inRepository("main.tf"), 'resource "aws_sqs_queue" "orders" {\n}\n');
      expect(run10(["analyze", ...SOURCES])).toMatchObject({ status: 2, stderr: "" });
    },
  );

  it("is passed over as modules that links lead round in circles", () => {
    const names = ["a", "b", "c"];
    for (const name of names) link(".", inRepository(name));
    const calls = names.map((name) => `module "${name}" {\n  source = "./${name}"\n}\n`).join("");
    write(inRepository("main.tf"), `${calls}resource "aws_sqs_queue" "orders" {\n}\n`);
    expect(run10(["analyze", ...SOURCES])).toMatchObject({ status: 2, stderr: "" });
  });

  it("is refused as an address of twenty thousand modules", () => {
    const address = `${"module.m.".repeat(20_000)}aws_sqs_queue.orders`;
    const text = JSON.stringify(side("us-west-2", "orders")).replaceAll(
      '"aws_sqs_queue.orders"',
      JSON.stringify(address),
    );
    write(inRepository("deep.json"), text);
    const { status, stderr } = run10(["analyze", "--primary", "primary.json", "--dr", "deep.json"]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/deep\.json: A resource's address has more than 200 modules/);
  });

  it.each([
    [".drparity.json", /larger than 128 KiB/, ["analyze", ...SOURCES]],
    ["drparity.json", /no file, or larger than any manifest/, ["analyze", "--manifest", "drparity.json"]],
    ["baseline.json", /more than [\d,]+ bytes/, ["analyze", ...SOURCES, "--baseline", "baseline.json"]],
    ["history", /A history is a file/, ["analyze", ...SOURCES, "--history", "history"]],
    ["comment.md", /is empty, or longer than a comment may be/, ["comment", "comment.md"]],
  ])("is refused as %s", (name, message, args) => {
    link("/dev/zero", inRepository(name));
    const { status, stderr } = run10(args);
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
  });
});

describe("a comment", () => {
  it("is no file elsewhere that a link of the checkout leads to", () => {
    link(outside("notes"), inRepository("comment.md"));
    const { status, stderr } = run(["comment", "comment.md"], { GITHUB_ACTIONS: "true" });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^drparity: comment\.md: This leads out of the checkout/);
  });
});
