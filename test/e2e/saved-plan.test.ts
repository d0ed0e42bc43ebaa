import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadSource } from "../../analyzer/read/sources/load";
import { inputError, SAVED_PLAN, withFiles } from "../read/sources/helpers";

/** Needs no provider: `terraform_data` is part of Terraform. */
const CONFIGURATION = 'resource "terraform_data" "a" {\n  input = "x"\n}\n';

const terraform = (cwd: string, ...args: string[]) => {
  const { status, stderr } = spawnSync("terraform", args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
};

const missing = spawnSync("terraform", ["version"]).error !== undefined;
if (missing) console.warn("SKIPPED: no saved plan was read: terraform is not on PATH");

(missing ? describe.skip : describe)("a plan that real Terraform saved", () => {
  it("is read by name and by directory, and so is the state once it is applied", async () => {
    await withFiles({ "main.tf": CONFIGURATION }, async (directory) => {
      terraform(directory, "init");
      terraform(directory, "plan", "-out=dr.plan");
      const byName = await loadSource(join(directory, "dr.plan"));
      expect(byName).toMatchObject({
        kind: "plan",
        document: { resource_changes: [{ address: "terraform_data.a" }] },
      });
      expect((await loadSource(directory)).document).toEqual(byName.document);
      terraform(directory, "apply", "-auto-approve");
      expect((await loadSource(join(directory, "terraform.tfstate"))).kind).toBe("raw-state");
    });
  }, 60_000);

  it("is told from one that is damaged", async () => {
    await withFiles({ tfplan: SAVED_PLAN }, async (directory) => {
      writeFileSync(join(directory, "main.tf"), CONFIGURATION);
      expect((await inputError(loadSource(directory))).what).toMatch(
        "`terraform show -json` failed: Error: ",
      );
    });
  }, 60_000);
});
