import type { JsonObject } from "../../../analyzer/base/json";
import { identify } from "../../../analyzer/read/sources/identify";
import { inputError, PLAN, RAW_STATE, STATE } from "./helpers";

const failure = (document: JsonObject) => inputError(() => identify(document, "x.json"));

describe("identify", () => {
  it.each<[string, JsonObject, string]>([
    ["a plan", PLAN, "plan"],
    ["a plan of changes alone", { format_version: "0.1", resource_changes: [] }, "plan"],
    ["a plan of a later minor version", { ...PLAN, format_version: "1.99", something_new: 1 }, "plan"],
    ["a plan that also has a prior state", { ...PLAN, prior_state: STATE, values: {} }, "plan"],
    ["a state", STATE, "state"],
    ["an old state", { ...STATE, format_version: "0.2" }, "state"],
    ["an empty state", { format_version: "1.0" }, "state"],
    ["a state with checks", { format_version: "1.0", terraform_version: "1.9.0", checks: [] }, "state"],
    ["a raw state", RAW_STATE, "raw-state"],
    ["a raw state without resources", { version: 4, serial: 1 }, "raw-state"],
  ])("knows %s", (_, document, kind) => {
    expect(identify(document, "x")).toBe(kind);
  });

  it.each(["2.0", "10.1"])("refuses format_version %s", async (version) => {
    expect((await failure({ ...PLAN, format_version: version })).what).toMatch(
      `This plan has a format_version ${version}`,
    );
    expect((await failure({ ...STATE, format_version: version })).what).toMatch(
      `This state has a format_version ${version}`,
    );
  });

  it.each([1, null, {}, "hunter2", "1.hunter2", ""])(
    "refuses format_version %j without quoting it",
    async (version) => {
      expect((await failure({ ...PLAN, format_version: version })).what).toMatch("a format_version that");
    },
  );

  it.each([1, 2, 3])("refuses a raw state of version %d and says how to upgrade", async (version) => {
    const error = await failure({ version, serial: 1, modules: [] });
    expect(error.what).toBe(`This is a state of version ${version}, from before Terraform 0.12.`);
    expect(error.fix).toMatch("Upgrade it");
  });

  it("refuses a raw state of a later version", async () => {
    expect((await failure({ ...RAW_STATE, version: 5 })).message).toMatch(/version 5; .*\n.*Update drparity/);
  });

  it("tells .terraform/terraform.tfstate from a state", async () => {
    const note = {
      version: 3,
      serial: 1,
      lineage: "x",
      backend: { type: "s3", config: { secret_key: "hunter2" } },
    };
    expect((await failure(note)).what).toMatch("which backend is in use");
  });

  it("takes an old state that names its backend for a state", async () => {
    const modules = [{ path: ["root"], resources: { "aws_vpc.a": { type: "aws_vpc" } } }];
    expect((await failure({ version: 3, serial: 1, backend: { hash: 1 }, modules })).what).toMatch(
      "state of version 3",
    );
  });

  it.each<[string, JsonObject]>([
    ["state", { serial: 1, lineage: "x", meta: {}, encrypted_data: "hunter2", encryption_version: "v0" }],
    ["plan", { meta: {}, encrypted_data: "hunter2", encryption_version: "v0" }],
  ])("says that a %s is encrypted by OpenTofu", async (_, document) => {
    expect((await failure(document)).message).toMatch(/encrypted by OpenTofu\.\n.*tofu show -json/);
  });

  it("says what other JSON is", async () => {
    expect((await failure({ name: "x", dependencies: {} })).what).toMatch("package.json");
  });
});
