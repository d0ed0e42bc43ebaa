import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { directoryState } from "../../../analyzer/read/sources/directory-state";
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

  it("follows what a backend says of its path, as cdktf's do, which lie outside the directory", async () => {
    await withFiles({ "terraform.app-dr.tfstate": "x", "stack/cdk.tf.json": "" }, async (root) => {
      const state = join(root, "terraform.app-dr.tfstate");
      expect(await directoryState(join(root, "stack"), [], { path: state })).toBe(
        "../terraform.app-dr.tfstate",
      );
      expect(await directoryState(join(root, "stack"), [], { path: "missing.tfstate" })).toBeUndefined();
    });
  });

  it("follows what a backend says of its workspaces", async () => {
    const files = { "states/blue/terraform.tfstate": "blue" };
    const found = withFiles(files, (directory) =>
      directoryState(directory, [], { workspaceDirectory: "states" }, "blue"),
    );
    expect(await found).toBe(join("states", "blue", "terraform.tfstate"));
  });

  const chosen = (files: Files, workspace: string) =>
    withFiles(files, (directory) => directoryState(directory, readdirSync(directory), {}, workspace));

  it("takes the workspace that the user chose, whatever is selected", async () => {
    process.env.TF_WORKSPACE = "green";
    const all = { ...ownDefault, ...blue, ...green };
    expect(await chosen(all, "blue")).toMatch("blue");
    expect(await chosen(all, "default")).toBe("terraform.tfstate");
  });

  it("names the workspaces there are when the user chose another", async () => {
    const error = await inputError(chosen({ ...ownDefault, ...blue }, "red"));
    expect(error.what).toBe('The workspace "red" has no state here; there is one of: default, blue.');
    await inputError(chosen(blue, "../terraform.tfstate.d/blue"));
  });
});
