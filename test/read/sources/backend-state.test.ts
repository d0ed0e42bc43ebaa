import { join } from "node:path";
import { InputError } from "../../../analyzer/base/errors";
import { loadSource } from "../../../analyzer/read/sources/load";
import { s3Error } from "../../../analyzer/read/sources/s3-error";
import type { S3Location } from "../../../analyzer/read/sources/s3-location";
import { inputError, io, planText, RAW_STATE, stream, withFiles } from "./helpers";

type Files = Parameters<typeof withFiles>[0];
type Objects = Readonly<Record<string, string>>;

const state = (serial: number) => JSON.stringify({ ...RAW_STATE, serial });
const backend =
  'terraform {\n  backend "s3" {\n    bucket = "b"\n    key = "k"\n    region = "eu-west-1"\n  }\n}\n';

/** A bucket that holds these objects; `listable` as s3:ListBucket is allowed or not. */
function bucket(objects: Objects, listable = true) {
  return io({
    fetchS3: (location: S3Location) => {
      const text = objects[location.key];
      if (text === undefined) throw s3Error({ name: "NoSuchKey" }, location);
      return stream(text);
    },
    listS3: (_, prefix) =>
      listable
        ? Promise.resolve(Object.keys(objects).filter((key) => key.startsWith(prefix)))
        : Promise.reject(new InputError({ where: "b", what: "denied", fix: "" })),
  });
}

const load = (files: Files, objects: Objects, suffix = "", listable = true) =>
  withFiles(files, (directory) => loadSource(directory + suffix, bucket(objects, listable)));

describe("the state of a directory whose backend is in S3", () => {
  const { TF_WORKSPACE } = process.env;
  beforeEach(() => delete process.env.TF_WORKSPACE);
  afterAll(() => Object.assign(process.env, TF_WORKSPACE === undefined ? {} : { TF_WORKSPACE }));

  const all = { k: state(1), "env:/blue/k": state(2), "env:/green/k": state(3) };

  it("is fetched, and labelled as the user named it", async () => {
    await withFiles({ "main.tf": backend }, async (directory) => {
      expect(await loadSource(directory, bucket(all))).toMatchObject({
        label: directory,
        kind: "raw-state",
        document: { serial: 1 },
      });
      const label = `${directory}#blue`;
      expect(await loadSource(label, bucket(all))).toMatchObject({ label, document: { serial: 2 } });
    });
  });

  it.each<[string, Files, string, number]>([
    ["the workspace that was selected", { ".terraform/environment": "green\n" }, "", 3],
    ["the workspace of the source before it", { ".terraform/environment": "green" }, "#blue", 2],
    ["default by its name", { ".terraform/environment": "green" }, "#default", 1],
    ["the backend before what a local one left behind", { "terraform.tfstate": "" }, "", 1],
    ["the backend before what a failed apply left behind", { "errored.tfstate": state(9) }, "", 1],
    ["a pulled state before the backend", { "state.json": state(9) }, "", 9],
    [
      "the workspace, whatever lies in the directory",
      { "state.json": state(9), "p.json": planText },
      "#blue",
      2,
    ],
  ])("is that of %s", async (_, files, suffix, serial) => {
    expect((await load({ "main.tf": backend, ...files }, all, suffix)).document.serial).toBe(serial);
  });

  it("is that of TF_WORKSPACE", async () => {
    process.env.TF_WORKSPACE = "blue";
    const files = { "main.tf": backend, ".terraform/environment": "green" };
    expect((await load(files, all)).document.serial).toBe(2);
  });

  it("is that of a stack in cdktf.out", async () => {
    const s3 = { bucket: "b", key: "k", region: "eu-west-1", use_lockfile: true };
    const files = { "cdk.tf.json": JSON.stringify({ "//": {}, terraform: { backend: { s3 } } }) };
    expect((await load(files, all)).document.serial).toBe(1);
  });

  it("is passed over for a plan that lies there", async () => {
    expect((await load({ "main.tf": backend, "p.json": planText }, all)).kind).toBe("plan");
  });

  it.each<[string, Files, Objects, string, RegExp]>([
    [
      "a workspace that does not exist, naming those that do",
      {},
      { ...all, "env:/other/else": "", "env:/deep/er/k": "" },
      "#red",
      /"red" has no state .*: default, blue, green\.\nChoose/,
    ],
    [
      "a state of no workspace",
      {},
      {},
      "",
      /"default" has no state in the backend's bucket\.\nApply it first/,
    ],
    ["an encrypted state", {}, { k: '{"serial":1,"encrypted_data":"x"}' }, "", /encrypted by OpenTofu/],
    ["something else in the state's place", {}, { k: "[]" }, "", /plan|state/],
    ["a workspace without a name", {}, all, "#", /no Terraform workspace after the #/],
    ["a workspace that climbs", {}, all, "#..", /no Terraform workspace after the #/],
    [
      "another backend",
      { "main.tf": 'terraform {\n  backend "gcs" {\n    bucket = "b"\n  }\n}' },
      {},
      "",
      /main\.tf: The state lies in the backend "gcs".*\n.*terraform state pull/,
    ],
    ["HCP Terraform", { "main.tf": "terraform {\n  cloud {}\n}" }, {}, "", /HCP Terraform/],
  ])("is asked for: %s", async (_, files, objects, suffix, message) => {
    const error = await inputError(load({ "main.tf": backend, ...files }, objects, suffix));
    expect(error.message).toMatch(message);
  });

  it("tells of a workspace that does not exist even where the bucket may not be listed", async () => {
    const error = await inputError(load({ "main.tf": backend }, all, "#red", false));
    expect(error.message).toMatch(/"red" has no state in the backend's bucket\./);
  });

  it("takes a directory whose name holds a # for what it is", async () => {
    await withFiles({ "a#b/terraform.tfstate": state(5), "a/main.tf": "" }, async (root) => {
      expect((await loadSource(join(root, "a#b"), io())).document.serial).toBe(5);
    });
  });
});

describe("the state of a directory whose backend is local", () => {
  it("lies where the backend says", async () => {
    const local = 'terraform {\n  backend "local" {\n    path = "../dr.tfstate"\n  }\n}';
    await withFiles({ "infra/main.tf": local, "dr.tfstate": state(4) }, async (root) => {
      expect((await loadSource(join(root, "infra"), io())).document.serial).toBe(4);
    });
  });
});
