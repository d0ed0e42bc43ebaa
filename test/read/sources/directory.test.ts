import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { loadDirectory } from "../../../analyzer/read/sources/directory";
import { inputError, io, PLAN, planText, RAW_STATE, SAVED_PLAN, STATE, withFiles } from "./helpers";

type Files = Parameters<typeof withFiles>[0];

const showPlan = () => Promise.resolve(Buffer.from(JSON.stringify({ ...PLAN, terraform_version: "shown" })));
const raw = (serial: number) => JSON.stringify({ ...RAW_STATE, serial });
const load = (files: Files) =>
  withFiles(files, (directory) => loadDirectory({ directory, label: directory }, io({ showPlan })));
const failure = (files: Files) =>
  withFiles(files, async (directory) => {
    const error = await inputError(loadDirectory({ directory, label: directory }, io({ showPlan })));
    return error.message.replaceAll(directory, "DIR");
  });

describe("loadDirectory", () => {
  it("labels the document as the user named it", async () => {
    await withFiles({ "plan.json": planText }, async (directory) => {
      expect(await loadDirectory({ directory, label: directory }, io())).toEqual({
        label: directory,
        kind: "plan",
        document: PLAN,
      });
    });
  });

  it.each<[string, Files]>([
    [
      "a plan as JSON before all else",
      { "p.json": planText, tfplan: SAVED_PLAN, "terraform.tfstate": raw(1) },
    ],
    ["a compressed plan", { "p.json.gz": gzipSync(planText), "package.json": '{"name":"x"}' }],
    [
      "the plan beside cdk.tf.json",
      { "cdk.tf.json": '{"terraform":{},"resource":{}}', "plan.json": planText },
    ],
    ["the plan beside a state as JSON", { "p.json": planText, "s.json": JSON.stringify(STATE) }],
    [
      "the plan beside the schemas",
      { "p.json": planText, "s.json": '{"format_version":"1.0","provider_schemas":{}}' },
    ],
    ["the plan beside JSON with comments", { "p.json": planText, "tsconfig.json": "{ // no JSON\n}" }],
  ])("takes %s", async (_, files) => {
    expect((await load(files)).document).toEqual(PLAN);
  });

  it.each(["tfplan", "dr.tfplan", "plan.out", "plan.bin", "plan"])(
    "takes the saved plan %s",
    async (name) => {
      const files = {
        [name]: SAVED_PLAN,
        "terraform.tfstate": raw(1),
        "lambda.zip": Buffer.from("PK\u0003\u0004index.js"),
      };
      expect((await load(files)).document).toMatchObject({ terraform_version: "shown" });
    },
  );

  it.each<[string, Files, number | undefined]>([
    ["the state", { "terraform.tfstate": raw(1), "terraform.tfstate.backup": raw(2), "main.tf": "" }, 1],
    ["a compressed state", { "dr.tfstate.gz": gzipSync(raw(3)) }, 3],
    ["a pulled state", { "state.json": raw(4), "terraform.tfstate": raw(1) }, 4],
    ["a shown state", { "state.json": JSON.stringify(STATE) }, undefined],
  ])("takes %s when there is no plan", async (_, files, serial) => {
    expect((await load(files)).document.serial).toBe(serial);
  });

  it("names the plans when there are several", async () => {
    const message = await failure({ "a.json": planText, "b.json.gz": gzipSync(planText), "c.json": "{}" });
    expect(message).toBe(
      "DIR: This directory holds 2 plans: a.json, b.json.gz.\nChoose one, such as DIR/a.json.",
    );
    expect(await failure({ a: SAVED_PLAN, b: SAVED_PLAN })).toMatch("2 saved plans: a, b.");
    expect(await failure({ "a.json": raw(1), "b.json": raw(2) })).toMatch("2 states: a.json, b.json.");
  });

  it("does not pass over a damaged plan to take an old state in its place", async () => {
    const state = { "terraform.tfstate": raw(1) };
    expect(await failure({ ...state, "plan.json": planText.slice(0, 90) })).toMatch(
      "DIR/plan.json: The JSON is cut off",
    );
    expect(await failure({ ...state, "plan.json": "" })).toMatch("DIR/plan.json: This is empty.");
    const half = gzipSync(planText).subarray(0, 40);
    expect(await failure({ ...state, "plan.json.gz": half })).toMatch(
      "DIR/plan.json.gz: The gzip data is cut off",
    );
  });

  it("names the file that is wrong, not the directory alone", async () => {
    expect(await failure({ "terraform.tfstate": "{" })).toMatch("DIR/terraform.tfstate: The JSON is cut off");
  });

  it("says what it looked for when it finds nothing", async () => {
    expect(await failure({})).toMatch(
      "DIR: This directory holds no files.\nLooked for: a plan as JSON (*.json, *.json.gz), a saved plan",
    );
    expect(await failure({ "main.tf": "", "package.json": "{}" })).toMatch(
      "DIR: This directory holds neither a plan nor a state.",
    );
  });

  it("asks which stack when it is given cdktf.out", async () => {
    const message = await failure({ "stacks/app-dr/cdk.tf.json": "{}", "manifest.json": "{}" });
    expect(message).toBe(
      "DIR: This holds several stacks: app-dr.\nChoose one for each side, such as DIR/stacks/app-dr.",
    );
  });

  it("is not stopped by links that lead nowhere or to a directory", async () => {
    await withFiles({ "real/plan.json": planText }, async (directory) => {
      symlinkSync("nowhere", join(directory, "a.json"));
      symlinkSync("real", join(directory, "b.json"));
      symlinkSync("real/plan.json", join(directory, "c.json"));
      expect((await loadDirectory({ directory, label: directory }, io())).kind).toBe("plan");
    });
  });
});
