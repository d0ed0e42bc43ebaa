import { readFileSync, writeFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import type { Answers } from "../../../analyzer/act/init/answers";
import { VERSIONS } from "../../../analyzer/act/init/cdktf-project";
import { decide, type Wishes } from "../../../analyzer/act/init/decide";
import { findRoots } from "../../../analyzer/act/init/detect";
import { scaffold } from "../../../analyzer/act/init/scaffold";
import { writeAll } from "../../../analyzer/act/init/write";
import { TOOL_VERSION } from "../../../analyzer/base/version";
import { choosePair, loadPolicy } from "../../../analyzer/judge/policy/load-policy";

const ROOT = path.join(__dirname, "../../..");
const WISHES: Wishes = { strategy: "warm-standby", toolSource: "npm" };

/** What the examples under examples/ci are rendered from. */
const EXAMPLE: Answers = {
  style: "terraform",
  name: "shop",
  strategy: "warm-standby",
  pipeline: "github",
  tool: "terraform",
  cloud: false,
  pairs: [
    {
      name: "shop",
      primary: { region: "eu-west-1", workspaces: [{ directory: "infra/primary" }] },
      dr: { region: "eu-central-1", workspaces: [{ directory: "infra/dr" }] },
      combined: [],
    },
  ],
  leftOut: [],
  toolSource: { kind: "npm" },
};

let project: string;
beforeEach(async () => (project = await mkdtemp(path.join(tmpdir(), "drparity-init-"))));
afterEach(() => rm(project, { recursive: true, force: true }));

async function terraform(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(project, file)), { recursive: true });
    await writeFile(path.join(project, file), text);
  }
}

const provider = (region: string) => `provider "aws" {\n  region = "${region}"\n}\n`;

describe("init finds out", () => {
  it("which directories are roots, and the region of their default provider", async () => {
    await terraform({
      "infra/prod/main.tf": `provider "aws" {\n  alias  = "dns"\n  region = "us-east-1"\n}\n${provider("eu-west-1")}`,
      "infra/prod-dr/main.tf": 'terraform {\n  backend "s3" {}\n}\n',
      "modules/web/main.tf": 'resource "aws_lb" "web" {}\n',
      "node_modules/x/main.tf": provider("us-east-1"),
    });
    const { roots } = await findRoots(project);
    expect(roots.map(({ directory, region }) => ({ directory, region }))).toEqual([
      { directory: "infra/prod", region: "eu-west-1" },
      { directory: "infra/prod-dr", region: undefined },
    ]);
    const { style, pairs } = await decide(project, { ...WISHES, name: "shop", drRegion: "eu-central-1" });
    expect({ style, pairs }).toMatchObject({
      style: "terraform",
      pairs: [
        {
          primary: { workspaces: [{ directory: "infra/prod" }] },
          dr: { workspaces: [{ directory: "infra/prod-dr" }] },
        },
      ],
    });
  });

  it("that there is no Terraform: then it is a CDKTF project", async () => {
    expect(await decide(project, { ...WISHES, name: "shop", primaryRegion: "us-west-2" })).toMatchObject({
      style: "cdktf",
      pairs: [{ primary: { region: "us-west-2" }, dr: { region: "us-east-1" } }],
    });
  });

  it("whose pipelines a project has", async () => {
    await terraform({ ".gitlab-ci.yml": "" });
    expect((await decide(project, { ...WISHES, name: "shop" })).pipeline).toBe("gitlab");
    await rm(path.join(project, ".gitlab-ci.yml"));
    const sides = { "primary/main.tf": provider("us-east-1"), "dr/main.tf": provider("us-west-2") };
    await terraform({ "atlantis.yaml": "version: 3\n", ...sides });
    expect((await decide(project, { ...WISHES, name: "shop" })).pipeline).toBe("atlantis");
    const cdktf = decide(project, { ...WISHES, style: "cdktf" });
    await expect(cdktf).rejects.toThrow("Atlantis plans Terraform that is committed");
  });
});

describe("init says what it has to be told", () => {
  it.each<[string, Record<string, string>, Wishes, string]>([
    [
      "no directory is DR's",
      { "a/main.tf": provider("us-east-1"), "b/main.tf": provider("us-west-2") },
      WISHES,
      "init: Found directories of us-east-1, us-west-2: which is primary, and which is DR?\n" +
        "Say it, such as --primary-region us-east-1 --dr-region us-west-2.",
    ],
    [
      "a directory that is not there",
      { "primary/main.tf": provider("us-east-1") },
      { ...WISHES, dr: "dr" },
      '--dr: There is no directory "dr" in the project.\nCheck the path; it is relative to the project\'s directory.',
    ],
    [
      "one directory for both sides",
      { "primary/main.tf": provider("us-east-1") },
      { ...WISHES, dr: "./primary" },
      "--dr: Both sides would be primary.\nName another directory, or both sides' workspaces.",
    ],
    [
      "a directory that would be code in a script",
      { "primary/main.tf": provider("us-east-1") },
      { ...WISHES, dr: "x'; rm -rf ~ #" },
      "--dr: \"x'; rm -rf ~ #\" cannot stand in a pipeline's script.",
    ],
    [
      "a directory outside",
      { "main.tf": provider("us-east-1") },
      { ...WISHES, primary: ".", dr: "../x" },
      "--dr:",
    ],
    ["a name", {}, { ...WISHES, name: "$(id)" }, '--name: "$(id)" cannot be a pair\'s name.'],
    [
      "a region",
      {},
      { ...WISHES, name: "shop", drRegion: "moon-1" },
      '--dr-region: "moon-1" is not an AWS region.',
    ],
    [
      "one region for both",
      {},
      { ...WISHES, name: "shop", primaryRegion: "us-west-2", drRegion: "us-west-2" },
      "--dr-region: Both sides would lie in one region.",
    ],
  ])("%s", async (_name, files, wishes, message) => {
    await terraform(files);
    await expect(decide(project, { name: "shop", ...wishes })).rejects.toThrow(message);
  });
});

describe("what init writes", () => {
  const all = (["terraform", "cdktf"] as const).flatMap((style) =>
    (["github", "gitlab"] as const).map((pipeline) => ({ ...EXAMPLE, style, pipeline })),
  );

  const atlantis = { ...EXAMPLE, style: "terraform", pipeline: "atlantis" } as const;

  it.each([...all, atlantis])("is YAML and JSON that parses: $style, $pipeline", (answers) => {
    for (const { path: file, content } of scaffold(answers)) {
      if (/\.ya?ml$/.test(file)) expect(parse(content)).toBeInstanceOf(Object);
      if (file.endsWith(".json")) expect(JSON.parse(content)).toBeInstanceOf(Object);
    }
  });

  it.each([...all, atlantis])("is a policy file that drparity reads: $style, $pipeline", async (answers) => {
    const odd = { region: "us-east-1", workspaces: [{ directory: "infra/${x}" }] };
    const pairs = answers.pairs.map((one) => ({ ...one, primary: odd }));
    await writeAll(project, scaffold({ ...answers, pairs }));
    const pair = choosePair(await loadPolicy(undefined, project), undefined);
    expect(pair?.name).toBe("shop");
    expect(answers.style === "cdktf" ? pair?.sources.manifest : pair?.sources.primary[0]).toBe(
      path.join(project, answers.style === "cdktf" ? "cdktf.out/drparity.json" : "infra/${x}"),
    );
  });

  it("never replaces a file that is there", async () => {
    await writeFile(path.join(project, ".drparity.hcl"), "# ours\n");
    const written = await writeAll(project, scaffold(EXAMPLE));
    expect(written).toEqual([
      { path: ".drparity.hcl", outcome: "kept" },
      { path: ".github/workflows/drparity.yml", outcome: "written" },
      { path: ".github/workflows/drparity-drift.yml", outcome: "written" },
    ]);
    expect(await readFile(path.join(project, ".drparity.hcl"), "utf8")).toBe("# ours\n");
  });

  it("names the versions that this package is made with", () => {
    const { peerDependencies, devDependencies } = JSON.parse(
      readFileSync(path.join(ROOT, "package.json"), "utf8"),
    ) as Record<"peerDependencies" | "devDependencies", Record<string, string>>;
    for (const [name, version] of Object.entries(VERSIONS)) {
      const own = peerDependencies[name] ?? devDependencies[name] ?? "";
      expect([name, version.split(".")[0]]).toEqual([name, `^${own.replace(/^[\^~]/, "").split(".")[0]}`]);
    }
  });

  it.each([
    ["npm", { kind: "npm" }, `^${TOOL_VERSION}`],
    [
      "a release",
      { kind: "action", repository: "acme/drparity", ref: "v2.0.1" },
      "https://github.com/acme/drparity/releases/download/v2.0.1/drparity-2.0.1.tgz",
    ],
    [
      "this version's release, where a branch has none",
      { kind: "action", repository: "acme/drparity", ref: "main" },
      `https://github.com/acme/drparity/releases/download/v${TOOL_VERSION}/drparity-${TOOL_VERSION}.tgz`,
    ],
    [
      "an archive beside it, since the one file has no constructs",
      { kind: "file", file: "tools/drparity.cjs" },
      `file:drparity-${TOOL_VERSION}.tgz`,
    ],
  ] as const)(
    "is a CDKTF project that installs drparity from where it comes from: %s",
    (_, toolSource, from) => {
      const files = scaffold({ ...EXAMPLE, style: "cdktf", toolSource });
      const manifest = files.find((one) => one.path === "package.json")?.content ?? "";
      expect((JSON.parse(manifest) as { dependencies: object }).dependencies).toMatchObject({
        drparity: from,
      });
    },
  );

  it("is a CDKTF project without a pipeline that takes drparity from where it is told", async () => {
    const { toolSource } = await decide(project, {
      ...WISHES,
      name: "shop",
      pipeline: "none",
      toolSource: "acme/drparity@v2.0.1",
    });
    expect(toolSource).toEqual({ kind: "action", repository: "acme/drparity", ref: "v2.0.1" });
  });

  it.each([
    ["github", "github-pull-request.yml", ".github/workflows/drparity.yml"],
    ["github", "github-drift.yml", ".github/workflows/drparity-drift.yml"],
    ["gitlab", "gitlab-merge-request.yml", ".gitlab/drparity.yml"],
    ["atlantis", "atlantis.yaml", "atlantis.yaml"],
    ["atlantis", "atlantis-drparity.sh", ".atlantis/drparity.sh"],
  ] as const)("is what examples/ci shows: %s", (pipeline, example, file) => {
    const content = scaffold({ ...EXAMPLE, pipeline }).find((one) => one.path === file)?.content;
    const shown = path.join(ROOT, "examples/ci", example);
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(shown, content ?? "");
    expect(readFileSync(shown, "utf8")).toBe(content);
  });
});
