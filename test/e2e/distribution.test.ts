import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { PINS } from "../../analyzer/act/init/pins";

const ROOT = path.join(__dirname, "../..");
const CASE = path.join(ROOT, "test/corpus/storefront/cases/sf-combined-three");
const { version } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as { version: string };

let folder: string;
let bundle: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "drparity-bundle-"));
  bundle = path.join(folder, "drparity.cjs");
  execFileSync(process.execPath, [path.join(ROOT, "scripts/bundle.mjs"), "--draft", "--out", bundle]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? "", ...env },
    encoding: "utf8",
    maxBuffer: 64 << 20,
  });
  return { status, stdout, stderr };
}

describe("the program as one file, with nothing beside it", () => {
  it("has less than 5 MB and knows its version", () => {
    expect(statSync(bundle).size).toBeLessThan(5_000_000);
    expect(run(["--version"])).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("is ASCII alone: with one other character in it Node keeps every one in two bytes, at each start", () => {
    expect(readFileSync(bundle).findIndex((byte) => byte > 0x7f)).toBe(-1);
  });

  it("reads a policy file, plans and the provider's catalogue", () => {
    for (const side of ["primary", "dr"])
      cpSync(path.join(CASE, `${side}.plan.json.gz`), path.join(folder, `${side}.json`));
    writeFileSync(
      path.join(folder, ".drparity.hcl"),
      'pair "shop" {\n  primary { sources = ["primary.json"] }\n  dr { sources = ["dr.json"] }\n}\n',
    );
    const { status, stdout, stderr } = run(["analyze"]);
    expect({ status, stderr }).toEqual({ status: 2, stderr: "" });
    expect(stdout).toContain("DIVERGENT  shop 97/100: 1 critical, 2 warnings");
  });

  describe("asks AWS", () => {
    const NOWHERE = "http://127.0.0.1:9";
    const env = {
      AWS_ACCESS_KEY_ID: "x",
      AWS_SECRET_ACCESS_KEY: "x",
      AWS_REGION: "us-east-1",
      AWS_MAX_ATTEMPTS: "1",
    };
    const ask = (primary: string, more: Readonly<Record<string, string>>) => {
      const { status, stderr } = run(["analyze", "--primary", primary, "--dr", "dr.json"], {
        ...env,
        ...more,
      });
      expect(status).toBe(1);
      return stderr;
    };

    it("for an object in S3", () => {
      expect(ask("s3://acme/a.json", { AWS_ENDPOINT_URL: NOWHERE })).toMatch("S3 cannot be reached");
    });

    it("through a proxy", () => {
      expect(ask("s3://acme/a.json", { HTTPS_PROXY: NOWHERE })).toMatch("S3 cannot be reached");
    });

    it("for a role", () => {
      mkdirSync(path.join(folder, "role"));
      writeFileSync(
        path.join(folder, "role/main.tf"),
        'terraform {\n  backend "s3" {\n    bucket = "b"\n    key = "k"\n    assume_role = { role_arn = "arn:aws:iam::123456789012:role/state" }\n  }\n}\n',
      );
      expect(ask("role", { AWS_ENDPOINT_URL: NOWHERE })).toMatch(
        "role/state of the backend cannot be assumed",
      );
    });
  });

  it("lists and explains rules, and scaffolds", () => {
    expect(run(["explain", "backup-copied-to-dr"]).stdout).toContain("Remediation");
    expect(run(["init", "shop", "--pipeline", "none"]).status).toBe(0);
    mkdirSync(path.join(folder, "own"));
    cpSync(bundle, path.join(folder, "own/drparity.cjs"));
    const args = ["init", "own", "--pipeline", "gitlab", "--tool-source", "./drparity.cjs"];
    expect(run(args)).toMatchObject({ status: 0, stderr: "" });
  });
});

describe("the Actions run it", () => {
  it("setup: as the command drparity", () => {
    const actions = path.join(folder, "actions");
    cpSync(path.join(ROOT, ".github/actions"), actions, { recursive: true });
    cpSync(bundle, path.join(actions, "drparity.cjs"));
    const env = {
      PATH: process.env.PATH ?? "",
      RUNNER_TEMP: path.join(folder, "temp"),
      GITHUB_PATH: path.join(folder, "path"),
      GITHUB_ACTION_PATH: path.join(actions, "setup"),
    };
    execFileSync("bash", [path.join(actions, "setup/setup.sh")], { env });
    const bin = readFileSync(env.GITHUB_PATH, "utf8").trim();
    expect(execFileSync(path.join(bin, "drparity"), ["--version"], { encoding: "utf8" })).toBe(
      `${version}\n`,
    );
  });

  it("and say what is wrong where a commit has none", () => {
    const { status, stdout } = spawnSync("bash", [path.join(ROOT, ".github/actions/setup/setup.sh")], {
      env: { PATH: process.env.PATH ?? "", GITHUB_ACTION_PATH: path.join(ROOT, ".github/actions/setup") },
      encoding: "utf8",
    });
    expect(status).toBe(1);
    expect(stdout).toContain("This commit holds no program.");
  });
});

describe("what is run of others", () => {
  const files = [".github/workflows", ".github/actions", "examples/ci"].flatMap((directory) =>
    readdirSync(path.join(ROOT, directory), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.ya?ml$/.test(file))
      .map((file) => path.join(directory, file)),
  );

  it.each(files)("is named by a commit, with its release beside it: %s", (file) => {
    const text = readFileSync(path.join(ROOT, file), "utf8");
    const used = Array.from(text.matchAll(/uses:\s*(\S+.*)$/gm), ([, what = ""]) => what);
    expect(used.filter((what) => !/^[\w./-]+@[0-9a-f]{40} # v[\d.]+$/.test(what))).toEqual([]);
  });

  it("is the same commit for the same release everywhere", () => {
    const all = files.flatMap((file) =>
      Array.from(
        readFileSync(path.join(ROOT, file), "utf8").matchAll(/uses:\s*(\S+@[0-9a-f]{40} # \S+)/g),
        ([, what = ""]) => what,
      ),
    );
    const byAction = new Map<string, Set<string>>();
    for (const what of [...all, ...Object.values(PINS)]) {
      const [name = ""] = what.split("@");
      byAction.set(name, new Set([...(byAction.get(name) ?? []), what]));
    }
    expect([...byAction].filter(([, pins]) => pins.size > 1)).toEqual([]);
  });
});

describe("the release workflow", () => {
  interface Job {
    readonly permissions: Readonly<Record<string, string>>;
    readonly steps: readonly { readonly run?: string; readonly uses?: string }[];
  }
  const text = readFileSync(path.join(ROOT, ".github/workflows/release.yml"), "utf8");
  const { jobs, permissions } = parse(text) as { jobs: { release: Job }; permissions: object };

  it("needs no secret, and may do no more than it has to", () => {
    expect(text).not.toContain("secrets.");
    expect(permissions).toEqual({});
    expect(Object.keys(jobs.release.permissions).sort()).toEqual([
      "attestations",
      "contents",
      "id-token",
      "packages",
    ]);
  });

  it("has scripts that bash takes, without expressions in them", () => {
    for (const { run: script = "" } of jobs.release.steps) {
      expect(script).not.toContain("${{");
      expect(spawnSync("bash", ["-n", "-c", script]).status).toBe(0);
    }
  });

  it("makes the files with the commands of this repository", () => {
    const step = jobs.release.steps.find(({ run: script }) => script?.includes("SHA256SUMS"))?.run ?? "";
    const bin = path.join(folder, "bin");
    mkdirSync(bin);
    // npm would install and pack; what counts is the file, its name and its checksum.
    writeFileSync(path.join(bin, "npm"), "#!/bin/sh\necho '{}'\n");
    chmodSync(path.join(bin, "npm"), 0o755);
    const out = path.join(folder, "out");
    const local = step.replace("mkdir release", 'mkdir "$OUT"').replace("cd release", 'cd "$OUT"');
    execFileSync("bash", ["-euc", local.replaceAll("release/", '"$OUT"/')], {
      cwd: ROOT,
      env: {
        ...process.env,
        PATH: `${bin}:${process.env.PATH ?? ""}`,
        OUT: out,
        GITHUB_SERVER_URL: "https://github.com",
        GITHUB_REPOSITORY: "acme/drparity",
      },
    });
    expect(readFileSync(path.join(out, "SHA256SUMS"), "utf8")).toMatch(
      /^[0-9a-f]{64} {2}drparity\.cdx\.json\n[0-9a-f]{64} {2}drparity\.cjs\n$/,
    );
  });
});
