import { execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import type { Report } from "../../analyzer/model/report";
import { Cli } from "../support/cli";
import { plan } from "../support/plan-builder";

const CASES = path.join(__dirname, "../corpus/metering/cases");
const CLEAN = ["--primary", corpus("mt-clean-noop", "primary"), "--dr", corpus("mt-clean-noop", "dr")];
const DIVERGED = [
  "--primary",
  corpus("mt-missing-alarm", "primary"),
  "--dr",
  corpus("mt-missing-alarm", "dr"),
];

function corpus(name: string, side: string): string {
  return path.join(CASES, name, `${side}.plan.json.gz`);
}

let cli: Cli;
let folder: string;
beforeAll(() => {
  cli = Cli.compile();
  folder = mkdtempSync(path.join(tmpdir(), "drparity-cli-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A file in the test's folder. */
function file(name: string, content: string | Buffer): string {
  const target = path.join(folder, name);
  writeFileSync(target, content);
  return target;
}

function queues(region: string, more: Readonly<Record<string, number>> = {}, name = "orders") {
  return plan(region).resource("aws_sqs_queue.orders", { name, visibility_timeout_seconds: 30, ...more });
}

/** Two plan files that differ in what the parts say. */
function pair(dr: Readonly<Record<string, number>> = {}): string[] {
  const [left, right] = [queues("us-east-1").json(), queues("us-west-2", dr).json()];
  return [
    "--primary",
    file("primary.json", JSON.stringify(left)),
    "--dr",
    file("dr.json", JSON.stringify(right)),
  ];
}

describe("the configuration beside the plans", () => {
  const HCL = "test/corpus/metering/hcl";

  it("tells file and line of a finding, in the directory that is named for each side", () => {
    const { stdout } = cli.run([
      "analyze",
      ...DIVERGED,
      "--primary-dir",
      HCL,
      "--dr-dir",
      HCL,
      "--format",
      "json",
    ]);
    const first = (JSON.parse(stdout) as Report).findings.find(({ kind }) => kind === "missing-in-dr");
    const { file: found = "", line = 0 } = first?.primary?.location ?? {};
    const [type = "", name = ""] = (first?.primary?.address ?? "").split(".");
    const declared = readFileSync(found, "utf8").split("\n")[line - 1];
    expect(declared).toBe(`resource "${type}" "${name.replace(/\[.*/, "")}" {`);
  });

  it("must be there when it is named", () => {
    const { status, stderr } = cli.run(["analyze", ...CLEAN, "--dr-dir", folder]);
    expect(status).toBe(1);
    expect(stderr).toMatch("There are no Terraform files in what --dr-dir names.");
  });
});

describe("the exit status", () => {
  it("is 0 for a real pair at parity, which says so on standard output alone", () => {
    const { status, stdout, stderr } = cli.run(["analyze", ...CLEAN]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/parity/i);
  });

  it("is 2 for a real pair that has diverged, and the report names what", () => {
    const { status, stdout } = cli.run(["analyze", ...DIVERGED]);
    expect(status).toBe(2);
    expect(stdout).toContain("aws_cloudwatch_metric_alarm");
  });

  it.each([
    ["critical", 0],
    ["warning", 2],
    ["info", 2],
    ["never", 0],
  ])("of a warning with --fail-on %s is %i", (failOn, expected) => {
    const { status } = cli.run(["analyze", ...pair({ visibility_timeout_seconds: 60 }), "--fail-on", failOn]);
    expect(status).toBe(expected);
  });

  it.each([
    ["warning", 0],
    ["info", 2],
  ])("of a mere note with --fail-on %s is %i", (failOn, expected) => {
    const region = (name: string, days: number) =>
      JSON.stringify(
        plan(name).resource("aws_cloudwatch_log_group.app", { name: "/app", retention_in_days: days }).json(),
      );
    const sources = [
      "--primary",
      file("p.json", region("us-east-1", 30)),
      "--dr",
      file("d.json", region("us-west-2", 7)),
    ];
    expect(cli.run(["analyze", ...sources, "--fail-on", failOn]).status).toBe(expected);
  });

  it.each(["errored", "complete"])(
    "is never 0 for a plan that cannot prove parity (%s), not even with --fail-on never",
    (flag) => {
      const spoiled = queues("us-west-2")
        .set(flag, flag === "errored")
        .json();
      const sources = ["--primary", pair()[1] ?? "", "--dr", file("spoiled.json", JSON.stringify(spoiled))];
      const { status, stdout } = cli.run(["analyze", ...sources, "--fail-on", "never", "--format", "json"]);
      expect(status).toBe(2);
      expect((JSON.parse(stdout) as Report).summary.verdict).toBe("incomplete");
    },
  );
});

describe("sources", () => {
  it("are told by content: gzip, UTF-16 of PowerShell, standard input", () => {
    const [, primary = "", , dr = ""] = pair();
    const zipped = file("zipped", gzipSync(readFileSync(primary)));
    const utf16 = file("utf16", Buffer.from(`\ufeff${readFileSync(dr, "utf8")}`, "utf16le"));
    expect(cli.run(["analyze", "--primary", zipped, "--dr", utf16]).status).toBe(0);
    expect(cli.run(["analyze", "--primary", "-", "--dr", dr], { input: readFileSync(primary) }).status).toBe(
      0,
    );
  });

  it("may be real states beside each other", () => {
    const state = (side: string) => path.join(CASES, "mt-clean-noop", `${side}.tfstate.gz`);
    const { status, stdout } = cli.run([
      "analyze",
      "--primary",
      state("primary"),
      "--dr",
      state("dr"),
      "--format",
      "json",
    ]);
    const { summary } = JSON.parse(stdout) as Report;
    expect(summary).toMatchObject({ missingInDr: 0, missingInPrimary: 0 });
    expect([status, summary.verdict]).toEqual([0, "parity"]);
  });

  it("may be one real plan of both regions", () => {
    const combined = path.join(__dirname, "../corpus/tickets/cases/tk-clean-noop/combined.plan.json.gz");
    expect(cli.run(["analyze", "--combined", combined]).status).toBe(0);
  });

  it("may be several per side", () => {
    const other = (region: string) =>
      JSON.stringify(plan(region).resource("aws_sns_topic.t", { name: "t" }).json());
    const [p, primary = "", d, dr = ""] = pair();
    const more = [file("p2.json", other("us-east-1")), file("d2.json", other("us-west-2"))];
    const args = ["analyze", p ?? "", primary, more[0] ?? "", d ?? "", dr, more[1] ?? "", "--format", "json"];
    const report = JSON.parse(cli.run(args).stdout) as Report;
    expect(report.coverage.comparedTypes).toEqual({ aws_sns_topic: 1, aws_sqs_queue: 1 });
    expect(report.pair.dr.sources).toEqual([dr, more[1]]);
  });
});

describe("the report", () => {
  it("of a real diverged pair holds to the published schema", () => {
    const schema = JSON.parse(
      readFileSync(path.join(__dirname, "../../analyzer/model/report.schema.json"), "utf8"),
    ) as object;
    const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
    addFormats(ajv);
    const validate = ajv.compile(schema);
    validate(JSON.parse(cli.run(["analyze", ...DIVERGED, "--format", "json"]).stdout));
    expect(validate.errors).toBeNull();
  });

  it.each(["text", "json", "markdown", "sarif", "junit", "html"])(
    "in %s is written to a file whole, and nothing to standard output",
    (format) => {
      const output = path.join(folder, `report.${format}`);
      const { status, stdout, stderr } = cli.run([
        "analyze",
        ...pair(),
        "--format",
        format,
        "--output",
        output,
      ]);
      expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "", stderr: "" });
      expect(readFileSync(output, "utf8").length).toBeGreaterThan(50);
      expect(readdirSync(folder).filter((name) => name.includes("partial"))).toEqual([]);
    },
  );

  it("that cannot be written is an error, and leaves no part of a file", () => {
    const output = path.join(folder, "no/such/folder/report.json");
    const { status, stdout, stderr } = cli.run(["analyze", ...pair(), "--output", output]);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(output);
    expect(stderr.trimEnd().split("\n")).toHaveLength(2);
  });

  it("of bad input leaves an earlier report as it was", () => {
    const output = file("earlier.json", "earlier");
    cli.run(["analyze", "--primary", file("bad.json", "{"), "--dr", pair()[3] ?? "", "--output", output]);
    expect(readFileSync(output, "utf8")).toBe("earlier");
    expect(existsSync(`${output}.partial`)).toBe(false);
  });

  it("goes through a symbolic link, into what it points to", () => {
    const target = file("linked.json", "earlier");
    const link = path.join(folder, "link.json");
    symlinkSync(target, link);
    cli.run(["analyze", ...pair(), "--format", "json", "--output", link]);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(target, "utf8")).toContain("schemaVersion");
  });

  it.each(["--output", "--also", "--write-baseline"])(
    "that %s writes over a private file leaves it private",
    (option) => {
      const target = file(`private${option}.json`, option === "--write-baseline" ? "" : "earlier");
      if (option === "--write-baseline") rmSync(target);
      const args = ["analyze", ...pair(), option, option === "--also" ? `json=${target}` : target];
      if (option === "--write-baseline") expect(cli.run(args).status).toBe(0);
      chmodSync(target, 0o600);
      expect(cli.run(args).status).toBe(0);
      expect(readFileSync(target, "utf8")).not.toBe("earlier");
      expect((statSync(target).mode & 0o777).toString(8)).toBe("600");
    },
  );

  // Renaming over them took /dev/null away from whole machines, for root.
  it("goes into a device or a pipe, and does not replace it", () => {
    const pipe = path.join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const reader = spawn("cat", [pipe], { stdio: "ignore" });
    try {
      expect(cli.run(["analyze", ...pair(), "--output", pipe]).stderr).toBe("");
      expect(lstatSync(pipe).isFIFO()).toBe(true);
    } finally {
      reader.kill();
    }
  });

  it("is refused where another one goes", () => {
    const output = file("one.json", "earlier");
    for (const other of [
      ["--also", `html=${folder}/./one.json`],
      ["--history", output],
      ["--write-baseline", output],
    ]) {
      const { status, stderr } = cli.run(["analyze", ...pair(), "--output", output, ...other]);
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: expect.stringContaining("Two things are to be written to this file.") as string,
      });
    }
    expect(readFileSync(output, "utf8")).toBe("earlier");
  });

  it("has colour only when asked: never in a pipe, with FORCE_COLOR, not with NO_COLOR", () => {
    const colour = (env: Record<string, string>) =>
      cli.run(["analyze", ...DIVERGED], { env }).stdout.includes("\u001b[");
    expect(colour({})).toBe(false);
    expect(colour({ FORCE_COLOR: "1" })).toBe(true);
    expect(colour({ FORCE_COLOR: "1", NO_COLOR: "1" })).toBe(false);
    expect(colour({ FORCE_COLOR: "0" })).toBe(false);
  });

  it("is not one of the sources changed: reading leaves no trace", () => {
    const before = readFileSync(corpus("mt-clean-noop", "dr"));
    cli.run(["analyze", ...CLEAN]);
    expect(readFileSync(corpus("mt-clean-noop", "dr")).equals(before)).toBe(true);
  });
});

describe("options", () => {
  it("--primary-region and --dr-region replace detection", () => {
    const regions = ["--primary-region", "us-east-1", "--dr-region", "us-west-2"];
    const report = JSON.parse(
      cli.run(["analyze", ...pair(), ...regions, "--format", "json"]).stdout,
    ) as Report;
    expect([report.pair.primary.region, report.pair.dr.region]).toEqual(["us-east-1", "us-west-2"]);
  });

  it("--strategy is told in the report, warm-standby by default", () => {
    const strategy = (...args: string[]) =>
      (JSON.parse(cli.run(["analyze", ...pair(), ...args, "--format", "json"]).stdout) as Report).pair
        .strategy;
    expect(strategy()).toBe("warm-standby");
    expect(strategy("--strategy", "pilot-light")).toBe("pilot-light");
  });

  it("--manifest gives name, strategy, regions and twins", () => {
    const manifest = {
      schemaVersion: "1.0",
      pair: { name: "shop", strategy: "active-active", primaryRegion: "us-east-1", drRegion: "us-west-2" },
      workspaces: [],
      twins: [{ primary: "aws_sqs_queue.orders", dr: "aws_sqs_queue.orders" }],
      byDesign: [
        {
          side: "dr",
          address: "aws_sqs_queue.orders",
          paths: ["visibility_timeout_seconds"],
          reason: "slow there",
        },
      ],
    };
    const args = ["--manifest", file("drparity.json", JSON.stringify(manifest)), "--format", "json"];
    const { status, stdout } = cli.run(["analyze", ...pair({ visibility_timeout_seconds: 60 }), ...args]);
    const report = JSON.parse(stdout) as Report;
    expect(status).toBe(0);
    expect(report.pair).toMatchObject({ name: "shop", strategy: "active-active" });
    expect(report.expected).toMatchObject([{ reason: "slow there" }]);
  });

  it("--version and --help answer without loading what analysis needs", () => {
    expect(cli.run(["--version"]).stdout.trim()).toMatch(/^\d+\.\d+\.\d+/);
    expect(cli.run(["analyze", "--help"])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("--primary") as string,
    });
  });
});

describe("pairs", () => {
  it("shows twins with the reason, and what is left over with its reason", () => {
    const { status, stdout } = cli.run(["pairs", ...DIVERGED]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\d+ twins\naddress +\S+/);
    expect(stdout).toMatch(/\n[1-9]\d* in primary only\n {2}\S*aws_cloudwatch_metric_alarm/);
  });

  it("gives the same as JSON", () => {
    const pairs = JSON.parse(cli.run(["pairs", ...pair(), "--json"]).stdout) as unknown;
    expect(pairs).toEqual({
      twins: [{ primary: "aws_sqs_queue.orders", dr: "aws_sqs_queue.orders", reason: "address" }],
      onlyPrimary: [],
      onlyDr: [],
    });
  });
});

describe("explain", () => {
  it("lists every rule, and explains each that it lists", () => {
    const ids = cli
      .run(["explain"])
      .stdout.trim()
      .split("\n")
      .map((line) => line.split(" ")[0] ?? "");
    expect(ids).toEqual(expect.arrayContaining(["twins-equal", "home-region-reference", "no-drift"]));
    expect(cli.run(["explain", "twins-equal"]).stdout).toMatch(/Impact\n {2}\S/);
  });

  it("of a rule that is none is an error", () => {
    expect(cli.run(["explain", "no-such-rule"])).toMatchObject({ status: 1, stdout: "" });
  });
});

it("the corpus files that these tests read are gzip", () => {
  expect(() => gunzipSync(readFileSync(corpus("mt-clean-noop", "dr")))).not.toThrow();
});
