import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");

describe("cdktf and its AWS provider", () => {
  it("are imported by two files alone, so that CDK Terrain is a package swap", () => {
    const importing = ["stacks", "modules", "examples"]
      .flatMap((folder) =>
        readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((file) =>
          join(ROOT, folder, file),
        ),
      )
      .filter(
        (file) => file.endsWith(".ts") && /from "(cdktf|constructs|@cdktf)/.test(readFileSync(file, "utf8")),
      )
      .map((file) => relative(ROOT, file));
    expect(importing).toEqual(["modules/pair/aws.ts", "modules/pair/cdk.ts"]);
  });
});
