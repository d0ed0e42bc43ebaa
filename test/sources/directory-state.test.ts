import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { directoryState } from "../../analyzer/sources/directory-state";
import { inputError, withFiles } from "./helpers";

type Files = Parameters<typeof withFiles>[0];

const find = (files: Files) =>
  withFiles(files, (directory) => directoryState(directory, readdirSync(directory)));

const ownDefault = { "terraform.tfstate": "own" };
const blue = { "terraform.tfstate.d/blue/terraform.tfstate": "blue" };
const green = { "terraform.tfstate.d/green/terraform.tfstate": "green" };

describe("directoryState", () => {
  const { TF_WORKSPACE } = process.env;
  beforeEach(() => delete process.env.TF_WORKSPACE);
  afterAll(() => Object.assign(process.env, TF_WORKSPACE === undefined ? {} : { TF_WORKSPACE }));

  it.each<[string, Files, string | undefined]>([
    ["the directory's own state", { ...ownDefault, ...blue }, "terraform.tfstate"],
    ["its own state among others", { ...ownDefault, "old.tfstate": "" }, "terraform.tfstate"],
    ["any other state", { "dr.tfstate.gz": "" }, "dr.tfstate.gz"],
    ["the only workspace", blue, join("terraform.tfstate.d", "blue", "terraform.tfstate")],
    [
      "the selected workspace",
      { ...ownDefault, ...blue, ...green, ".terraform/environment": "green" },
      join("terraform.tfstate.d", "green", "terraform.tfstate"),
    ],
    [
      "its own state when the selected workspace has none",
      { ...ownDefault, ".terraform/environment": "x" },
      "terraform.tfstate",
    ],
    ["nothing where nothing is", { "main.tf": "" }, undefined],
    ["nothing for a workspace outside the directory", { ".terraform/environment": "../.." }, undefined],
  ])("finds %s", async (_, files, path) => {
    expect(await find(files)).toBe(path);
  });

  it("takes TF_WORKSPACE before the workspace that was selected, as Terraform does", async () => {
    process.env.TF_WORKSPACE = "blue";
    expect(await find({ ...blue, ...green, ".terraform/environment": "green" })).toMatch("blue");
  });

  it("does not count a workspace without a state", async () => {
    await withFiles(blue, async (directory) => {
      mkdirSync(join(directory, "terraform.tfstate.d", "empty"));
      expect(await directoryState(directory, [])).toMatch("blue");
    });
  });

  it("asks when there are several and none is selected", async () => {
    const error = await inputError(find({ ...blue, ...green }));
    expect(error.what).toMatch(/2 states: .*blue.*, .*green/);
    await inputError(find({ "a.tfstate": "", "b.tfstate": "" }));
  });

  it("follows the local backend of a cdktf stack", async () => {
    const configuration = (path: string) => JSON.stringify({ terraform: { backend: { local: { path } } } });
    await withFiles({ "terraform.app-dr.tfstate": "x" }, async (directory) => {
      const state = join(directory, "terraform.app-dr.tfstate");
      const files = { "cdk.tf.json": configuration(state) };
      await withFiles(files, async (stack) => {
        const found = await directoryState(stack, ["cdk.tf.json"]);
        expect(join(stack, found ?? "")).toBe(state);
      });
    });
    expect(await find({ "cdk.tf.json": configuration("missing.tfstate") })).toBeUndefined();
    expect(await find({ "cdk.tf.json": "no JSON" })).toBeUndefined();
  });
});
